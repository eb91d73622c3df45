// @ts-check

const AWAY = 300_000; // milliseconds: who looked away for less has missed nothing; the server says the same of other devices
const NOTED = 60_000; // between two notes of what is being looked at

/**
 * Tell who comes back what happened meanwhile. How far they have read stands with the server, so that it holds on every
 * device: it is told when the page goes out of sight, and now and then while new events come.
 * @param {Document} page
 * @param {HTMLElement} main
 * @param {() => number} newest the last event that the page shows
 */
export function tellWhatWasMissed(page, main, newest) {
  const place = page.getElementById("missed");
  if (!place || !main.dataset.missedUrl || !main.dataset.seenUrl) return;
  let told = newest(); // by asking for this page
  let leftAt = Date.now();
  let isLooking = !page.hidden;

  const note = () => {
    told = newest();
    const token = /** @type {HTMLInputElement | null} */ (page.querySelector("[name=csrfmiddlewaretoken]"))?.value;
    const said = new FormData();
    said.set("csrfmiddlewaretoken", token ?? "");
    said.set("after", String(told));
    navigator.sendBeacon(String(main.dataset.seenUrl), said); // nobody is told when it is lost
  };
  // What comes while the page is out of sight is not seen: closing it then says nothing.
  const leave = () => {
    if (!isLooking) return;
    isLooking = false;
    leftAt = Date.now();
    note();
  };
  const back = async () => {
    isLooking = true;
    if (Date.now() - leftAt < AWAY) return;
    await ask(String(main.dataset.missedUrl), place).catch(() => {}); // it is shown another time
    showLine(page, place);
  };
  page.addEventListener("visibilitychange", () => (page.hidden ? leave() : void back()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => { if (event.persisted) void back(); });
  place.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-close]")) place.hidden = true;
  });
  setInterval(() => { if (isLooking && newest() !== told) note(); }, NOTED);
  showLine(page, place);
}

/**
 * @param {string} url
 * @param {HTMLElement} place
 */
async function ask(url, place) {
  const answer = await fetch(url, { headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok) return;
  place.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.children);
  place.hidden = !place.childElementCount;
}

/**
 * On a phone the panel may be out of sight.
 * @param {Document} page
 * @param {HTMLElement} place
 */
function showLine(page, place) {
  const bar = page.getElementById("last-words");
  const first = place.hidden ? null : place.querySelector("li");
  if (bar && first) bar.textContent = `Since you were away: ${first.textContent?.trim()}`;
}
