// @ts-check

const SLACK = 5_000; // milliseconds by which two tellings of one moment differ

let clock = 0;

/**
 * Say that the server stops, and when. The page may have come with such words, which these replace.
 * @param {Document} page
 * @param {import("./event_types.js").ServerShutdown} data
 */
export function tellShutdown(page, data) {
  const place = page.getElementById("shutdown");
  if (!place) return;
  clearInterval(clock);
  const words = page.createElement("p");
  if (data.seconds === null) {
    words.append("The shutdown was cancelled.");
    place.replaceChildren(words);
    return;
  }
  words.dataset.seconds = String(data.seconds);
  words.dataset.reason = data.reason;
  const at = page.createElement("time");
  at.dateTime = new Date(Date.now() + data.seconds * 1000).toISOString();
  at.append(`${at.dateTime.slice(11, 16)} UTC`);
  const timer = page.createElement("span");
  timer.setAttribute("role", "timer");
  words.append("The server stops at ", at, ", ", timer, `${data.reason ? `: ${data.reason}` : ""}. Your game is saved.`);
  place.replaceChildren(words);
  countDown(page);
}

/**
 * Heed what an answer of the API says of it, for pages without an open line.
 * @param {Document} page
 * @param {Headers} headers
 */
export function heedShutdown(page, headers) {
  const told = headers.get("Kleene-Shutdown-In");
  const words = bannerOf(page);
  if (told === null && !words) return;
  const reason = decodeURIComponent(headers.get("Kleene-Shutdown-Reason") ?? "");
  const late = Math.abs(Number(words?.dataset.end) - Date.now() - Number(told) * 1000);
  // What stands there already is not written again: a live region would read it out a second time.
  if (told !== null && words && words.dataset.reason === reason && late < SLACK) return;
  tellShutdown(page, { seconds: told === null ? null : Number(told), reason });
}

/**
 * Count on from what the banner says; it stands once the time is up.
 * @param {Document} page
 */
export function countDown(page) {
  clearInterval(clock);
  const words = bannerOf(page);
  const timer = words?.querySelector("[role=timer]");
  if (!words || !timer) return;
  words.dataset.end ??= String(Date.now() + Number(words.dataset.seconds) * 1000);
  const end = Number(words.dataset.end);
  const show = () => {
    const left = Math.max(0, Math.round((end - Date.now()) / 1000));
    timer.textContent = duration(left);
    if (!left || !words.isConnected) clearInterval(clock);
  };
  show();
  clock = setInterval(show, 1000);
}

/**
 * The same with each page and each part of it that comes.
 * @param {Document} page
 */
export function followShutdown(page) {
  countDown(page);
  page.addEventListener("htmx:afterSettle", () => countDown(page));
}

/**
 * What tells of a shutdown, where one is planned.
 * @param {Document} page
 */
function bannerOf(page) {
  return /** @type {HTMLElement | null} */ (page.querySelector("#shutdown [data-seconds]"));
}

/** @param {number} seconds */
function duration(seconds) {
  if (!seconds) return "now";
  if (seconds < 120) return seconds === 1 ? "in 1 second" : `in ${seconds} seconds`;
  return `in ${Math.round(seconds / 60)} minutes`;
}
