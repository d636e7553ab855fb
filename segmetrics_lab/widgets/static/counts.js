// @ts-check
// From a matrix of counts to scores: the same formulas as segmetrics_lab.metrics, and NaN where they say NaN.
// A matrix is a flat list of K * K counts: counts[truth * K + prediction].

import { IGNORE_INDEX } from "./kinds.js";

/**
 * @typedef {"iou" | "dice" | "recall" | "precision" | "specificity" | "f_beta"} ClassScore
 * @typedef {"pixel_accuracy" | "mean_iou" | "mean_dice" | "mean_recall" | "frequency_weighted_iou"} OverallScore
 * @typedef {Record<ClassScore, number[]> & Record<OverallScore, number>} Scores
 * @typedef {{ key: ClassScore, classIndex: number } | { key: OverallScore, classIndex: null }} ScoreKey
 */

/** A share of nothing is undefined. @type {(part: number, whole: number) => number} */
export const ratio = (part, whole) => (whole === 0 ? NaN : part / whole);

/**
 * The matrix of all scored pixels.
 * @type {(truth: Uint8Array, prediction: Uint8Array, K: number) => Float64Array<ArrayBuffer>}
 */
export function countsOf(truth, prediction, K) {
  const counts = new Float64Array(K * K);
  for (let at = 0; at < truth.length; at++) if (truth[at] !== IGNORE_INDEX) counts[truth[at] * K + prediction[at]]++;
  return counts;
}

/** The sum of numbers. @param {number[]} numbers */
const sumOf = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

/** The sums of a matrix: pixels there, pixels claimed, pixels right of each class, and all pixels. */
export function areasOf(/** @type {ArrayLike<number>} */ counts, /** @type {number} */ K) {
  const truth = new Array(K).fill(0);
  const prediction = new Array(K).fill(0);
  const right = new Array(K).fill(0);
  let all = 0;
  for (let row = 0; row < K; row++) {
    for (let column = 0; column < K; column++) {
      const count = counts[row * K + column];
      truth[row] += count;
      prediction[column] += count;
      all += count;
    }
    right[row] = counts[row * K + row];
  }
  return { truth, prediction, right, all };
}

/** The mean of the scores that are defined; NaN where none is. @param {number[]} scores */
export function meanOfDefined(scores) {
  const defined = scores.filter((score) => !Number.isNaN(score));
  return ratio(sumOf(defined), defined.length);
}

/**
 * Precision and recall in one number, from counts: beta 1 is Dice, above 1 asks for recall.
 * @type {(found: number, extra: number, missed: number, beta: number) => number}
 */
export function fBeta(found, extra, missed, beta) {
  const price = beta * beta;
  return ratio((1 + price) * found, (1 + price) * found + price * missed + extra);
}

/**
 * Every score of a matrix: lists with one entry per class, and single numbers.
 * @type {(counts: ArrayLike<number>, K: number, beta?: number) => Scores}
 */
export function scoresOf(counts, K, beta = 1) {
  const { truth, prediction, right, all } = areasOf(counts, K);
  /** @param {(found: number, extra: number, missed: number) => number} formula */
  const each = (formula) => right.map((found, k) => formula(found, prediction[k] - found, truth[k] - found));
  const iou = each((found, extra, missed) => ratio(found, found + extra + missed));
  const dice = each((found, extra, missed) => fBeta(found, extra, missed, 1));
  const recall = each((found, _extra, missed) => ratio(found, found + missed));
  const shares = truth.map((area, k) => (area > 0 ? (area / all) * iou[k] : 0));
  return {
    iou,
    dice,
    recall,
    precision: each((found, extra) => ratio(found, found + extra)),
    specificity: each((found, extra, missed) => ratio(all - found - extra - missed, all - found - missed)),
    f_beta: each((found, extra, missed) => fBeta(found, extra, missed, beta)),
    pixel_accuracy: ratio(sumOf(right), all),
    mean_iou: meanOfDefined(iou),
    mean_dice: meanOfDefined(dice),
    mean_recall: meanOfDefined(recall),
    frequency_weighted_iou: all > 0 ? sumOf(shares) : NaN,
  };
}

/**
 * One score by its key, of the class with this index where it is a score of one class.
 * @type {(scores: Scores, which: ScoreKey) => number}
 */
export const scoreOf = (scores, { key, classIndex }) => (classIndex === null ? scores[key] : scores[key][classIndex]);
