// @ts-check

import { dotted } from "./sky_visitors.js";

/** @typedef {{ type: string, id?: string | null, data: Record<string, any> }} Frame */

const KEPT = 100; // lines on the page
const UNSENT = "You are not connected. Your message stays here: send it again when the connection is back.";
const UNSURE = "The connection was lost before your message was confirmed. Look whether it is above, and send it again if not.";

/** What those who look at the sky now say to each other. A line stands here when the server tells it, also one's own. */
export class Talk {
  /** @param {HTMLElement | null} part @param {(frame: Record<string, unknown>) => boolean} send */
  constructor(part, send) {
    this.send = send;
    this.log = /** @type {HTMLElement | null} */ (part?.querySelector(".sky-log") ?? null);
    this.lines = part?.querySelector("ol") ?? null;
    this.trouble = part?.querySelector(".sky-trouble") ?? null;
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
    if (frame.type === "chat_message") this.add(frame.data);
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

  /** @param {Record<string, any>} data */
  add(data) {
    const { log, lines } = this;
    if (!log || !lines) return;
    const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 24;
    lines.append(row(data, data.visitor_id === this.you));
    if (lines.childElementCount > KEPT) lines.firstElementChild?.remove();
    log.tabIndex = 0; // keys can scroll what has lines
    if (isAtEnd) log.scrollTop = log.scrollHeight;
  }
}

/** @param {Record<string, any>} data @param {boolean} isOwn */
function row(data, isOwn) {
  const made = document.createElement("li");
  const speaker = dotted(/** @type {import( "./sky_visitors.js" ).Visitor} */ (data));
  speaker.className = "speaker";
  if (isOwn) speaker.append(" (you)");
  const words = document.createElement("span");
  words.textContent = data.text;
  made.append(speaker, " ", words);
  return made;
}
