// @ts-check

import { tellShutdown } from "./shutdown.js";
import { Talk } from "./sky_talk.js";
import { Visitors } from "./sky_visitors.js";

/** @typedef {{ type: string, id?: string | null, sequence_number?: number, data: Record<string, any> }} Frame */

const WAITS = [1, 2, 4, 8, 16, 30]; // seconds
const ENDS = [4401, 4403, 4404, 4410];
const SPENT = 4429;
const JOURNEY = 1800; // milliseconds that a star takes to its place
const CURSOR = 90; // milliseconds between two words of where one points

/** The line to the sky's events: it goes on after the last one that was heard, and comes back by itself. */
export class Live {
  /** @param {import( "./sky.js" ).Sky} sky @param {import( "./sky_list.js" ).List} list @param {(isNew: boolean) => Promise<number>} refill */
  constructor(sky, list, refill) {
    this.sky = sky;
    this.list = list;
    this.refill = refill;
    this.visitors = new Visitors(sky);
    this.talk = new Talk(document.getElementById("sky-company"), (frame) => this.send(frame));
    this.state = /** @type {HTMLElement | null} */ (sky.part.querySelector(".sky-line"));
    this.cursor = 0;
    this.layout = 0; // of the first state; 0 before it
    this.failures = 0;
    /** @type {WebSocket | null} */
    this.line = null;
    this.toldAt = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.clock = undefined;
  }

  /** @param {number} after the event that the page was drawn with */
  start(after) {
    this.cursor = after;
    addEventListener("online", () => this.again());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.again(); });
    this.sky.canvas.addEventListener("pointermove", (event) => this.pointed(event));
    this.sky.part.addEventListener("sky:chosen", () => this.viewing());
    this.open();
  }

  again() {
    if (this.line || this.failures < 0) return;
    clearTimeout(this.clock);
    this.failures = 0;
    this.open();
  }

  open() {
    const address = new URL(`/ws/cosmos/?last_sequence=${this.cursor}`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const line = new WebSocket(address);
    this.line = line;
    this.say("opening", "Connecting…");
    line.onmessage = (message) => this.hear(JSON.parse(message.data));
    line.onclose = (closing) => this.closed(closing.code);
  }

  /** @param {number} code */
  closed(code) {
    this.line = null;
    this.visitors.clear();
    this.talk.closed();
    if (ENDS.includes(code)) {
      this.failures = -1;
      return this.say("ended", "Reload the page to see new stars");
    }
    const wait = WAITS[Math.min(code === SPENT ? 4 : this.failures, WAITS.length - 1)];
    this.failures += 1;
    this.say("waiting", `Reconnecting in ${wait} s`);
    this.clock = setTimeout(() => this.open(), wait * 1000);
  }

  /** @param {string} state @param {string} words */
  say(state, words) {
    if (!this.state) return;
    this.state.dataset.state = state;
    this.state.textContent = words;
    this.state.classList.toggle("quiet", state !== "live");
  }

  /** Whether there was a line to send it on. @param {Record<string, unknown>} frame */
  send(frame) {
    if (this.line?.readyState !== WebSocket.OPEN) return false;
    this.line.send(JSON.stringify(frame));
    return true;
  }

  /** @param {PointerEvent} event */
  pointed(event) {
    if (event.timeStamp - this.toldAt < CURSOR) return;
    this.toldAt = event.timeStamp;
    this.send({ type: "cursor", position: this.sky.view.point(event.offsetX, event.offsetY) });
  }

  viewing() {
    this.send({ type: "viewing", entry_id: this.sky.stars.ids[this.sky.chosen] ?? null });
  }

  /** @param {Frame} frame */
  hear(frame) {
    if (frame.sequence_number) {
      if (frame.sequence_number <= this.cursor) return;
      this.cursor = frame.sequence_number;
    }
    this.happened(frame.type, frame.data ?? {});
    this.talk.hear(frame);
    this.sky.ask();
  }

  /** @param {string} type @param {Record<string, any>} data */
  happened(type, data) {
    if (type === "cosmos_state") {
      this.failures = 0;
      this.cursor = Math.max(this.cursor, data.sequence);
      this.visitors.begin(data.you, data.visitors);
      this.talk.begin(data.you.visitor_id);
      this.say("live", "Live");
      this.laidOut(data.layout_version);
    } else if (type === "server_shutdown") tellShutdown(document, { seconds: data.seconds, reason: data.reason });
    else if (type === "layout_changed") this.laidOut(data.layout_version);
    else if (type === "resync") this.readAgain(data.sequence);
    else if (type.startsWith("entry_") || type === "chunk_enriched") this.star(type, data);
    else this.visitors.hear(type, data);
  }

  /** Every star has another place where the layout is not that of before, also if it changed while nothing was heard. @param {number} layout */
  laidOut(layout) {
    if (this.layout !== 0 && this.layout !== layout) this.refill(true);
    this.layout = layout;
  }

  /** What is shown is too old to go on from. @param {number} sequence */
  readAgain(sequence) {
    this.cursor = sequence;
    this.refill(false);
  }

  /** @param {string} type @param {Record<string, any>} data */
  star(type, data) {
    const { stars, isStill } = this.sky;
    const number = stars.numbers.get(data.entry_id) ?? -1;
    if (type === "entry_created") return this.born(data);
    if (number < 0) return;
    if (type === "chunk_enriched" && !isStill) stars.grow(number, performance.now());
    if (type === "entry_positioned") stars.move(number, data.position, performance.now(), isStill ? 0 : JOURNEY);
    if (type === "entry_integrated") stars.integrate(number);
    if (type === "entry_removed") stars.remove(number);
    this.sky.card.forget(data.entry_id);
    if (type !== "chunk_enriched") this.list.change(data.entry_id, type === "entry_removed", data.position);
  }

  /** @param {Record<string, any>} data */
  born(data) {
    if (this.sky.isNarrowed) return;
    const number = this.sky.stars.add(data.entry_id, data.position, data.user_color, 0);
    if (!this.sky.isStill) this.sky.stars.grow(number, performance.now());
    this.sky.count("A star was added.");
    this.list.add(data.entry_id, data.position);
  }
}
