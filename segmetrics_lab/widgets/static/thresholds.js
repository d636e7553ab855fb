// @ts-check
// What a threshold decides: pixels counted at 1,001 of them in one pass, and the kind of every pixel at one.
// A pixel is positive where probability >= threshold, in floats of 64 bit as in segmetrics_lab.metrics.

import { within } from "./elements.js";
import { IGNORE_INDEX, KIND } from "./kinds.js";

export const STEPS = 1000;

/** What became of the pixels of each cell of the flat matrix. */
export const KINDS_OF_COUNTS = [KIND.rightBackground, KIND.extra, KIND.missed, KIND.rightObject];

/**
 * Write the kind of every pixel at a threshold, and return the four counts as a flat matrix.
 * @type {(truth: Uint8Array, probability: ArrayLike<number>, threshold: number, kinds: Uint8Array) => number[]}
 */
export function decide(truth, probability, threshold, kinds) {
  const counts = [0, 0, 0, 0];
  for (let at = 0; at < truth.length; at++) {
    if (truth[at] === IGNORE_INDEX) kinds[at] = KIND.ignored;
    else {
      const cell = 2 * truth[at] + Number(probability[at] >= threshold);
      counts[cell]++;
      kinds[at] = KINDS_OF_COUNTS[cell];
    }
  }
  return counts;
}

/** The flat matrix at each of the thresholds 0, 0.001, ... 1. */
export function sweep(/** @type {Uint8Array} */ truth, /** @type {ArrayLike<number>} */ probability) {
  const passed = [new Float64Array(STEPS + 2), new Float64Array(STEPS + 2)];
  for (let at = 0; at < truth.length; at++) {
    if (truth[at] === IGNORE_INDEX) continue;
    const value = probability[at];
    let step = Math.floor(value * STEPS);
    while (step < STEPS && value >= (step + 1) / STEPS) step++;
    while (step >= 0 && value < step / STEPS) step--;
    passed[truth[at]][step + 1]++;
  }
  for (const counts of passed) for (let step = STEPS; step >= 0; step--) counts[step] += counts[step + 1];
  const [rest, object] = passed;
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const [extra, found] = [rest[step + 1], object[step + 1]];
    return [rest[0] - extra, extra, object[0] - found, found];
  });
}

/**
 * The nearest threshold below or above one at which something else is decided; where there is none, one step on.
 * @type {(table: number[][], threshold: number, direction: 1 | -1) => number}
 */
export function nextChange(table, threshold, direction) {
  const from = Math.round(threshold * STEPS);
  const steps = Array.from(table.keys()).filter((step) => (step - from) * direction > 0);
  const isChange = (/** @type {number} */ step) => table[step].some((count, at) => count !== table[from][at]);
  const next = direction > 0 ? steps.find(isChange) : steps.findLast(isChange);
  return (next ?? within(0, from + direction, STEPS)) / STEPS;
}
