// @ts-check

const NEAR = 50; // characters left from which on a reader is told aloud

/**
 * Beside a field of limited length: how much of it is used.
 * @param {Document} page
 */
export function showCounts(page) {
  page.addEventListener("input", (event) => {
    if (event.target instanceof HTMLInputElement) count(page, event.target);
  });
  page.addEventListener("htmx:afterSettle", () => countAll(page));
  countAll(page);
}

/** @param {Document} page */
function countAll(page) {
  for (const place of page.querySelectorAll("[data-counts]")) {
    const field = place instanceof HTMLElement ? page.getElementById(place.dataset.counts ?? "") : null;
    if (field instanceof HTMLInputElement) count(page, field);
  }
}

/**
 * @param {Document} page
 * @param {HTMLInputElement} field
 */
function count(page, field) {
  const shown = page.querySelector(`[data-counts="${field.id}"]`);
  if (!field.id || !shown) return;
  const left = field.maxLength - field.value.length;
  shown.textContent = field.value ? `${field.value.length} / ${field.maxLength}` : "";
  shown.classList.toggle("near", left <= NEAR);
  const said = page.querySelector(`[data-says-left="${field.id}"]`);
  if (said) said.textContent = left <= 0 ? "No characters left" : left <= NEAR ? `Fewer than ${NEAR + 1} characters left` : "";
}
