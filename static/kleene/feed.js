// @ts-check

const KEPT = 200; // lines; older ones are in the log, not on the page
const NEAR = 48; // pixels from the end that still count as reading the newest
const SPOKEN = 3; // lines read out at once

/**
 * Put new lines at the end, each once, and let them be heard: but not what we said ourselves.
 * @param {HTMLElement} feed
 * @param {HTMLTemplateElement} part
 * @param {number} after
 * @param {boolean} isFresh the lines do not follow what is shown: they replace it
 */
export function appendLines(feed, part, after, isFresh) {
  const known = Number(feed.lastElementChild?.getAttribute("data-sequence") ?? 0);
  const all = /** @type {HTMLElement[]} */ ([...part.content.querySelectorAll("li")]);
  const lines = isFresh ? all : all.filter((line) => Number(line.dataset.sequence) > known);
  if (!lines.length && !isFresh) return;
  const box = feed.parentElement;
  const wasAtEnd = box !== null && box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
  if (isFresh) feed.replaceChildren();
  for (const line of lines) line.classList.add("fresh-line");
  feed.append(...lines);
  while (feed.children.length > KEPT) feed.firstElementChild?.remove();
  tellLocalTimes(feed);
  if (box && wasAtEnd) box.scrollTop = box.scrollHeight;
  announce(lines.filter((line) => !line.classList.contains("mine") && Number(line.dataset.sequence) > after));
}

/** Open the feed at its end, with everybody's own hours. @param {Document} page */
export function openFeed(page) {
  const feed = page.getElementById("feed");
  if (!feed?.parentElement) return;
  tellLocalTimes(feed);
  feed.parentElement.scrollTop = feed.parentElement.scrollHeight;
}

/** @param {HTMLElement[]} lines */
function announce(lines) {
  if (!lines.length) return;
  const heard = document.getElementById("heard");
  if (heard) heard.textContent = lines.slice(-SPOKEN).map((line) => words(line.querySelector("div"))).join(" ");
  count(lines.length);
}

/** On a phone the feed may be behind its tab. @param {number} amount */
function count(amount) {
  const news = document.getElementById("tab-news");
  const isPutAway = document.getElementById("talk-side")?.classList.contains("put-away");
  if (news && isPutAway) news.textContent = String(Number(news.textContent || 0) + amount);
}

/** @param {Element | null} line */
function words(line) {
  return (line?.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** @param {HTMLElement} feed */
function tellLocalTimes(feed) {
  for (const time of /** @type {NodeListOf<HTMLTimeElement>} */ (feed.querySelectorAll("time[datetime]:not([data-local])"))) {
    time.textContent = new Date(time.dateTime).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
    time.dataset.local = "";
  }
}
