// @ts-check

/**
 * Show at once which button was pressed, and let no form be sent twice while its answer is on the way.
 * @param {Document} page
 */
export function showPending(page) {
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method === "dialog") return;
    const place = form.closest("#choices") ?? form;
    if (place.classList.contains("waiting")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    place.classList.add("waiting");
    pressed(event, form)?.setAttribute("aria-busy", "true");
  }, { capture: true });

  page.addEventListener("htmx:afterRequest", () => release(page));
  // A page that comes back from the browser's own memory is not waiting any more.
  window.addEventListener("pageshow", (event) => { if (event.persisted) release(page); });
}

/**
 * @param {SubmitEvent} event
 * @param {HTMLFormElement} form
 * @returns {Element | null}
 */
function pressed(event, form) {
  return event.submitter ?? form.querySelector("button");
}

/**
 * Let this, and everything in it that waits, be used again. Whoever asked for something else still waits: while a turn is on
 * its way, news must not replace the options that it was sent from.
 * @param {Document | Element} part
 */
export function release(part) {
  if (part instanceof Element) part.classList.remove("waiting");
  for (const place of part.querySelectorAll(".waiting")) place.classList.remove("waiting");
  for (const button of part.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}
