// @ts-check

/** Parts of the page that take turns on a phone, by the name that the sheet knows them under. */
const PANES = { story: ".story", company: ".talk", me: ".margin" };

/**
 * On a phone one part of the page is in sight at a time, chosen by the bar at the bottom; elsewhere all are.
 * The links of the bar lead to the parts, so addresses and the way back work as on any page.
 * @param {HTMLElement} main
 * @returns {(id: string) => void} brings the part into sight in which an element of that id stands
 */
export function openPanes(main) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...main.querySelectorAll(".phone-bar a")]);
  const show = (/** @type {string} */ id) => {
    const place = id ? document.getElementById(id) : null;
    const found = Object.entries(PANES).find(([, part]) => place?.closest(part));
    main.dataset.pane = found ? found[0] : "story";
    for (const link of links) {
      if (link.dataset.leadsTo === main.dataset.pane) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  // Any link into the page may lead to a part that is out of sight, also one that was followed before.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    if (link instanceof HTMLAnchorElement) show(link.hash.slice(1));
  });
  addEventListener("hashchange", () => show(location.hash.slice(1)));
  show(location.hash.slice(1));
  return show;
}
