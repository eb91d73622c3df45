// @ts-check

import { canvasPainter } from "./sky_canvas.js";
import { Card } from "./sky_card.js";
import { takeHands } from "./sky_hands.js";
import { List } from "./sky_list.js";
import { Live } from "./sky_live.js";
import { Overlay } from "./sky_overlay.js";
import { savePicture } from "./sky_picture.js";
import { fetchPoints } from "./sky_points.js";
import { STRIDE, Stars } from "./sky_stars.js";
import { View } from "./sky_view.js";
import { webglPainter } from "./sky_webgl.js";

const SHARPEST = 2; // pixels of the screen for one of the page
const TOGETHER = 1.6; // how near a star is brought that is looked for, in units of the sky's size

/** The sky of the page: it draws when something has changed, and at no other time. */
export class Sky {
  /** @param {HTMLElement} part */
  constructor(part) {
    this.part = part;
    this.stars = new Stars();
    this.view = new View();
    this.canvas = /** @type {HTMLCanvasElement} */ (part.querySelector("canvas"));
    this.overlay = new Overlay(/** @type {SVGSVGElement} */ (part.querySelector("svg.sky-overlay")));
    this.card = new Card(/** @type {HTMLElement} */ (part.querySelector(".sky-card")), part.dataset.star ?? "");
    this.first = webglPainter(this.canvas) ?? this.plainPainter();
    this.painter = this.first;
    /** @type {HTMLCanvasElement | null} */
    this.plain = null;
    this.pointed = -1;
    this.chosen = -1;
    this.isAsked = false;
    this.isDimmed = part.hasAttribute("data-searched");
    this.isNarrowed = part.hasAttribute("data-narrowed");
    this.state = part.querySelector(".sky-state");
    this.pointer = { x: 0, y: 0, reach: 0, isNew: false };
    this.colours = { paper: "", ink: "", font: "", isDark: false };
    part.dataset.painter = this.painter.name;
  }

  /** A canvas that was once asked for WebGL gives no other pen: a new one takes its place. */
  plainPainter() {
    const plain = /** @type {HTMLCanvasElement} */ (this.canvas.cloneNode());
    this.canvas.replaceWith(plain);
    this.canvas = plain;
    return canvasPainter(plain);
  }

  start() {
    new ResizeObserver(() => this.measure()).observe(this.canvas);
    for (const query of ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)"]) {
      matchMedia(query).addEventListener("change", () => this.measure());
    }
    this.canvas.addEventListener("webglcontextlost", () => this.substitute(true));
    this.canvas.addEventListener("webglcontextrestored", () => this.substitute(false));
    takeHands(this);
    this.measure();
  }

  /** While the graphics card does not draw, a plain canvas over the first one does; hands and keys stay with the first. @param {boolean} isLost */
  substitute(isLost) {
    this.plain?.remove();
    this.plain = isLost ? document.createElement("canvas") : null;
    this.painter = this.plain ? canvasPainter(this.plain) : this.first;
    this.plain?.classList.add("sky-plain");
    if (this.plain) this.canvas.after(this.plain);
    this.part.dataset.painter = this.painter.name;
    this.measure();
  }

  /** The canvas that shows the stars. */
  get drawn() {
    return this.plain ?? this.canvas;
  }

  get isStill() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  /** Take the window's size and colours as they are now. */
  measure() {
    const { width, height } = this.canvas.getBoundingClientRect();
    if (!width || !height) return;
    const sharp = Math.min(SHARPEST, devicePixelRatio || 1);
    [this.view.width, this.view.height] = [width, height];
    for (const each of [this.canvas, this.drawn]) [each.width, each.height] = [Math.round(width * sharp), Math.round(height * sharp)];
    const style = getComputedStyle(this.canvas.parentElement ?? this.canvas);
    const [red, green, blue] = (style.backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
    this.colours = { paper: style.backgroundColor, ink: style.color, font: style.fontFamily, isDark: red + green + blue < 384 };
    this.ask();
  }

  /** Draw soon: however often it is asked for, once a frame. */
  ask() {
    if (this.isAsked) return;
    this.isAsked = true;
    requestAnimationFrame((now) => this.frame(now));
  }

  /** @param {number} now */
  frame(now) {
    this.isAsked = false;
    const isMoving = this.stars.step(now);
    if (this.pointer.isNew) this.look();
    this.paint();
    this.overlay.draw(this.stars, this.view, { pointed: this.pointed, chosen: this.chosen, now });
    if (isMoving) this.ask();
  }

  paint() {
    this.painter.paint(this.stars, this.view, { dark: this.colours.isDark, dimmed: this.isDimmed });
  }

  /** @param {number} x @param {number} y @param {number} reach */
  pointAt(x, y, reach) {
    this.pointer = { x, y, reach, isNew: true };
    this.ask();
  }

  /** At once: what is pointed at next, as in the list, must not be forgotten with the next frame. */
  pointAway() {
    this.pointer.isNew = false;
    this.point(-1);
  }

  look() {
    this.pointer.isNew = false;
    const { x, y, reach } = this.pointer;
    this.point(this.view.starAt(this.stars, x, y, reach));
  }

  /** Mark a star for as long as something points at it. @param {number} number */
  point(number) {
    if (number === this.pointed) return;
    this.pointed = number;
    this.canvas.classList.toggle("on-star", number >= 0);
    this.card.show(this.stars.ids[number >= 0 ? number : this.chosen] ?? "", false);
    this.ask();
  }

  /** Say how many stars there are, after what has just happened. @param {string} [news] */
  count(news = "") {
    const amount = this.stars.amount.toLocaleString("en");
    const stars = `${amount} ${amount === "1" ? "star" : "stars"}`;
    const known = this.overlay.named.length ? `${stars}.` : `${stars}. ${this.part.dataset.ungrouped}`;
    if (this.state) this.state.textContent = `${news} ${known}`.trim();
    this.part.dataset.stars = String(this.stars.count);
  }

  /** Keep a star marked until another one is chosen. @param {number} number */
  choose(number) {
    this.chosen = number;
    this.part.dispatchEvent(new Event("sky:chosen"));
    this.card.show(this.stars.ids[number] ?? "", true);
    this.ask();
  }

  /** Choose the star that came after this one, or before it, and bring it into the middle: of a search, one that was found. @param {number} step */
  next(step) {
    const { stars } = this;
    for (let tried = 1; tried <= stars.count; tried += 1) {
      const from = this.chosen < 0 && step < 0 ? 0 : this.chosen;
      const number = (((from + step * tried) % stars.count) + stars.count) % stars.count;
      const isFound = !this.isDimmed || stars.data[number * STRIDE + 7] > 1;
      if (stars.isThere(number) && isFound) return this.bring(number);
    }
  }

  /** @param {number} number */
  bring(number) {
    this.view.target = this.stars.place(number);
    this.view.distance = Math.min(this.view.distance, this.view.radius * TOGETHER);
    this.choose(number);
  }

  open() {
    const id = this.stars.ids[this.chosen];
    if (id) location.assign(this.card.page(id));
  }
}

