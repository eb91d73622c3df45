// @ts-check

import { socket, stream } from "./carrier.js";
import { whyOver } from "./refusals.js";

/**
 * @typedef {import("./carrier.js").News} News
 * @typedef {import("./carrier.js").Carrier} Carrier
 * @typedef {"opening" | "live" | "waiting" | "offline" | "ended"} State
 */

const WAITS = [1, 2, 4, 8, 16, 30]; // seconds
const SILENCE = 40_000; // milliseconds: a socket carries something every fifteen seconds
const DOUBT = 20_000; // after so much silence a page that is looked at again asks whether anybody is there
const ANSWER = 4000;
const REPLACED = 4409;
const SPENT = 4429;
const ENDS = [4401, 4403, 4404, 4410]; // 4000 and the status that says the same

const LAST_WORDS = new Set(["suspended", "not_a_member"]);

/** The line to a world's events: it keeps its place in them, comes back by itself, and says how it stands. */
export class Line {
  /**
   * @param {string} world
   * @param {number} after the last event that the page shows
   * @param {{ news: (news: News) => void, state: (state: State, words: string) => void }} ears
   */
  constructor(world, after, ears) {
    this.world = world;
    this.ears = ears;
    this.cursor = after;
    /** @type {Carrier | null} */
    this.carrier = null;
    this.isLive = false;
    this.isOver = false;
    this.why = ""; // what the server said before it closed the line for good
    this.failures = 0;
    this.heardAt = Date.now();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.clock = undefined;
    /** @type {Map<string, (news: News | null) => void>} */
    this.asked = new Map();
  }

