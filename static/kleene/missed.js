// @ts-check

const AWAY = 300_000; // milliseconds: who looked away for less is not told what they missed
const NOTED = 5000; // between two notes that somebody is looking

/**
 * Tell who comes back what happened meanwhile: after the last event that was on this browser's screen.
 * @param {Document} page
 * @param {HTMLElement} main
 * @param {() => number} newest the last event that the page shows
 */
export function tellWhatWasMissed(page, main, newest) {
  const shelf = `kleene.seen.${main.dataset.world}`;
  const place = page.getElementById("missed");
  const ask = async () => {
    const seen = JSON.parse(localStorage.getItem(shelf) ?? "null");
    if (!place || !main.dataset.missedUrl || !seen || Date.now() - seen.at < AWAY || seen.sequence >= newest()) return;
    const answer = await fetch(`${main.dataset.missedUrl}?after=${seen.sequence}`, { headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok) return;
    place.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.children);
    place.hidden = !place.childElementCount;
    // On a phone the panel may be out of sight.
    const bar = page.getElementById("last-words");
    const first = place.querySelector("li");
    if (bar && first) bar.textContent = `Since you were away: ${first.textContent?.trim()}`;
  };
  const note = () => {
    if (!page.hidden) localStorage.setItem(shelf, JSON.stringify({ sequence: newest(), at: Date.now() }));
  };
  const back = async () => {
    if (page.hidden) return;
    await ask().catch(() => {}); // it is shown another time
    note();
  };
  place?.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-close]")) place.hidden = true;
  });
  page.addEventListener("visibilitychange", back);
  setInterval(note, NOTED);
  back();
}