/**
 * Fetch all stars; returns where their events go on, or -1 where that failed.
 * @param {Sky} sky @param {boolean} isNew whether every star has another place than the reader has seen
 */
async function fill(sky, isNew) {
  const { part, stars, view } = sky;
  const before = new Set(stars.ids);
  const named = (sky.overlay.named = /** @type {typeof sky.overlay.named} */ ([]));
  const last = await fetchPoints(part.dataset.points ?? "", stars, (points) => {
    for (const id of points.ids) before.delete(id);
    named.push(...points.clusters);
    if (isNew) view.showAll(stars);
    sky.ask();
  });
  if (last >= 0) for (const id of before) stars.remove(stars.numbers.get(id) ?? -1);
  for (const row of sky.isDimmed ? listed() : []) stars.find(stars.numbers.get(row.dataset.star ?? "") ?? -1);
  sky.count();
  if (last < 0 && sky.state) sky.state.textContent = "The stars could not be loaded. Reload the page.";
  return last;
}

/** @param {Sky} sky */
async function begin(sky) {
  const last = await fill(sky, true);
  const wanted = sky.stars.numbers.get(new URLSearchParams(location.search).get("star") ?? "");
  if (wanted !== undefined) sky.bring(wanted);
  const list = new List(document.querySelector(".stars"), sky.card);
  if (last >= 0) new Live(sky, list, (isNew) => fill(sky, isNew)).start(last);
  sky.part.dataset.ready = String(last >= 0);
}

/** @returns {NodeListOf<HTMLElement>} */
function listed() {
  return document.querySelectorAll(".star-list [data-star]");
}

/** Whatever is pointed at or focused in the list is marked in the sky. @param {Sky} sky */
function followList(sky) {
  const list = document.querySelector(".stars");
  /** @param {Event} event */
  const mark = (event) => {
    const row = event.target instanceof Element ? event.target.closest("[data-star]") : null;
    sky.point(row instanceof HTMLElement ? sky.stars.numbers.get(row.dataset.star ?? "") ?? -1 : -1);
  };
  for (const kind of ["pointerover", "focusin"]) list?.addEventListener(kind, mark);
  for (const kind of ["pointerleave", "focusout"]) list?.addEventListener(kind, () => sky.point(-1));
}

document.documentElement.classList.add("scripted");
const part = document.getElementById("sky");
if (part) {
  const sky = new Sky(part);
  sky.start();
  followList(sky);
  part.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button?.dataset.save) savePicture(sky, button.dataset.save);
    if (button?.dataset.zoom) sky.view.zoom(Number(button.dataset.zoom));
    if (button?.hasAttribute("data-whole")) sky.view.showAll(sky.stars);
    sky.ask();
  });
  begin(sky);
}
