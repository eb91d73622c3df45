// @ts-check

/** @type {Record<string, string>} */
const SAID = {
  live: "Reconnected",
  waiting: "Connection lost. Reconnecting",
  offline: "You are offline. New events are shown when you are back online",
};

/**
 * Say how the line stands: to the eye every second, to the ear once for each change, and nothing about the first time.
 * @param {Document} page
 */
export function showConnection(page) {
  const place = page.getElementById("connection");
  const [shown, spoken] = place?.querySelectorAll("span") ?? [];
  let wasLost = false;
  /**
   * @param {import("./line.js").State} state
   * @param {string} words
   * @param {string} carrier
   */
  return (state, words, carrier) => {
    if (!place || !shown || !spoken) return;
    shown.textContent = words;
    if (place.dataset.state === state) return;
    place.dataset.state = state;
    place.dataset.carrier = carrier;
    if (state === "waiting" || state === "offline") wasLost = true;
    if (wasLost && state !== "opening") spoken.textContent = SAID[state] ?? words;
  };
}
