// @ts-check

const KEPT = "The connection is lost. Your choice is saved, and will be played once when you are back online.";
const SHELF = "kleene.turn";
const ON_THE_WAY = [502, 504]; // a proxy that lost the server knows no more than we do

/**
 * A turn that nobody confirmed is sent again under the same key, so that it is played once, also from the next page.
 * @param {Document} page
 * @returns {() => void} to be called when the line is back
 */
export function keepTurns(page) {
  const here = location.pathname;
  let isOut = false;

  page.addEventListener("htmx:configRequest", (event) => {
    const { elt, path, parameters } = /** @type {CustomEvent} */ (event).detail;
    if (!(elt instanceof Element) || !elt.classList.contains("turn-form")) return;
    put({ path, values: plain(parameters) });
  });
  page.addEventListener("htmx:afterRequest", (event) => {
    const { xhr, requestConfig } = /** @type {CustomEvent} */ (event).detail;
    isOut = false;
    if (requestConfig?.verb !== "post") return;
    if (xhr.status && !ON_THE_WAY.includes(xhr.status)) sessionStorage.removeItem(SHELF);
    else hold(page);
  });

  return () => {
    const kept = taken();
    if (!kept || isOut || kept.path !== here) return;
    isOut = true;
    /** @type {any} */ (window).htmx.ajax("POST", kept.path, { values: kept.values, target: "#notice", swap: "innerHTML" });
  };
}

/** The page waits, as if the answer were still on its way: in a sense it is. @param {Document} page */
function hold(page) {
  // After those who let go of a form when its request is over.
  queueMicrotask(() => {
    page.getElementById("choices")?.classList.add("waiting");
    const notice = page.createElement("div");
    notice.className = "notice warning";
    const words = page.createElement("p");
    words.textContent = KEPT;
    notice.append(words);
    page.getElementById("notice")?.replaceChildren(notice);
  });
}

/** @param {{ path: string, values: Record<string, string> }} turn */
function put(turn) {
  sessionStorage.setItem(SHELF, JSON.stringify(turn));
}

/** @returns {{ path: string, values: Record<string, string> } | null} */
function taken() {
  return JSON.parse(sessionStorage.getItem(SHELF) ?? "null");
}

/** @param {FormData | Record<string, string>} parameters */
function plain(parameters) {
  return parameters instanceof FormData ? Object.fromEntries(/** @type {any} */ (parameters)) : { ...parameters };
}
