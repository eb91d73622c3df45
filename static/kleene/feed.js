// @ts-check

import { tellLocalTimes } from "./times.js";

const KEPT = 200; // lines; older ones are in the log, not on the page
const NEAR = 48; // pixels from the end that still count as reading the newest
const SPOKEN = 3; // lines read out at once
const ONE_GROUP = 300_000; // milliseconds; the server groups by the same (`worlds/views/shared/lines.py`)

/**
 * Put new lines at the end, each once, and let them be heard: but not what we said ourselves.
 * @param {HTMLElement} feed
 * @param {HTMLTemplateElement} part
 * @param {number} after
 * @param {boolean} isFresh the lines do not follow what is shown: they replace it
 */
export function appendLines(feed, part, after, isFresh) {
  const last = /** @type {HTMLElement | null} */ (feed.lastElementChild);
  const known = Number(last?.dataset.sequence ?? 0);
  const all = /** @type {HTMLElement[]} */ ([...part.content.querySelectorAll("li")]);
  const lines = isFresh ? all : all.filter((line) => Number(line.dataset.sequence) > known);
  if (!lines.length && !isFresh) return;
  const wasAtEnd = isAtEnd(feed);
  if (isFresh) feed.replaceChildren();
  else if (last && lines[0]) lines[0].classList.toggle("same", isOneGroup(last, lines[0]));
  for (const line of lines) line.classList.add("fresh-line");
  feed.append(...lines);
  while (feed.children.length > KEPT) feed.firstElementChild?.remove();
  tellLocalTimes(feed);
  if (wasAtEnd) goToEnd(feed);
  announce(lines.filter((line) => !line.classList.contains("mine") && Number(line.dataset.sequence) > after));
}

/** Open the feed at its end, with everybody's own hours. @param {Document} page */
export function openFeed(page) {
  const feed = page.getElementById("feed");
  if (!feed) return;
  tellLocalTimes(feed);
  goToEnd(feed);
  keepAtEnd(feed);
}

/** What comes to stand over or under the feed takes room from it; the newest line stays in sight. @param {HTMLElement} feed */
function keepAtEnd(feed) {
  const box = feed.parentElement;
  if (!box) return;
  let wasAtEnd = true;
  box.addEventListener("scroll", () => { wasAtEnd = isAtEnd(feed); }, { passive: true });
  new ResizeObserver(() => { if (wasAtEnd) goToEnd(feed); }).observe(box);
}

/** @param {HTMLElement} feed */
export function goToEnd(feed) {
  if (feed.parentElement) feed.parentElement.scrollTop = feed.parentElement.scrollHeight;
}

/** Whether the newest line is in sight, as far as its box goes. @param {HTMLElement} feed */
export function isAtEnd(feed) {
  const box = feed.parentElement;
  return box !== null && box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
}

/** A line as it is read out or repeated elsewhere. @param {Element | null} line */
export function wordsOf(line) {
  return (line?.querySelector(".words")?.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** @param {Element | null} line */
export function speakerOf(line) {
  return line?.querySelector(".speaker")?.textContent?.trim() ?? "";
}

/**
 * Whether the second line goes on under the name of the first.
 * @param {HTMLElement} first
 * @param {HTMLElement} second
 */
function isOneGroup(first, second) {
  if (!("who" in second.dataset) || first.dataset.who !== second.dataset.who) return false;
  return momentOf(second) - momentOf(first) < ONE_GROUP;
}

/** @param {HTMLElement} line */
function momentOf(line) {
  return Date.parse(line.querySelector("time")?.dateTime ?? "");
}

/** @param {HTMLElement[]} lines */
function announce(lines) {
  if (!lines.length) return;
  const heard = document.getElementById("heard");
  if (heard) heard.textContent = lines.slice(-SPOKEN).map((line) => `${speakerOf(line)} ${wordsOf(line)}`.trim()).join(" ");
  document.dispatchEvent(new CustomEvent("kleene:lines", { detail: lines }));
}
