// @ts-check

const NOT_SENT = "The connection is lost, so this was not sent. Try again when you are back online.";
const BROKEN = "Something went wrong on our side. Your story is saved: reload the page, then continue.";

/**
 * Say what to do when an answer did not come, or came broken.
 * @param {Document} page
 */
export function tellTrouble(page) {
  for (const lost of ["htmx:sendError", "htmx:timeout"]) page.addEventListener(lost, () => tell(page, NOT_SENT));
  page.addEventListener("htmx:responseError", (event) => {
    const { xhr } = /** @type {CustomEvent} */ (event).detail;
    tell(page, xhr.status === 429 ? tooOften(xhr.getResponseHeader("Retry-After")) : BROKEN);
  });
}

/** @param {string | null} seconds as the server gave them; a proxy may give none */
function tooOften(seconds) {
  const wait = Number(seconds);
  return `Too many requests. Try again in ${wait > 0 ? `${wait} second${wait === 1 ? "" : "s"}` : "a few seconds"}.`;
}

/**
 * @param {Document} page
 * @param {string} sentence
 */
function tell(page, sentence) {
  const box = page.createElement("div");
  box.className = "notice error";
  const words = page.createElement("p");
  words.textContent = sentence;
  box.append(words);
  page.getElementById("notice")?.replaceChildren(box);
}
