// @ts-check
// A prediction being painted: its pixels, its matrix kept up to date pixel by pixel, and the way back.

import { countsOf } from "./counts.js";
import { IGNORE_INDEX } from "./kinds.js";

/**
 * @typedef {[number, number]} Place x and y of a pixel
 * @typedef {{ left: number, top: number, right: number, bottom: number }} Rectangle its first and last pixels
 * @typedef {{ at: Int32Array, before: Uint8Array, after: Uint8Array }} Step pixels and their classes
 */

/** Bytes of changes that are kept to be undone; then the oldest are forgotten. */
const MOST_BYTES = 96e6;

/** The disc of a brush, as [dx, dy] around its centre: size 1 is one pixel. @type {(size: number) => Place[]} */
export function disc(size) {
  const radius = (size - 1) / 2;
  const reach = Math.ceil(radius);
  /** @type {Place[]} */
  const places = [];
  for (let y = -reach; y <= reach; y++)
    for (let x = -reach; x <= reach; x++) if (x * x + y * y <= radius * radius + 0.25) places.push([x, y]);
  return places;
}

/** The pixels from one to the other, so that a quick stroke has no gaps. @type {(from: Place, to: Place) => Place[]} */
export function lineBetween([x0, y0], [x1, y1]) {
  const steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0));
  if (!steps) return [[x1, y1]];
  return Array.from({ length: steps }, (_, at) => [
    Math.round(x0 + ((x1 - x0) * (at + 1)) / steps),
    Math.round(y0 + ((y1 - y0) * (at + 1)) / steps),
  ]);
}

const nothing = () => ({ left: Infinity, top: Infinity, right: -1, bottom: -1 });

export class Painting {
  /** @param {Uint8Array} truth @param {Uint8Array} prediction @param {number} width @param {number} K */
  constructor(truth, prediction, width, K) {
    this.truth = truth;
    this.width = width;
    this.height = truth.length / width;
    this.K = K;
    this.prediction = prediction.slice();
    this.counts = countsOf(truth, prediction, K);
    /** @type {Step[]} */
    this.done = [];
    /** @type {Step[]} */
    this.undone = [];
    /** @type {{ at: number[], before: number[], after: number[] } | null} */
    this.open = null;
    this.touched = { left: 0, top: 0, right: width - 1, bottom: this.height - 1 };
  }

  /** The rectangle changed since this was last asked for (at first all of it), or null. */
  takeTouched() {
    const { touched } = this;
    this.touched = nothing();
    return touched.right < 0 ? null : touched;
  }

  /** Give a pixel another class, and keep matrix and touched rectangle up to date. */
  put(/** @type {number} */ at, /** @type {number} */ to) {
    const from = this.prediction[at];
    const row = this.truth[at];
    if (row !== IGNORE_INDEX) {
      this.counts[row * this.K + from]--;
      this.counts[row * this.K + to]++;
    }
    this.prediction[at] = to;
    const x = at % this.width;
    const y = (at - x) / this.width;
    const { touched } = this;
    if (x < touched.left) touched.left = x;
    if (x > touched.right) touched.right = x;
    if (y < touched.top) touched.top = y;
    if (y > touched.bottom) touched.bottom = y;
  }

  /** From here on, changes belong to one step of undo. */
  begin() {
    this.finish();
    this.open = { at: [], before: [], after: [] };
  }

  /** Give a pixel another class within the open step. */
  change(/** @type {number} */ at, /** @type {number} */ to) {
    if (!this.open || this.prediction[at] === to) return;
    this.open.at.push(at);
    this.open.before.push(this.prediction[at]);
    this.open.after.push(to);
    this.put(at, to);
  }

  /** End the step; returns how many pixels changed in it. */
  finish() {
    const step = this.open;
    this.open = null;
    if (!step?.at.length) return 0;
    const { at, before, after } = step;
    this.done.push({ at: Int32Array.from(at), before: Uint8Array.from(before), after: Uint8Array.from(after) });
    this.undone = [];
    let bytes = this.done.reduce((sum, one) => sum + 6 * one.at.length, 0);
    while (bytes > MOST_BYTES && this.done.length > 1) bytes -= 6 * (this.done.shift()?.at.length ?? 0);
    return at.length;
  }

  /** Paint a disc with a class around a place; what lies outside the image is left out. */
  dab(/** @type {Place} */ [x, y], /** @type {Place[]} */ places, /** @type {number} */ to) {
    for (const [dx, dy] of places) {
      const [column, row] = [x + dx, y + dy];
      if (column >= 0 && column < this.width && row >= 0 && row < this.height)
        this.change(row * this.width + column, to);
    }
  }

  /** Give a class to the connected area around a pixel: neighbours by their sides, of one predicted class. */
  fill(/** @type {Place} */ [x, y], /** @type {number} */ to) {
    const { prediction, width } = this;
    const start = y * width + x;
    const from = prediction[start];
    if (from === to) return;
    const waiting = [start];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (prediction[at] !== from) continue;
      this.change(at, to);
      const column = at % width;
      if (column > 0) waiting.push(at - 1);
      if (column < width - 1) waiting.push(at + 1);
      if (at >= width) waiting.push(at - width);
      if (at < prediction.length - width) waiting.push(at + width);
    }
  }

  /** Make all pixels those of another prediction, as one step. */
  replace(/** @type {Uint8Array} */ prediction) {
    this.begin();
    for (let at = 0; at < prediction.length; at++) this.change(at, prediction[at]);
    return this.finish();
  }

  undo() {
    this.finish();
    const step = this.done.pop();
    if (!step) return false;
    for (let n = step.at.length - 1; n >= 0; n--) this.put(step.at[n], step.before[n]);
    this.undone.push(step);
    return true;
  }

  redo() {
    const step = this.undone.pop();
    if (!step) return false;
    for (let n = 0; n < step.at.length; n++) this.put(step.at[n], step.after[n]);
    this.done.push(step);
    return true;
  }
}
