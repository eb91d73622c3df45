// @ts-check

/**
 * @typedef {[number, number, number]} Place
 * @typedef {{ from: Place, to: Place, began: number, lasts: number }} Way
 */

export const STRIDE = 8; // x, y, z, red, green, blue, size, light
const SIZE = 6;
const LIGHT = 7;
const BIRTH = 900; // milliseconds
const SIZES = [0.72, 1, 1.3]; // of a star that waits, one with a text, one that is part of its story

export const WAITS = 0;
export const READABLE = 1;
export const INTEGRATED = 2;

/** All stars in one array, in the order in which they came. Light is 0 for a star that waits, 1 for others, 2 for one that was searched for. */
export class Stars {
  constructor() {
    this.data = new Float32Array(1024 * STRIDE);
    this.count = 0;
    /** @type {string[]} */
    this.ids = [];
    /** @type {Map<string, number>} */
    this.numbers = new Map();
    /** @type {Map<number, Way>} */
    this.ways = new Map();
    /** @type {Map<number, number>} when each of those was born that still grow */
    this.births = new Map();
    this.gone = 0;
    this.isStale = true; // what is drawn has not heard of the last change
  }

  /**
   * @param {string} id
   * @param {ArrayLike<number>} place
   * @param {string} colour `#rrggbb`
   * @param {number} kind
   */
  add(id, place, colour, kind) {
    const known = this.numbers.get(id);
    const number = known ?? this.count;
    if (known === undefined) {
      this.makeRoom();
      this.numbers.set(id, number);
      this.ids.push(id);
      this.count += 1;
    }
    if (known !== undefined && !this.isThere(known)) this.gone -= 1;
    this.ways.delete(number);
    this.data.set([place[0], place[1], place[2], ...parts(colour), SIZES[kind], Math.min(kind, 1)], number * STRIDE);
    this.isStale = true;
    return number;
  }

  makeRoom() {
    if ((this.count + 1) * STRIDE <= this.data.length) return;
    const wider = new Float32Array(this.data.length * 2);
    wider.set(this.data);
    this.data = wider;
  }

  /** @param {number} number @returns {Place} */
  place(number) {
    const at = number * STRIDE;
    return [this.data[at], this.data[at + 1], this.data[at + 2]];
  }

  /** How many are there: those that went keep their number. */
  get amount() {
    return this.count - this.gone;
  }

  /** @param {number} number */
  isThere(number) {
    return number >= 0 && number < this.count && this.data[number * STRIDE + SIZE] > 0;
  }

  /** @param {number} number @param {number} now */
  grow(number, now) {
    this.births.set(number, now);
  }

  /** @param {number} number @param {Place} to @param {number} now @param {number} lasts milliseconds; 0 for at once */
  move(number, to, now, lasts) {
    this.data[number * STRIDE + LIGHT] = Math.max(1, this.data[number * STRIDE + LIGHT]);
    this.data[number * STRIDE + SIZE] = SIZES[READABLE];
    if (lasts === 0) this.data.set(to, number * STRIDE);
    else this.ways.set(number, { from: this.place(number), to, began: now, lasts });
    this.isStale = true;
  }

  /** @param {number} number */
  integrate(number) {
    this.data[number * STRIDE + SIZE] = SIZES[INTEGRATED];
    this.isStale = true;
  }

  /** @param {number} number */
  remove(number) {
    if (!this.isThere(number)) return;
    this.gone += 1;
    this.ways.delete(number);
    this.births.delete(number);
    this.data[number * STRIDE + SIZE] = 0;
    this.isStale = true;
  }

  /** @param {number} number */
  find(number) {
    this.data[number * STRIDE + LIGHT] = 2;
    this.isStale = true;
  }

  /** Move what is under way; whether anything still is. @param {number} now */
  step(now) {
    for (const [number, way] of this.ways) {
      const part = Math.min(1, (now - way.began) / way.lasts);
      const eased = part * part * (3 - 2 * part);
      const at = number * STRIDE;
      for (let axis = 0; axis < 3; axis += 1) this.data[at + axis] = way.from[axis] + eased * (way.to[axis] - way.from[axis]);
      if (part === 1) this.ways.delete(number);
      this.isStale = true;
    }
    for (const [number, began] of this.births) if (now - began > BIRTH) this.births.delete(number);
    return this.ways.size + this.births.size > 0;
  }

  /** How much larger a star is drawn while it is born: 1 afterwards. @param {number} number @param {number} now */
  birth(number, now) {
    const began = this.births.get(number);
    return began === undefined ? 1 : Math.min(1, (now - began) / BIRTH);
  }
}

/** @param {string} colour @returns {[number, number, number]} each from 0 to 1 */
export function parts(colour) {
  const number = /^#[0-9a-f]{6}$/i.test(colour) ? parseInt(colour.slice(1), 16) : 0x888888;
  return [(number >> 16) / 255, ((number >> 8) & 255) / 255, (number & 255) / 255];
}

/** A star's colour as it is drawn: in the dark it is lit. @param {Float32Array} data @param {number} at @param {boolean} isDark */
export function colourOf(data, at, isDark) {
  const lit = [3, 4, 5].map((part) => (isDark ? Math.min(1, (data[at + part] * 0.82 + 0.18) * 1.25) : data[at + part]));
  return `rgb(${lit.map((part) => Math.round(255 * part)).join(" ")})`;
}

/** How large a star is drawn, in units of the sky: the more there are, the smaller each. @param {number} count */
export function starSize(count) {
  return 2.9 * Math.max(30, count) ** -0.22;
}
