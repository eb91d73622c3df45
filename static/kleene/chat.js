// @ts-check

import { newId } from "./line.js";
import { release } from "./pending.js";

const UNCONFIRMED = "The connection is lost. Your message stays here: send it again when you are back online.";

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
    release(page);
    const told = page.getElementById("say-trouble");
    if (told) told.textContent = trouble;
    if (!trouble) words = field.value = "";
    refresh();
  });
}

/**
 * Why it was not said; empty when it was.
 * @param {HTMLFormElement} form
 * @param {FormData} given
 * @param {string} key
 * @param {import("./line.js").Line} line
 */
async function said(form, given, key, line) {
  given.set("idempotency_key", key);
  const text = String(given.get("text"));
  const isHeard = line.isLive && line.carrier?.kind === "socket";
  const answer = isHeard ? await line.ask({ type: "chat", id: key, text, ...addressee(String(given.get("to") ?? "")) }) : null;
  if (answer === null) return posted(form, given);
  return answer.type === "error" ? String(answer.data.message) : "";
}

/** @param {string} to */
function addressee(to) {
  if (!to) return { channel: "world" };
  return to === "room" ? { channel: "room" } : { to };
}

/**
 * @param {HTMLFormElement} form
 * @param {FormData} given
 */
async function posted(form, given) {
  try {
    const answer = await fetch(form.action, { method: "POST", body: given, headers: { "X-Requested-With": "fetch" } });
    if (answer.ok) return "";
    return answer.headers.get("Content-Type")?.startsWith("application/json") ? String((await answer.json()).refused) : UNCONFIRMED;
  } catch {
    return UNCONFIRMED;
  }
}
