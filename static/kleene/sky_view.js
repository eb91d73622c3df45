// @ts-check

import { STRIDE } from "./sky_stars.js";

/** @typedef {import( "./sky_stars.js" ).Place} Place */

const LENS = 1.9; // how long the lens is, in halves of the window
const NEAREST = 6;
const FARTHEST = 2000;
const SAMPLE = 2000; // stars that the whole is measured by
const STEEP = 1.5; // radians

/** Where the sky is looked at from, and where its points stand in the window. Everything is in CSS pixels. */
export class View {
  constructor() {
    this.width = 1;
    this.height = 1;
    this.yaw = 0.5;
    this.pitch = 0.35;
    this.distance = 160;
    /** @type {Place} */
    this.target = [0, 0, 0];
    /** @type {Place} */
    this.middle = [0, 0, 0];
    this.radius = 50;
    this.rows = new Float32Array(9);
    this.turned();
  }

  turned() {
    const [sy, cy, sp, cp] = [Math.sin(this.yaw), Math.cos(this.yaw), Math.sin(this.pitch), Math.cos(this.pitch)];
    this.rows.set([cy, 0, -sy, -sy * sp, cp, -cy * sp, sy * cp, sp, cy * cp]);
  }

  get lens() {
    return (LENS * Math.min(this.width, this.height)) / 2;
  }

  /** Show all stars, from where they are usually looked at. @param {import( "./sky_stars.js" ).Stars} stars */
  showAll(stars) {
    const step = Math.max(1, Math.floor(stars.count / SAMPLE));
    const seen = [];
    for (let number = 0; number < stars.count; number += step) if (stars.isThere(number)) seen.push(stars.place(number));
    const middle = [0, 1, 2].map((axis) => seen.reduce((sum, place) => sum + place[axis], 0) / Math.max(1, seen.length));
    const far = seen.map((place) => Math.hypot(place[0] - middle[0], place[1] - middle[1], place[2] - middle[2])).sort((a, b) => a - b);
    this.middle = /** @type {Place} */ (middle);
    this.target = [...this.middle];
    this.radius = Math.max(20, far[Math.floor(far.length * 0.94)] ?? 50);
    this.distance = this.radius * (LENS + 0.25);
    this.yaw = 0.5;
    this.pitch = 0.35;
    this.turned();
  }

  /** @param {number} across @param {number} down radians */
  turn(across, down) {
    this.yaw += across;
    this.pitch = Math.max(-STEEP, Math.min(STEEP, this.pitch + down));
    this.turned();
  }

  /** @param {number} across @param {number} down pixels by which the sky goes along */
  pan(across, down) {
    const unit = this.distance / this.lens;
    for (let axis = 0; axis < 3; axis += 1) {
      this.target[axis] += unit * (down * this.rows[3 + axis] - across * this.rows[axis]);
    }
  }

  /** @param {number} factor below 1 to come nearer */
  zoom(factor) {
    this.distance = Math.max(NEAREST, Math.min(FARTHEST, this.distance * factor));
  }

  /**
   * Write where a point stands into `out`: across, down, and how far off it is; nothing behind the eye is farther than 0.
   * @param {number} x @param {number} y @param {number} z @param {number[] | Float64Array} out
   */
  project(x, y, z, out) {
    const dx = x - this.target[0];
    const dy = y - this.target[1];
    const dz = z - this.target[2];
    const r = this.rows;
    const depth = this.distance - (r[6] * dx + r[7] * dy + r[8] * dz);
    const scale = this.lens / depth;
    out[0] = this.width / 2 + scale * (r[0] * dx + r[1] * dy + r[2] * dz);
    out[1] = this.height / 2 - scale * (r[3] * dx + r[4] * dy + r[5] * dz);
    out[2] = depth;
  }

  /** The point under a place in the window, as far off as what is looked at. @param {number} across @param {number} down @returns {Place} */
  point(across, down) {
    const [a, b] = [(across - this.width / 2) * (this.distance / this.lens), (this.height / 2 - down) * (this.distance / this.lens)];
    const r = this.rows;
    return [0, 1, 2].map((axis) => this.target[axis] + a * r[axis] + b * r[3 + axis]).map((part) => Math.round(part * 100) / 100);
  }

  /**
   * The number of the star nearest to a place in the window, or -1.
   * @param {import( "./sky_stars.js" ).Stars} stars @param {number} across @param {number} down @param {number} reach pixels
   */
  starAt(stars, across, down, reach) {
    const out = new Float64Array(3);
    let best = -1;
    let nearest = reach * reach;
    for (let number = 0, at = 0; number < stars.count; number += 1, at += STRIDE) {
      this.project(stars.data[at], stars.data[at + 1], stars.data[at + 2], out);
      const off = (out[0] - across) ** 2 + (out[1] - down) ** 2;
      if (off < nearest && out[2] > 1 && stars.data[at + 6] > 0) {
        best = number;
        nearest = off;
      }
    }
    return best;
  }
}
