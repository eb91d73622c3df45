// @ts-check

const REST = 120; // milliseconds that a pointer rests on a star before its idea is fetched
const KEPT = 500;

/** What is told of a star: the server's own words, as in the list. */
export class Card {
  /** @param {HTMLElement} place @param {string} address of the page of a star, with `ent_` where its id stands */
  constructor(place, address) {
    this.place = place;
    this.address = address;
    this.empty = place.innerHTML;
    this.shown = "";
    /** @type {Map<string, string>} */
    this.known = new Map();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.clock = undefined;
  }

  /** @param {string} id empty for no star @param {boolean} isAtOnce */
  show(id, isAtOnce) {
    if (id === this.shown) return;
    this.shown = id;
    clearTimeout(this.clock);
    if (!id) this.put(this.empty, "");
    else if (isAtOnce || this.known.has(id)) this.bring(id);
    else this.clock = setTimeout(() => this.bring(id), REST);
  }

  /** @param {string} id */
  async bring(id) {
    const told = await this.tell(id);
    if (this.shown === id && told) this.put(told, id);
  }

  /** A star as the list has it; empty where it is gone. @param {string} id */
  async tell(id) {
    const known = this.known.get(id);
    if (known) return known;
    const answer = await fetch(this.page(id), { headers: { "HX-Request": "true" } }).catch(() => null);
    const told = answer?.ok ? await answer.text() : "";
    if (this.known.size > KEPT) this.known.clear();
    if (told) this.known.set(id, told);
    return told;
  }

  /** @param {string} id */
  forget(id) {
    this.known.delete(id);
  }

  /** @param {string} told @param {string} id */
  put(told, id) {
    this.place.innerHTML = told; // made by a template of the server, which escapes what people wrote
    this.place.dataset.shows = id;
  }

  /** @param {string} id */
  page(id) {
    return this.address.replace("ent_", id);
  }
}
