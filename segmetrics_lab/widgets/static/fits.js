// @ts-check
// What a fit does: the counts and the kinds of one prediction, the share right where it learned, the best of a curve.

import { countsOf, ratio } from "./counts.js";

/**
 * Write the kind of every pixel of a prediction, and return its flat matrix.
 * @type {(truth: Uint8Array, prediction: Uint8Array, K: number, kindOf: Uint8Array, kinds: Uint8Array) => Float64Array}
 */
export function judge(truth, prediction, K, kindOf, kinds) {
  for (let at = 0; at < truth.length; at++) kinds[at] = kindOf[(truth[at] << 8) | prediction[at]];
  return countsOf(truth, prediction, K);
}

/**
 * Of the pixels that were learned from: how many there are, and which share of them is right.
 * @type {(truth: Uint8Array, prediction: Uint8Array, learned: Uint8Array) => { all: number, share: number }}
 */
export function rightWhereLearned(truth, prediction, learned) {
  let [all, right] = [0, 0];
  for (let at = 0; at < truth.length; at++) {
    if (!learned[at]) continue;
    all++;
    if (truth[at] === prediction[at]) right++;
  }
  return { all, share: ratio(right, all) };
}

/** The place of the first of the highest scores; -1 where none is defined. @type {(scores: number[]) => number} */
export const placeOfBest = (scores) =>
  scores.reduce((best, score, at) => (score > (scores[best] ?? -Infinity) ? at : best), -1);

/** From which tenth to which an axis goes that holds all of these scores, and the ticks on it. */
export function axisFor(/** @type {number[]} */ scores) {
  const defined = scores.filter((score) => !Number.isNaN(score));
  const low = Math.min(9, Math.floor(Math.min(1, ...defined) * 10));
  const high = Math.max(low + 1, Math.ceil(Math.max(0, ...defined) * 10 - 1e-9));
  const every = high - low > 5 ? 2 : 1;
  const ticks = [];
  for (let tenth = Math.ceil(low / every) * every; tenth <= high; tenth += every) ticks.push(tenth / 10);
  return { low: low / 10, high: high / 10, ticks };
}
