// @ts-check

import { letCopy } from "./copying.js";

const UNMADE = "The invitation was not created. Check your connection, then try again.";

/**
 * Whoever is alone in a world makes an invitation and has it copied with one press. Without this the form shows the link.
 * @param {Document} page
 */
export function letInvite(page) {
  letCopy(page);
  page.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.id !== "invite-first") return;
    event.preventDefault();
    const link = made(form);
    const isCopied = await copied(link);
    const told = page.getElementById("invite-told");
    const address = await link.catch(() => "");
    form.querySelector("button")?.removeAttribute("aria-busy");
    form.classList.remove("waiting");
    if (told) told.replaceChildren(...(address ? shown(page, address, isCopied) : [UNMADE]));
  });
}

/**
 * The link, of an invitation made just now.
 * @param {HTMLFormElement} form
 * @returns {Promise<string>}
 */
async function made(form) {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" } });
  const told = await answer.json();
  if (!answer.ok) throw new Error(String(told.refused));
  return String(told.link);
}

/**
 * Browsers allow this only while a press is fresh, so that the text is promised before it is there; some do not know that.
 * @param {Promise<string>} link
 */
async function copied(link) {
  try {
    const text = link.then((address) => new Blob([address], { type: "text/plain" }));
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
    return true;
  } catch {
    return link.then((address) => navigator.clipboard.writeText(address)).then(() => true, () => false);
  }
}

/**
 * @param {Document} page
 * @param {string} address
 * @param {boolean} isCopied
 */
function shown(page, address, isCopied) {
  const field = page.createElement("input");
  field.className = "field";
  field.readOnly = true;
  field.value = address;
  field.setAttribute("aria-label", "Invitation link");
  field.addEventListener("focus", () => field.select());
  const words = page.createElement("p");
  words.textContent = isCopied ? "Copied. Send it to your friends." : "Copy this link and send it to your friends.";
  return [words, field];
}
