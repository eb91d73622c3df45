// @ts-check

import { appendLines } from "./feed.js";
import { appendTurns, visitOf } from "./reading_along.js";
import { whyRefused } from "./refusals.js";

const WAITS = [2, 4, 8, 16, 30]; // seconds until a question that failed is asked again
const PATIENCE = 10_000; // a connection that died while the machine slept never answers
const LIVES = /(name="(?:csrfmiddlewaretoken|idempotency_key)" value=")[^"]*/g; // new each time, and no change
// A turn of ours is on its way; or htmx is still putting its answer in, and a refresh follows; or an option is being pressed: the
// click would be lost if the button were replaced before it is released.
const PLAYING = "#choices.waiting, #choices > .htmx-added, #choices button:active";

/** The parts of a page that others can change. The server says how they look; here they are put in, and nothing else moves. */
export class Parts {
  /**
   * @param {HTMLElement} main
   * @param {(why: string) => void} over told once, when the server will not answer any more
   */
  constructor(main, over) {
    this.main = main;
    this.over = over;
    this.isOver = false;
    this.failures = 0;
    this.after = Number(main.dataset.sequence);
    this.isAsking = false;
    this.isStale = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.clock = undefined;
    this.press = new AbortController(); // what listens for the end of a press
  }

  /** Ask for everything that is new; asked while asking, it asks once more. */
  async refresh() {
    this.isStale = true;
    if (this.isAsking || this.isOver) return;
    this.isAsking = true;
    clearTimeout(this.clock);
    try {
      while (this.isStale && !this.isOver) {
        this.isStale = false;
        await this.ask();
        this.failures = 0;
      }
    } catch {
      this.clock = setTimeout(() => this.refresh(), WAITS[Math.min(this.failures, WAITS.length - 1)] * 1000);
      this.failures += 1;
    } finally {
      this.isAsking = false;
    }
  }

  async ask() {
    const query = new URLSearchParams({ after: String(this.after), number: numberNow(), visit: visitOf(document) });
    const answer = await fetch(`${this.main.dataset.liveUrl}?${query}`, { headers: { "X-Requested-With": "fetch" }, signal: AbortSignal.timeout(PATIENCE) });
    const why = whyRefused(answer);
    if (why !== null) return this.end(why);
    if (!answer.ok) throw new Error(`the page could not be brought up to date: ${answer.status}`);
    const told = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
    if (told) this.put(told);
  }

  /** What is pressed is left alone; bring its news when it is released, as perhaps nothing comes of the press. */
  refreshAfterPress() {
    this.press.abort();
    this.press = new AbortController();
    const refresh = () => {
      this.press.abort();
      void this.refresh();
    };
    for (const released of ["pointerup", "pointercancel", "keyup"]) document.addEventListener(released, refresh, { signal: this.press.signal });
  }

  /** @param {string} why */
  end(why) {
    this.isOver = true;
    this.over(why);
  }

  /** @param {HTMLElement} told */
  put(told) {
    const isPlaying = document.querySelector(PLAYING) !== null;
    if (document.body.matches(":active")) this.refreshAfterPress();
    const isFresh = "fresh" in told.dataset;
    const before = numberNow();
    const top = topOf(before);
    for (const part of /** @type {NodeListOf<HTMLTemplateElement>} */ (told.querySelectorAll("template[data-part]"))) {
      const name = part.dataset.part ?? "";
      const place = document.getElementById(name);
      if (!place) continue;
      if (name === "feed") appendLines(place, part, this.after, isFresh);
      else if (name === "reading-turns") appendTurns(place, part);
      else if (isPlaying && ["past", "now-head", "scene", "choices"].includes(name)) continue; // the answer to our own turn brings them
      else exchange(place, part, numberNow() === before);
    }
    this.after = Number(told.dataset.sequence);
    // What happened to us while we read: the line under the eye stays where it is.
    if (numberNow() !== before) window.scrollBy({ top: topOf(before) - top, behavior: "instant" });
  }
}

/**
 * @param {HTMLElement} place
 * @param {HTMLTemplateElement} part
 * @param {boolean} isSameScene
 */
