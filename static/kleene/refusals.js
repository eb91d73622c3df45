// @ts-check
// What keeps asking the server stops when it is refused for good, and says why.

/**
 * What a page says when there is nothing to ask for any more, by status.
 * @type {Record<number, string>}
 */
const ENDS = {
  401: "You are signed out",
  403: "You are no longer in this world",
  404: "This world does not exist any more",
  410: "This world has ended",
};
const AGAIN = [408, 425, 429]; // these alone may be answered another time
const STALE = "This page can no longer be updated";

/**
 * Why nothing more may be asked after this status; null when another try may be answered.
 * @param {number} status
 * @returns {string | null}
 */
export function whyOver(status) {
  if (status in ENDS) return ENDS[status];
  return status >= 400 && status < 500 && !AGAIN.includes(status) ? STALE : null;
}

/**
 * The same for a whole answer: who is signed out is led to the way in.
 * @param {Response} answer
 * @returns {string | null}
 */
export function whyRefused(answer) {
  return answer.redirected ? ENDS[401] : whyOver(answer.status);
}

/**
 * Say why the page stands still from now on, and put away what would be refused as well.
 * @param {Document} page
 * @param {string} sentences
 */
export function tellOver(page, sentences) {
  const box = page.createElement("div");
  box.className = "notice warning";
  const words = page.createElement("p");
  words.textContent = sentences;
  box.append(words);
  page.getElementById("notice")?.replaceChildren(box);
  for (const act of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("[data-while-open]"))) act.hidden = true;
}
