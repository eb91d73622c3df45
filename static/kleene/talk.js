// @ts-check

import { newId } from "./line.js";
import { release } from "./pending.js";

const NOT_SAID = "The connection is gone, so nobody heard this. It stays here: say it again when you are back.";
const UNSURE = "Nobody confirmed that this was heard. Look whether it stands above before you say it again.";

/**
 * Say things without leaving the page: on the socket where there is one, else by the form's own address.
 * @param {Document} page
 * @param {import("./line.js").Line} line
 * @param {() => void} refresh
 */
export function letTalk(page, line, refresh) {
  const form = page.getElementById("talk");
  if (!(form instanceof HTMLFormElement)) return;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("text"));
    const trouble = await said(form, line);
    release(page);
    const told = page.getElementById("say-trouble");
    if (told) told.textContent = trouble;
    if (!trouble) field.value = "";
    refresh();
  });
}

/**
 * Why it was not said; empty when it was.
 * @param {HTMLFormElement} form
 * @param {import("./line.js").Line} line
 */
async function said(form, line) {
  const given = new FormData(form);
  const text = String(given.get("text"));
  if (!line.isLive || line.carrier?.kind !== "socket") return posted(form, given);
  const answer = await line.ask({ type: "chat", id: newId(), text, ...addressee(String(given.get("to") ?? "")) });
  if (answer === null) return UNSURE;
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
    return answer.headers.get("Content-Type")?.startsWith("application/json") ? String((await answer.json()).refused) : NOT_SAID;
  } catch {
    return NOT_SAID;
  }
}
