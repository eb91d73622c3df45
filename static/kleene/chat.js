// @ts-check

import { newId } from "./line.js";
import { release } from "./pending.js";

const PATIENCE = 5000; // milliseconds
const UNCONFIRMED = "The connection is lost. Your message stays here: send it again when you are back online.";

/**
 * Why something was not said, and for how many seconds that lasts; or what a command was answered, and whether it is done.
 * @typedef {{ words: string, wait?: number | null, isAnswer?: boolean, isDone?: boolean }} Told
 */

/** @type {Told} */
const HEARD = { words: "", isDone: true };

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
    const told = await said(form, given, key, line);
    release(form);
    tell(page, told);
    if (told.words !== UNCONFIRMED) words = ""; // it was answered: the same words again are said again
    if (told.isDone && field.value === given.get("text")) field.value = ""; // what was typed meanwhile stays
    refresh();
  });
}

let clock = 0;

/**
 * Say why something was not said, until it can be said; or what a command was answered.
 * @param {Document} page
 * @param {Told} told
 */
function tell(page, told) {
  const place = page.getElementById("say-trouble");
  clearTimeout(clock);
  place?.classList.toggle("answered", told.isAnswer ?? false);
  if (place) place.textContent = told.words;
  if (told.wait) clock = setTimeout(() => place?.replaceChildren(), told.wait * 1000);
}

/**
 * Why it was not said; without words when it was. A command goes by the form's address.
 * @param {HTMLFormElement} form
 * @param {FormData} given
 * @param {string} key
 * @param {import("./line.js").Line} line
 * @returns {Promise<Told>}
 */
async function said(form, given, key, line) {
  given.set("idempotency_key", key);
  const text = String(given.get("text"));
  const isHeard = line.isLive && line.carrier?.kind === "socket" && !isCommand(text);
  const asked = isHeard ? line.ask({ type: "chat", id: key, text, ...addressee(form) }) : null;
  const answer = await Promise.race([asked, late()]);
  if (answer === null) return posted(form, given);
  return answer.type === "error" ? { words: String(answer.data.message), wait: answer.data.retry_after } : HEARD;
}

/** A line that died unnoticed answers nothing: then the form's own address is asked, under the same key. @returns {Promise<null>} */
function late() {
  return new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE));
}

/** @param {string} text */
export function isCommand(text) {
  return text.trimStart().startsWith("/");
}

/** To whom something is said, as a frame tells it. @param {HTMLFormElement} form */
export function addressee(form) {
  const to = String(new FormData(form).get("to") ?? "");
  if (!to) return { channel: "world" };
  return ["room", "party"].includes(to) ? { channel: to } : { to };
}

/**
 * @param {HTMLFormElement} form
 * @param {FormData} given
 * @returns {Promise<Told>}
 */
async function posted(form, given) {
  try {
    const answer = await fetch(form.action, { method: "POST", body: given, headers: { "X-Requested-With": "fetch" } });
    if (answer.status === 204) return HEARD;
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return { words: UNCONFIRMED };
    const told = await answer.json();
    if (answer.ok) return { words: String(told.told), isAnswer: true, isDone: Boolean(told.is_done) };
    return { words: String(told.refused), wait: Number(answer.headers.get("Retry-After")) };
  } catch {
    return { words: UNCONFIRMED };
  }
}
