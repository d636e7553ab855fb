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

/** The pixels of two maps that differ, as a map of 0 and 1, and how many there are. */
export function changesOf(/** @type {Uint8Array} */ before, /** @type {Uint8Array} */ now) {
  const changed = now.map((k, at) => Number(k !== before[at]));
  return { changed, count: changed.reduce((sum, one) => sum + one, 0) };
}
