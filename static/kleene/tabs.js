// @ts-check

/**
 * On a phone the margin stands behind two tabs; elsewhere both parts are in sight and the tabs are not.
 * @param {Document} page
 */
export function openTabs(page) {
  const tabs = /** @type {HTMLElement[]} */ ([...page.querySelectorAll("[role=tab]")]);
  const show = (/** @type {HTMLElement} */ chosen) => {
    for (const tab of tabs) {
      const isChosen = tab === chosen;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      page.getElementById(tab.getAttribute("aria-controls") ?? "")?.classList.toggle("put-away", !isChosen);
    }
    if (chosen.id === "tab-talk") page.getElementById("tab-news")?.replaceChildren();
  };
  for (const tab of tabs) {
    tab.addEventListener("click", () => show(tab));
    tab.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const other = tabs.find((it) => it !== tab);
      if (other) { show(other); other.focus(); }
    });
  }
  if (tabs[0]) show(tabs[0]);
  return (/** @type {string} */ id) => {
    const tab = tabs.find((it) => it.getAttribute("aria-controls") === id);
    if (tab) show(tab);
  };
}
