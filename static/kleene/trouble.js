// @ts-check

const NOT_SENT = "The connection is lost, so this was not sent. Try again when you are back online.";
const BROKEN = "Something went wrong on our side. Your story is saved: reload the page, then continue.";
const TOO_OFTEN = "Too many requests. Wait a few seconds, then try again.";

/**
 * Say what to do when an answer did not come, or came broken.
 * @param {Document} page
 */
export function tellTrouble(page) {
  for (const lost of ["htmx:sendError", "htmx:timeout"]) page.addEventListener(lost, () => tell(page, NOT_SENT));
  page.addEventListener("htmx:responseError", (event) => {
    const status = /** @type {CustomEvent} */ (event).detail.xhr.status;
    tell(page, status === 429 ? TOO_OFTEN : BROKEN);
  });
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
