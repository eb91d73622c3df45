// @ts-check

/**
 * Buttons with `data-copy` copy the field of that id.
 * @param {Document} page
 */
export function letCopy(page) {
  page.addEventListener("click", async (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
    const field = page.getElementById(button instanceof HTMLElement ? button.dataset.copy ?? "" : "");
    if (!button || !(field instanceof HTMLInputElement)) return;
    field.select();
    button.textContent = (await copied(field.value)) ? "Copied" : "Press Ctrl+C";
  });
}

/**
 * Browsers keep the clipboard from pages that are not served securely: what is selected can be copied by hand then.
 * @param {string} text
 */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
