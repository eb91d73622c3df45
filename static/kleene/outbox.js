// @ts-check

const KEPT = "The connection is lost. Your choice is saved, and will be played once when you are back online.";
const SHELF = "kleene.turn";
const ON_THE_WAY = [0, 502, 504]; // a proxy that lost the server knows no more than we do
const NOT_YET = [...ON_THE_WAY, 429, 503]; // of a turn that is sent again by itself: nothing was played, and it can be tried later
const WAITS = [2, 4, 8, 16, 30]; // seconds until it is sent again where nobody says that the line is back

/**
 * A turn that nobody confirmed is sent again under the same key, so that it is played once, also from the next page.
 * @param {Document} page
 * @returns {() => void} to be called when the line is back
 */
export function keepTurns(page) {
  const here = location.pathname;
  let isOut = false;
  let failures = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let clock;

  page.addEventListener("htmx:configRequest", (event) => {
    const { elt, path, parameters } = /** @type {CustomEvent} */ (event).detail;
    if (!(elt instanceof Element) || !elt.classList.contains("turn-form")) return;
    put({ path, values: plain(parameters) });
  });
  page.addEventListener("htmx:afterRequest", (event) => {
    const { xhr, requestConfig } = /** @type {CustomEvent} */ (event).detail;
    const wasResent = isOut;
    isOut = false;
    if (requestConfig?.verb !== "post" || taken() === null) return;
    if ((wasResent ? NOT_YET : ON_THE_WAY).includes(xhr.status)) return later(Number(xhr.getResponseHeader("Retry-After")));
    failures = 0;
    sessionStorage.removeItem(SHELF);
  });

  // The line may stand all the while, and then nothing else says that it is time.
  /** @param {number} asked seconds, if the server said any */
  function later(asked) {
    hold(page);
    clearTimeout(clock);
    clock = setTimeout(resend, 1000 * (asked || WAITS[Math.min(failures, WAITS.length - 1)]));
    failures += 1;
  }

  function resend() {
    const kept = taken();
    if (!kept || isOut || kept.path !== here) return;
    clearTimeout(clock);
    isOut = true;
    /** @type {any} */ (window).htmx.ajax("POST", kept.path, { values: kept.values, target: "#notice", swap: "innerHTML" });
  }
  return resend;
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
