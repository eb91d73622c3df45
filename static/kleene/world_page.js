// @ts-check

document.documentElement.classList.add("scripted");
document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
  if (!(button instanceof HTMLElement)) return;
  const field = document.getElementById(button.dataset.copy ?? "");
  if (!(field instanceof HTMLInputElement)) return;
  field.select();
  button.textContent = (await copied(field.value)) ? "Copied" : "Press Ctrl+C";
});

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
