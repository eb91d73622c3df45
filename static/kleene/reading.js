// @ts-check

/**
 * After a swap, let focus and window go where the reading goes, and keep what was read where it was.
 * @param {Document} page
 */
export function followReading(page) {
  let before = { number: "", top: 0, wrote: false };

  page.addEventListener("htmx:beforeSwap", () => {
    const number = numberNow(page);
    before = { number, top: topOf(page, number), wrote: page.activeElement?.id === "improvise" };
  });

  page.addEventListener("htmx:afterSettle", (event) => {
    if (!(event.target instanceof Element) || event.target.id !== "notice") return;
    const hasMoved = numberNow(page) !== before.number;
    if (hasMoved) {
      // The text just read stands among the past now: put it back under the eye, then move on from there.
      window.scrollBy({ top: topOf(page, before.number) - before.top, behavior: "instant" });
      arriveAt(page.getElementById("now"));
    } else {
      goOn(page, before.wrote);
    }
  });
}

/** @param {HTMLElement | null} heading */
function arriveAt(heading) {
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView({ block: "start" });
}

/**
 * Nothing new was told: back to the question that is asked, or to what was being written.
 * @param {Document} page
 * @param {boolean} wrote
 */
function goOn(page, wrote) {
  const next = page.querySelector("#choices [data-focus]") ?? (wrote ? page.querySelector("#improvise") : null);
  if (next instanceof HTMLElement) {
    next.focus();
    return;
  }
  const notice = page.getElementById("notice");
  if (notice) notice.tabIndex = -1;
  notice?.focus({ preventScroll: true });
  notice?.scrollIntoView({ block: "nearest" });
}

/** @param {Document} page */
function numberNow(page) {
  return page.getElementById("now")?.dataset.number ?? "";
}

/**
 * @param {Document} page
 * @param {string} number
 */
function topOf(page, number) {
  return page.querySelector(`#entry-${number} .prose`)?.getBoundingClientRect().top ?? 0;
}
