// @ts-check

const SWITCH = "kleene.keys";

/** @type {Record<string, (page: Document) => void>} */
const ACTIONS = {
  "/": (page) => field(page)?.focus(),
  "?": (page) => dialog(page)?.showModal(),
  h: (page) => toggleHint(page),
  m: (page) => {
    page.dispatchEvent(new CustomEvent("kleene:go-to", { detail: "margin" }));
    goTo(page, "place");
  },
  s: (page) => {
    page.dispatchEvent(new CustomEvent("kleene:go-to", { detail: "now" }));
    goTo(page, "now");
  },
  t: (page) => {
    page.dispatchEvent(new CustomEvent("kleene:go-to", { detail: "talk-side" }));
    page.getElementById("say")?.focus();
  },
  u: (page) => /** @type {HTMLElement | null} */ (page.querySelector("#take-back button"))?.click(),
};

/**
 * Digits choose, `/` writes, `?` shows the keys. Never with a modifier, never while something is typed.
 * @param {Document} page
 */
export function listenForKeys(page) {
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog(page)?.open) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape" && event.target instanceof HTMLElement) event.target.blur();
      return;
    }
    if (event.repeat || !areOn(page)) return;
    if (/^[1-9]$/.test(event.key)) return choose(page, event);
    const action = ACTIONS[event.key];
    if (action) {
      event.preventDefault();
      action(page);
    }
  });
  page.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest("[data-open-keys]")) dialog(page)?.showModal();
    if (event.target.closest("[data-open-hint]")) hint(page)?.setAttribute("open", "");
  });
  rememberSwitch(page);
}

/**
 * @param {Document} page
 * @param {KeyboardEvent} event
 */
function choose(page, event) {
  const option = page.querySelector(`[data-key="${event.key}"]`);
  if (!(option instanceof HTMLButtonElement)) return;
  event.preventDefault();
  option.click();
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
}

/** @param {Document} page */
function field(page) {
  return /** @type {HTMLElement | null} */ (page.querySelector("#answer, #improvise"));
}

/** @param {Document} page */
function hint(page) {
  return /** @type {HTMLDetailsElement | null} */ (page.getElementById("hint"));
}

/** @param {Document} page */
function toggleHint(page) {
  const found = hint(page);
  if (!found) return;
  found.open = !found.open;
  found.querySelector("summary")?.focus();
}

/** @param {Document} page */
function dialog(page) {
  return /** @type {HTMLDialogElement | null} */ (page.querySelector("#keys"));
}

/**
 * @param {Document} page
 * @param {string} id
 */
function goTo(page, id) {
  const place = page.getElementById(id);
  if (!place) return;
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "start" });
}

/** @param {Document} page */
function areOn(page) {
  const box = page.querySelector("#keys-on");
  return !(box instanceof HTMLInputElement) || box.checked;
}

/**
 * Speech input and shaky hands press single keys by accident: who switches them off finds them off next time.
 * @param {Document} page
 */
function rememberSwitch(page) {
  const box = page.querySelector("#keys-on");
  if (!(box instanceof HTMLInputElement)) return;
  box.checked = localStorage.getItem(SWITCH) !== "off";
  box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"));
}
