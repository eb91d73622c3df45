// @ts-check

import { tellOver } from "./refusals.js";
import { heedShutdown } from "./shutdown.js";

const SIGN = 15_000; // milliseconds between two signs of life; others see somebody as there for twice as long

/**
 * Who reads a story alone is there as long as its page is in sight. In worlds the open line says so.
 * The answer to a sign tells of a planned shutdown.
 * @param {Document} page
 */
export function keepPresent(page) {
  let told = Date.now(); // the page itself was a sign
  const tell = () => {
    if (page.hidden || Date.now() - told < SIGN - 1000) return;
    told = Date.now();
    const token = /** @type {HTMLInputElement | null} */ (page.querySelector("[name=csrfmiddlewaretoken]"))?.value;
    if (!token) return;
    // Nobody is told when one does not arrive: the next one comes soon.
    fetch("/api/v1/presence/heartbeat", { method: "POST", headers: { "X-CSRFToken": token }, keepalive: true }).then(heed, () => {});
  };
  /** @param {Response} answer who is refused is signed out, here or in another window: no later sign is taken either */
  const heed = (answer) => {
    heedShutdown(page, answer.headers);
    if (answer.status !== 401 && answer.status !== 403) return;
    clearInterval(clock);
    page.removeEventListener("visibilitychange", tell);
    tellOver(page, "You are signed out. Sign in again to continue this story.");
  };
  const clock = setInterval(tell, SIGN);
  page.addEventListener("visibilitychange", tell);
}
