// @ts-check

import { goToEnd, isAtEnd, speakerOf, wordsOf } from "./feed.js";

const PREFIX = /^\(\d+\) /;

/**
 * Count the lines of others that came while nobody looked: in the tab's title, in the bar of a phone, and over the feed.
 * @param {Document} page
 */
export function countUnread(page) {
  const feed = page.getElementById("feed");
  const box = feed?.parentElement;
  const newest = page.getElementById("to-newest");
  if (!feed || !box) return;
  let amount = 0;
  let isInSight = true;
  let isPutAway = false; // behind another part of the page: there it could not scroll

  const show = () => {
    const title = page.title.replace(PREFIX, "");
    page.title = amount ? `(${amount}) ${title}` : title;
    for (const place of page.querySelectorAll("[data-unread]")) place.replaceChildren(...badge(page, amount));
    if (!newest) return;
    newest.hidden = !amount || isAtEnd(feed);
    newest.textContent = `${amount}${words(amount)}`;
  };
  const look = () => {
    if (!amount || page.hidden || !isInSight || !isAtEnd(feed)) return show();
    amount = 0;
    show();
  };
  page.addEventListener("kleene:lines", (event) => {
    const lines = /** @type {HTMLElement[]} */ (/** @type {CustomEvent} */ (event).detail);
    if (page.hidden || !isInSight || !isAtEnd(feed)) {
      if (!amount) markFirst(feed, lines[0]);
      amount += lines.length;
    }
    tellLast(page, lines[lines.length - 1]);
    show();
  });
  new IntersectionObserver(([seen]) => {
    isInSight = seen?.isIntersecting ?? true;
    if (isInSight && isPutAway) open(feed, amount);
    isPutAway = box.offsetParent === null;
    look();
  }).observe(box);
  box.addEventListener("scroll", look, { passive: true });
  page.addEventListener("visibilitychange", look);
  page.addEventListener("htmx:afterSettle", show); // an answer to a turn brings a title of its own
  newest?.addEventListener("click", () => { goToEnd(feed); box.focus({ preventScroll: true }); look(); });
}

/**
 * Show the feed from where reading stopped, or its end.
 * @param {HTMLElement} feed
 * @param {number} unread
 */
function open(feed, unread) {
  const first = feed.querySelector(".first-unread");
  if (!unread || !(first instanceof HTMLElement) || !feed.parentElement) return goToEnd(feed);
  feed.parentElement.scrollTop = first.offsetTop - feed.offsetTop;
}

/**
 * @param {HTMLElement} feed
 * @param {HTMLElement | undefined} line
 */
function markFirst(feed, line) {
  feed.querySelector(".first-unread")?.classList.remove("first-unread");
  line?.classList.add("first-unread");
}

/**
 * @param {Document} page
 * @param {number} amount
 */
function badge(page, amount) {
  if (!amount) return [];
  const unseen = page.createElement("span");
  unseen.className = "unseen";
  unseen.textContent = words(amount);
  return [String(amount), unseen];
}

/** @param {number} amount */
function words(amount) {
  return amount === 1 ? " new line" : " new lines";
}

/**
 * The newest line of the others stands over the bar of a phone, too.
 * @param {Document} page
 * @param {HTMLElement | undefined} line
 */
function tellLast(page, line) {
  const place = page.getElementById("last-words");
  if (!place || !line) return;
  const name = page.createElement("b");
  name.textContent = speakerOf(line);
  place.replaceChildren(...(name.textContent ? [name, " "] : []), wordsOf(line));
}
