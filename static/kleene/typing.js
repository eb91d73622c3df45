// @ts-check

const AGAIN = 3000; // milliseconds between two notes of ours
const PACE = 1000; // the server hears no more than one in this time, whoever they are for
const SHOWN = 6000; // how long a note of another is believed

/**
 * Say that something is being typed to those who would read it; nobody else reads a command. Of many notes some may be lost.
 * @param {Document} page
 * @param {import("./line.js").Line} line
 * @param {(form: HTMLFormElement) => Record<string, string>} addressee
 */
export function tellTyping(page, line, addressee) {
  const form = page.getElementById("talk");
  if (!(form instanceof HTMLFormElement)) return;
  let at = 0;
  let to = "";
  form.addEventListener("submit", () => { to = ""; });
  form.addEventListener("input", () => {
    const written = String(new FormData(form).get("text") ?? "").trim();
    const chosen = JSON.stringify(addressee(form));
    if (!written || written.startsWith("/") || Date.now() - at < (to === chosen ? AGAIN : PACE)) return;
    at = Date.now();
    to = chosen;
    line.note({ type: "typing", ...addressee(form) });
  });
}

/**
 * Show who of the others is typing, until they have said it or stopped.
 * @param {Document} page
 */
export function showTyping(page) {
  const me = page.querySelector("main")?.dataset.me;
  /** @type {Map<string, { name: string, clock: ReturnType<typeof setTimeout> }>} */
  const writing = new Map();
  const show = () => {
    const words = sentence([...writing.values()].map((each) => each.name));
    for (const place of page.querySelectorAll("[data-typing]")) place.textContent = words;
  };
  const stop = (/** @type {string} */ who) => {
    clearTimeout(writing.get(who)?.clock);
    if (writing.delete(who)) show();
  };
  return (/** @type {import("./carrier.js").News} */ news) => {
    const who = String(news.data.user_id ?? news.data.character_name ?? "");
    if (news.type === "chat_message") stop(who);
    if (news.type !== "typing" || who === me) return;
    clearTimeout(writing.get(who)?.clock);
    writing.set(who, { name: called(news.data), clock: setTimeout(stop, SHOWN, who) });
    show();
  };
}

/**
 * Programs bear their mark wherever they are named.
 * @param {Record<string, unknown>} person
 */
function called(person) {
  const name = String(person.character_name || person.display_name || "Someone");
  return person.is_agent ? `${name} (agent)` : name;
}

/** @param {string[]} names */
function sentence(names) {
  if (!names.length) return "";
  if (names.length > 2) return "Several people are typing…";
  return names.length === 2 ? `${names[0]} and ${names[1]} are typing…` : `${names[0]} is typing…`;
}
