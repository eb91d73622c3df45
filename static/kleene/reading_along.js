// @ts-check
// Reading a player's story along: turns come in at its end, and what was read stays where it is.

/**
 * Put new turns at the end, each once; when there is nothing more to read, what was shown goes.
 * @param {HTMLElement} place
 * @param {HTMLTemplateElement} part
 */
export function appendTurns(place, part) {
  if ("ended" in part.dataset) return place.replaceChildren();
  const turns = [...part.content.querySelectorAll("article")].filter((turn) => !document.getElementById(turn.id));
  if (!turns.length) return;
  const last = place.lastElementChild;
  const wasAtEnd = !last || last.getBoundingClientRect().bottom <= innerHeight;
  for (const turn of turns) turn.classList.add("fresh");
  place.append(...turns);
  if (wasAtEnd) turns[0].scrollIntoView({ block: "nearest" });
}

/**
 * Tell the server when the page is left, so that the player is not shown a follower who has gone.
 * @param {Document} page
 */
export function tellLeaving(page) {
  const reading = page.querySelector("[data-stop-url]");
  if (!(reading instanceof HTMLElement)) return;
  addEventListener("pagehide", () => {
    const token = /** @type {HTMLInputElement | null} */ (page.querySelector("[name=csrfmiddlewaretoken]"))?.value;
    const said = new FormData();
    said.set("csrfmiddlewaretoken", token ?? "");
    said.set("visit", visitOf(page));
    said.set("left", "yes");
    navigator.sendBeacon(String(reading.dataset.stopUrl), said);
  });
  // A page that comes back from the browser's own memory was left: it begins anew.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}

/** Which of one reader's pages this is; empty where nobody's story is read. @param {Document} page */
export function visitOf(page) {
  return /** @type {HTMLElement | null} */ (page.querySelector("[data-visit]"))?.dataset.visit ?? "";
}