  start() {
    addEventListener("online", () => this.again());
    addEventListener("offline", () => this.lose());
    addEventListener("pageshow", (event) => { if (event.persisted) this.again(); });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.wake(); });
    setInterval(() => this.watch(), 5000);
    this.open(this.knowsSocketsBlocked() ? "stream" : "socket");
  }

  /** Try now what would be tried later. */
  again() {
    if (this.isOver || this.isLive) return;
    this.failures = 0;
    this.open(this.knowsSocketsBlocked() ? "stream" : "socket");
  }

  /**
   * Ask something on the socket; null when there is none, or it ends before it answers.
   * @param {Record<string, unknown>} frame with an `id`
   * @returns {Promise<News | null>}
   */
  ask(frame) {
    return new Promise((answer) => {
      if (!this.isLive || !this.carrier?.send(frame)) return answer(null);
      this.asked.set(String(frame.id), answer);
    });
  }

  /** Say something that needs no answer, and may be lost. @param {Record<string, unknown>} frame */
  note(frame) {
    if (this.isLive) this.carrier?.send(frame);
  }

  /** @param {"socket" | "stream"} kind */
  open(kind) {
    clearTimeout(this.clock);
    this.carrier?.close();
    if (!navigator.onLine) return this.tell("offline", "Offline");
    this.tell(this.failures ? "waiting" : "opening", this.failures ? "Reconnecting…" : "Connecting…");
    const carry = kind === "socket" ? socket : stream;
    this.carrier = carry(this.world, this.cursor, clientId(), {
      heard: (news) => this.hear(news),
      closed: (code) => this.closed(kind, code),
    });
  }

  /** @param {News} news */
  hear(news) {
    this.heardAt = Date.now();
    if (news.type === "error" && news.id === null && LAST_WORDS.has(news.data.code)) {
      this.why = news.data.message;
      return;
    }
    if (!this.isLive) this.goLive();
    if (news.id !== null && this.asked.has(news.id)) {
      this.asked.get(news.id)?.(news);
      this.asked.delete(news.id);
    }
    if (news.type === "game_state" || news.type === "resync") this.cursor = news.data.sequence;
    if (news.sequence !== null && !this.follows(news)) return;
    this.ears.news(news);
  }

  /**
   * Whether this is the next of the events that we may see. What was there before is dropped, and a gap is asked for again.
   * @param {News} news
   */
  follows(news) {
    if (news.sequence === null || news.sequence <= this.cursor) return false;
    if (news.previous !== null && news.previous > this.cursor) {
      if (!this.carrier?.send({ type: "resume", last_sequence: this.cursor })) {
        this.carrier?.close();
        this.silence();
        this.wait(this.failures); // with a pause, in case the gap is there again
      }
      return false;
    }
    this.cursor = news.sequence;
    this.carrier?.send({ type: "ack", sequence: this.cursor });
    sessionStorage.setItem(`kleene.cursor.${this.world}`, String(this.cursor));
    return true;
  }

  goLive() {
    this.isLive = true;
    this.failures = 0;
    if (this.carrier?.kind === "stream") sessionStorage.setItem("kleene.carrier", "stream");
    this.tell("live", "Live");
  }

  /**
   * @param {"socket" | "stream"} kind
   * @param {number} code
   */
  closed(kind, code) {
    const hadLived = this.isLive;
    this.silence();
    if (ENDS.includes(code)) return this.end(this.why || whyOver(code - 4000) || "");
    if (code === REPLACED) forgetClientId(); // a tab that was copied has taken our name along
    // A socket that never came to life may be blocked on the way: the stream goes where pages go.
    if (kind === "socket" && !hadLived && code !== SPENT) return this.open("stream");
    if (kind === "stream" && !hadLived) sessionStorage.removeItem("kleene.carrier");
    this.wait(code === SPENT ? WAITS.length - 2 : this.failures);
  }

  /** @param {number} step */
  wait(step) {
    if (!navigator.onLine) return this.tell("offline", "Offline");
    this.failures = Math.min(step + 1, WAITS.length - 1);
    this.count(WAITS[Math.min(step, WAITS.length - 1)]);
  }

  /** @param {number} left seconds */
  count(left) {
    if (left <= 0) return this.open(this.knowsSocketsBlocked() ? "stream" : "socket");
    this.tell("waiting", `Reconnecting in ${left} s`);
    this.clock = setTimeout(() => this.count(left - 1), 1000);
  }

  lose() {
    this.carrier?.close();
    this.silence();
    clearTimeout(this.clock);
    if (!this.isOver) this.tell("offline", "Offline");
  }

  silence() {
    this.isLive = false;
    for (const answer of this.asked.values()) answer(null);
    this.asked.clear();
  }

  /** A tab that slept does not know whether its line still stands. */
  wake() {
    if (this.isOver) return;
    if (!this.isLive) return this.again();
    if (this.carrier?.kind !== "socket" || Date.now() - this.heardAt < DOUBT) return;
    const asked = Date.now();
    this.carrier.send({ type: "ping" });
    setTimeout(() => { if (this.heardAt < asked) this.restart(); }, ANSWER);
  }

  watch() {
    if (this.isLive && this.carrier?.kind === "socket" && Date.now() - this.heardAt > SILENCE) this.restart();
  }

  restart() {
    this.silence();
    this.open("socket");
  }

  /** @param {string} words */
  end(words) {
    this.isOver = true;
    this.silence();
    clearTimeout(this.clock);
    this.carrier?.close();
    this.tell("ended", words);
  }

  knowsSocketsBlocked() {
    return sessionStorage.getItem("kleene.carrier") === "stream";
  }

  /**
   * @param {State} state
   * @param {string} words
   */
  tell(state, words) {
    this.ears.state(state, words);
  }
}

/** The same for every page of this tab, so that a page that follows takes over the stream of the one before. */
function clientId() {
  const known = sessionStorage.getItem("kleene.client");
  if (known) return known;
  const made = newId();
  sessionStorage.setItem("kleene.client", made);
  return made;
}

function forgetClientId() {
  sessionStorage.removeItem("kleene.client");
}

/** A random UUID, also where a page is not served securely and the browser keeps its own maker of them to itself. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
