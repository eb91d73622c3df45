// @ts-check

/** @typedef {import( "./sky_stars.js" ).Place} Place */
/** @typedef {{ id: string, name: string, colour: string, place: Place }} Visitor */

const SVG = "http://www.w3.org/2000/svg";
const CORNERS = 72; // of a drawn circle
const CIRCLES = [0.5, 1]; // of the sky's radius
const SHOWN = 60; // labels, and visitors
const LETTER = 7; // pixels of a label
const LINE = 18;
const LIFT = 12; // over the middle of its stars

/** What is drawn over the stars: two circles that give the sky its depth, marks, labels, and where visitors point. */
export class Overlay {
  /** @param {SVGSVGElement} svg */
  constructor(svg) {
    this.svg = svg;
    this.circles = CIRCLES.map(() => this.put("path", "sky-circle"));
    this.labels = this.put("g", "sky-labels");
    this.births = this.put("g", "sky-births");
    this.pointed = this.put("circle", "sky-pointed");
    this.chosen = this.put("circle", "sky-chosen");
    this.visitors = this.put("g", "sky-visitors");
    /** @type {{ label: string, place: Place }[]} */
    this.named = [];
    /** @type {Map<string, Visitor>} */
    this.present = new Map();
    this.out = new Float64Array(3);
  }

  /** @param {string} kind @param {string} name @param {Element} [parent] */
  put(kind, name, parent = this.svg) {
    const made = document.createElementNS(SVG, kind);
    made.setAttribute("class", name);
    parent.append(made);
    return made;
  }

  /**
   * @param {import( "./sky_stars.js" ).Stars} stars @param {import( "./sky_view.js" ).View} view
   * @param {{ pointed: number, chosen: number, now: number }} marks
   */
  draw(stars, view, marks) {
    this.circles.forEach((path, at) => path.setAttribute("d", this.circle(view, CIRCLES[at])));
    this.mark(this.pointed, stars, view, marks.pointed === marks.chosen ? -1 : marks.pointed, 9);
    this.mark(this.chosen, stars, view, marks.chosen, 13);
    this.drawBirths(stars, view, marks.now);
    this.drawLabels(view);
    this.drawVisitors(view);
  }

  /** @param {import( "./sky_view.js" ).View} view @param {number} part */
  circle(view, part) {
    const [x, y, z] = view.middle;
    let path = "";
    for (let corner = 0; corner <= CORNERS; corner += 1) {
      const angle = (2 * Math.PI * corner) / CORNERS;
      const reach = part * view.radius;
      view.project(x + reach * Math.cos(angle), y, z + reach * Math.sin(angle), this.out);
      if (this.out[2] < 1) return "";
      path += `${corner ? "L" : "M"}${this.out[0].toFixed(1)} ${this.out[1].toFixed(1)}`;
    }
    return path;
  }

  /**
   * @param {Element} ring @param {import( "./sky_stars.js" ).Stars} stars @param {import( "./sky_view.js" ).View} view
   * @param {number} number @param {number} radius
   */
  mark(ring, stars, view, number, radius) {
    const isThere = stars.isThere(number);
    if (isThere) view.project(...stars.place(number), this.out);
    ring.toggleAttribute("hidden", !isThere || this.out[2] < 1);
    if (!isThere) return;
    ring.setAttribute("cx", this.out[0].toFixed(1));
    ring.setAttribute("cy", this.out[1].toFixed(1));
    ring.setAttribute("r", String(radius));
  }

  /** @param {import( "./sky_stars.js" ).Stars} stars @param {import( "./sky_view.js" ).View} view @param {number} now */
  drawBirths(stars, view, now) {
    const born = [...stars.births.keys()].slice(0, SHOWN);
    const rings = this.children(this.births, born.length, "circle", "sky-birth");
    born.forEach((number, at) => {
      const part = stars.birth(number, now);
      this.mark(rings[at], stars, view, number, 6 + 40 * part);
      rings[at].setAttribute("opacity", (1 - part).toFixed(2));
    });
  }

  /** Labels of the largest come first; one that would stand on another stays away. @param {import( "./sky_view.js" ).View} view */
  drawLabels(view) {
    const texts = this.children(this.labels, Math.min(SHOWN, this.named.length), "text", "sky-label");
    /** @type {{ x: number, y: number, half: number }[]} */
    const taken = [];
    texts.forEach((text, at) => {
      const { label, place } = this.named[at];
      view.project(...place, this.out);
      const box = { x: this.out[0], y: this.out[1] - LIFT, half: (label.length * LETTER) / 2 };
      const isHidden = this.out[2] < 1 || taken.some((it) => Math.abs(it.y - box.y) < LINE && Math.abs(it.x - box.x) < it.half + box.half);
      text.toggleAttribute("hidden", isHidden);
      if (isHidden) return;
      taken.push(box);
      text.setAttribute("x", box.x.toFixed(1));
      text.setAttribute("y", box.y.toFixed(1));
      if (text.textContent !== label) text.textContent = label;
    });
  }

  /** @param {import( "./sky_view.js" ).View} view */
  drawVisitors(view) {
    const shown = [...this.present.values()].slice(0, SHOWN);
    const groups = this.children(this.visitors, shown.length, "g", "sky-visitor");
    groups.forEach((group, at) => {
      if (!group.firstChild) {
        this.put("path", "sky-arrow", group).setAttribute("d", "M0 0 4 13 7 8 13 7Z");
        this.put("text", "sky-name", group);
      }
      view.project(...shown[at].place, this.out);
      group.toggleAttribute("hidden", this.out[2] < 1);
      group.setAttribute("transform", `translate(${this.out[0].toFixed(1)} ${this.out[1].toFixed(1)})`);
      group.firstElementChild?.setAttribute("fill", shown[at].colour);
      const name = group.lastElementChild;
      name?.setAttribute("x", "14");
      name?.setAttribute("y", "20");
      if (name) name.textContent = shown[at].name;
    });
  }

  /** @param {Element} parent @param {number} count @param {string} kind @param {string} name */
  children(parent, count, kind, name) {
    while (parent.childElementCount < count) this.put(kind, name, parent);
    while (parent.childElementCount > count) parent.lastElementChild?.remove();
    return [...parent.children];
  }
}
