// @ts-check

import { dotted, nameOf } from "./sky_visitors.js";

/** @typedef {import( "./sky_visitors.js" ).Visitor} Visitor */
/** @typedef {{ type: string, id?: string | null, data: Record<string, any> }} Frame */

const KEPT = 100; // lines on the page
const UNSENT = "You are not connected. Your message stays here: send it again when the connection is back.";
const UNSURE = "The connection was lost before your message was confirmed. Look whether it is above, and send it again if not.";

/**
 * What those who look at the sky say to each other. A line stands here when the server tells it, also one's own, and goes
 * when it is said to be gone.
 */
export class Talk {
  /** @param {HTMLElement | null} part @param {(frame: Record<string, unknown>) => boolean} send */
  constructor(part, send) {
    this.send = send;
    this.log = /** @type {HTMLElement | null} */ (part?.querySelector(".sky-log") ?? null);
    this.lines = part?.querySelector("ol") ?? null;
    this.trouble = part?.querySelector(".sky-trouble") ?? null;
    this.report = part?.dataset.report ?? ""; // the address of a form, with `lin_id` for the line's
    this.gone = new Set(); // a line may come after the word that it is gone
    this.form = part?.querySelector("form") ?? null;
    this.you = "";
    this.asked = 0;
    this.waiting = ""; // the id of the frame that nobody has answered yet
    this.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.say();
    });
  }

  get field() {
    return /** @type {HTMLInputElement | null} */ (this.form?.elements.namedItem("text") ?? null);
  }

  /** The line is open: who speaks is known. @param {string} you */
  begin(you) {
    this.you = you;
    for (const part of this.form?.elements ?? []) part.removeAttribute("disabled");
  }

  say() {
    const text = this.field?.value.trim();
    if (!text || this.waiting) return;
    const id = `line-${(this.asked += 1)}`;
    if (!this.send({ type: "chat", id, text })) return this.tell(UNSENT);
    this.waiting = id;
    this.tell("");
  }

  /** @param {Frame} frame */
  hear(frame) {
    if (frame.type === "chat_history") this.reconcile(frame.data.lines);
    if (frame.type === "chat_message") this.add(frame.data);
    if (frame.type === "lines_removed") this.remove(frame.data.line_ids);
    if (!this.waiting || frame.id !== this.waiting) return;
    this.waiting = "";
    if (frame.type === "error") this.tell(String(frame.data.message));
    else if (this.field) this.field.value = "";
  }

  /** The line has closed: what was sent last may have been said or not. */
  closed() {
    if (this.waiting) this.tell(UNSURE);
    this.waiting = "";
  }

  /** @param {string} words */
  tell(words) {
    if (this.trouble) this.trouble.textContent = words;
  }

  /** What was said before, or while the line was closed: only what is new is added, and what is gone goes. @param {Record<string, any>[]} told */
  reconcile(told) {
    const { log } = this;
    if (!log) return;
    const ids = new Set(told.map((each) => each.line_id));
    const first = told[0]?.said_at ?? "";
    const shown = [.../** @type {NodeListOf<HTMLElement>} */ (log.querySelectorAll("li"))];
    this.remove(shown.filter((each) => (each.dataset.at ?? "") >= first && !ids.has(each.dataset.line)).map((each) => each.dataset.line ?? ""));
    log.setAttribute("aria-live", "off"); // nobody is read what was said before they came
    for (const each of told) this.add(each);
    setTimeout(() => log.setAttribute("aria-live", "polite"), 1000);
  }

  /** @param {Record<string, any>} data */
  add(data) {
    const { log, lines } = this;
    if (!log || !lines || this.gone.has(data.line_id) || this.find(data.line_id)) return;
    const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 24;
    lines.append(row(data, data.visitor_id === this.you, this.report));
    if (lines.childElementCount > KEPT) lines.firstElementChild?.remove();
    log.tabIndex = 0; // keys can scroll what has lines
    if (isAtEnd) log.scrollTop = log.scrollHeight;
  }

  /** @param {string} id */
  find(id) {
    return this.lines?.querySelector(`[data-line="${CSS.escape(id)}"]`) ?? null;
  }

  /** @param {string[]} ids */
  remove(ids) {
    for (const id of ids) {
      this.gone.add(id);
      this.find(id)?.remove();
    }
  }
}

/** @param {Record<string, any>} data @param {boolean} isOwn @param {string} report */
function row(data, isOwn, report) {
  const made = document.createElement("li");
  made.dataset.line = data.line_id;
  made.dataset.at = data.said_at;
  const speaker = dotted(/** @type {Visitor} */ (data));
  speaker.className = "speaker";
  if (isOwn) speaker.append(" (you)");
  const words = document.createElement("span");
  words.textContent = data.text;
  made.append(said(speaker, words));
  if (!isOwn && report) made.append(reporting(data, report));
  return made;
}

/** @param {Node[]} parts */
function said(...parts) {
  const made = document.createElement("p");
  for (const each of parts) made.append(each, " ");
  return made;
}

/** The way to the form that tells moderators. @param {Record<string, any>} data @param {string} report */
function reporting(data, report) {
  const made = document.createElement("a");
  made.className = "sky-report";
  made.href = report.replace("lin_id", data.line_id);
  const whose = document.createElement("span");
  whose.className = "unseen";
  whose.textContent = ` what ${nameOf(/** @type {Visitor} */ (data))} said`;
  made.append("Report", whose);
  return made;
}