function exchange(place, part, isSameScene) {
  if (plain(place.innerHTML) === plain(part.innerHTML)) return;
  const focused = place.contains(document.activeElement) && place !== document.activeElement ? document.activeElement : null;
  if (place.id === "choices") return exchangeChoices(place, part, focused, isSameScene);
  if (place instanceof HTMLSelectElement) return exchangeListeners(place, part);
  // Who is in the middle of something here is not disturbed, unless it is over.
  const isOver = !part.content.childElementCount;
  if (!isOver && (focused || place.querySelector("details[open], :active"))) return; // not every browser focuses what is pressed
  place.replaceChildren(part.content);
  if (isOver && focused) document.getElementById("feed-box")?.focus({ preventScroll: true });
}

/**
 * New options around what is being written, which stays with its cursor, and around what was asked back; focus on an option goes to
 * the same one, and what was unfolded stays so.
 * @param {HTMLElement} place
 * @param {HTMLTemplateElement} part
 * @param {Element | null} focused
 * @param {boolean} isSameScene
 */
function exchangeChoices(place, part, focused, isSameScene) {
  if (place.querySelector("#answer")) return;
  const asked = isSameScene ? place.querySelector(".meant") : null;
  if (asked) part.content.querySelector(".turn-form")?.before(asked);
  const unfolded = new Set([...place.querySelectorAll("details[open] > summary")].map(wordsOf));
  const folding = focused?.tagName === "SUMMARY" ? wordsOf(focused) : null;
  const written = /** @type {HTMLInputElement | null} */ (place.querySelector("#improvise"));
  const form = written?.closest("form");
  const newForm = part.content.querySelector("#improvise")?.closest("form");
  const focusedOption = focused instanceof HTMLButtonElement ? focused.value : "";
  if (written && form && newForm && (written.value || written === focused)) {
    const parts = [...part.content.children];
    const middle = parts.indexOf(newForm);
    for (const field of newForm.querySelectorAll("input[type=hidden]")) renew(form, /** @type {HTMLInputElement} */ (field));
    for (const other of [...place.children]) if (other !== form) other.remove();
    form.before(...parts.slice(0, middle));
    form.after(...parts.slice(middle + 1));
  } else {
    place.replaceChildren(part.content);
  }
  /** @type {any} */ (window).htmx?.process(place);
  for (const summary of place.querySelectorAll("summary")) {
    if (unfolded.has(wordsOf(summary))) /** @type {HTMLDetailsElement} */ (summary.parentElement).open = true;
    if (folding === wordsOf(summary)) summary.focus({ preventScroll: true });
  }
  if (asked && focused instanceof HTMLElement && asked.contains(focused)) return focused.focus({ preventScroll: true });
  if (!focusedOption) return;
  const successor = [...place.querySelectorAll("button.option")].find((it) => it instanceof HTMLButtonElement && it.value === focusedOption);
  if (successor instanceof HTMLButtonElement) successor.focus({ preventScroll: true });
  else document.getElementById("now")?.focus({ preventScroll: true });
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} field
 */
function renew(form, field) {
  const known = form.elements.namedItem(field.name);
  if (known instanceof HTMLInputElement) known.value = field.value;
}

/** @param {Element} part */
function wordsOf(part) {
  return part.textContent?.trim() ?? "";
}

/**
 * Whoever was chosen stays chosen, also when they are gone: words meant for one must not go to everybody. The server says why
 * they cannot be sent.
 * @param {HTMLSelectElement} place
 * @param {HTMLTemplateElement} part
 */
function exchangeListeners(place, part) {
  const chosen = place.selectedOptions[0];
  place.replaceChildren(part.content);
  if (!chosen) return;
  if (![...place.options].some((option) => option.value === chosen.value)) {
    const words = chosen.dataset.words ?? wordsOf(chosen);
    chosen.dataset.words = words;
    chosen.textContent = `${words} (gone)`;
    place.append(chosen);
  }
  place.value = chosen.value;
}

/** @param {string} markup */
function plain(markup) {
  return markup.replace(LIVES, "$1").replace(/ open=""/g, "").replace(/\s+/g, " ").trim();
}

function numberNow() {
  return document.getElementById("now")?.dataset.number ?? "";
}

/** @param {string} number */
function topOf(number) {
  return number ? document.querySelector(`#entry-${number} .prose`)?.getBoundingClientRect().top ?? 0 : 0;
}
