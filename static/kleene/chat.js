// @ts-check

import { newId } from "./line.js";
import { release } from "./pending.js";

const UNCONFIRMED = "The connection is lost. Your message stays here: send it again when you are back online.";

/** Why something was not said, and for how many seconds that lasts. @typedef {{ words: string, wait?: number | null }} Trouble */

/** @type {Trouble} */
const HEARD = { words: "" };

/**
 * Say things without leaving the page: on the socket where there is one, else by the form's own address. The same words
 * again, while nobody has confirmed them, go under the same key, and so are said once.
 * @param {Document} page
 * @param {import("./line.js").Line} line
 * @param {() => void} refresh
 */
export function letChat(page, line, refresh) {
  const form = page.getElementById("talk");
  if (!(form instanceof HTMLFormElement)) return;
  let words = "";
  let key = "";
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("text"));
    const given = new FormData(form);
    if (words !== `${given.get("to")} ${given.get("text")}`) key = newId();
    words = `${given.get("to")} ${given.get("text")}`;
    const trouble = await said(form, given, key, line);
    release(form);
    tell(page, trouble);
    if (!trouble.words) words = field.value = "";
    refresh();
  });
}

let clock = 0;

/**
 * Say why something was not said, until it can be said.
 * @param {Document} page
 * @param {Trouble} trouble
 */
function tell(page, trouble) {
  const place = page.getElementById("say-trouble");
  clearTimeout(clock);
  if (place) place.textContent = trouble.words;
  if (trouble.wait) clock = setTimeout(() => place?.replaceChildren(), trouble.wait * 1000);
}

/**
 * Why it was not said; without words when it was.
 * @param {HTMLFormElement} form
 * @param {FormData} given
 * @param {string} key
 * @param {import("./line.js").Line} line
 * @returns {Promise<Trouble>}
 */
async function said(form, given, key, line) {
  given.set("idempotency_key", key);
  const text = String(given.get("text"));
  const isHeard = line.isLive && line.carrier?.kind === "socket";
  const answer = isHeard ? await line.ask({ type: "chat", id: key, text, ...addressee(form) }) : null;
  if (answer === null) return posted(form, given);
  return answer.type === "error" ? { words: String(answer.data.message), wait: answer.data.retry_after } : HEARD;
}

/** To whom something is said, as a frame tells it. @param {HTMLFormElement} form */
export function addressee(form) {
  const to = String(new FormData(form).get("to") ?? "");
  if (!to) return { channel: "world" };
  return to === "room" ? { channel: "room" } : { to };
}

/**
 * @param {HTMLFormElement} form
 * @param {FormData} given
 * @returns {Promise<Trouble>}
 */
async function posted(form, given) {
  try {
    const answer = await fetch(form.action, { method: "POST", body: given, headers: { "X-Requested-With": "fetch" } });
    if (answer.ok) return HEARD;
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return { words: UNCONFIRMED };
    return { words: String((await answer.json()).refused), wait: Number(answer.headers.get("Retry-After")) };
  } catch {
    return { words: UNCONFIRMED };
  }
}
