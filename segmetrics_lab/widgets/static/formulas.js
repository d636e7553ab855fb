// @ts-check
// Formulas: which cells of a matrix a score uses, and how it is computed from them, in words and in numbers.

import { areasOf } from "./counts.js";
import { score2, score3, whole } from "./elements.js";

/**
 * @import { ClassScore, OverallScore, Scores } from "./counts.js"
 *
 * @typedef {"found" | "extra" | "missed" | "rest"} Part
 * @typedef {{ key: ClassScore, name: string, above: Part[], below: Part[], twice?: boolean }} OfClass
 * @typedef {{ key: OverallScore, name: string, of?: "iou" | "dice" | "recall" }} Overall
 * @typedef {ReturnType<typeof areasOf>} Areas
 * In words and in numbers: what stands above and below the line, or one text where there is no line.
 * @typedef {{ name: string, words: string[], numbers: string[] }} Formula
 * @typedef {(OfClass & { classIndex: number }) | (Overall & { classIndex: null })} Shown
 */

/** The scores of a class: which of found, extra, missed and rest stand above and below the line. @type {OfClass[]} */
export const PER_CLASS = [
  { key: "iou", name: "IoU", above: ["found"], below: ["found", "extra", "missed"] },
  { key: "dice", name: "Dice", above: ["found"], below: ["found", "extra", "missed"], twice: true },
  { key: "precision", name: "precision", above: ["found"], below: ["found", "extra"] },
  { key: "recall", name: "recall", above: ["found"], below: ["found", "missed"] },
  { key: "specificity", name: "specificity", above: ["rest"], below: ["rest", "extra"] },
];
/** @type {Overall[]} */
export const OVERALL = [
  { key: "pixel_accuracy", name: "pixel accuracy" },
  { key: "mean_iou", name: "mean IoU", of: "iou" },
  { key: "mean_dice", name: "mean Dice", of: "dice" },
  { key: "mean_recall", name: "mean recall", of: "recall" },
  { key: "frequency_weighted_iou", name: "frequency-weighted IoU", of: "iou" },
];

/** What a cell is to a class: found, extra, missed or rest. @type {(row: number, column: number, k: number) => Part} */
function partOf(row, column, k) {
  if (row === k) return column === k ? "found" : "missed";
  return column === k ? "extra" : "rest";
}

/** On which side of the line a score uses a cell. @type {(score: Shown, row: number, column: number) => string} */
export function useOf(score, row, column) {
  if (score.classIndex === null) return row === column ? "above" : "below";
  const part = partOf(row, column, score.classIndex);
  if (score.above.includes(part)) return "above";
  return score.below.includes(part) ? "below" : "";
}

/** How a score of a class is made. @type {(score: OfClass, name: string, parts: Record<Part, number>) => Formula} */
function formulaOfClass({ name, above, below, twice }, className, parts) {
  /** @type {(side: Part[], text: (part: Part) => string) => string} */
  const sum = (side, text) =>
    side.map((part) => (twice && part === "found" ? `2 × ${text(part)}` : text(part))).join(" + ");
  const quotient = (/** @type {(part: Part) => string} */ text) => [sum(above, text), `(${sum(below, text)})`];
  const [words, numbers] = [quotient((part) => part), quotient((part) => whole(parts[part]))];
  return { name: `${name} of ${className}`, words, numbers };
}

/** How a score of all classes is made. @type {(score: Overall, areas: Areas, scores: Scores) => Formula} */
function formulaOverall({ key, name, of = "iou" }, { truth, right, all }, scores) {
  if (key === "pixel_accuracy")
    return { name, words: ["right", "all"], numbers: [`(${right.map(whole).join(" + ")})`, whole(all)] };
  if (key === "frequency_weighted_iou") {
    const terms = scores.iou.flatMap((iou, k) => (truth[k] > 0 ? `${score2(truth[k] / all)} × ${score3(iou)}` : []));
    return { name, words: ["each IoU times the class's share of the truth"], numbers: [terms.join(" + ")] };
  }
  const defined = scores[of].filter((value) => !Number.isNaN(value));
  const { length } = defined;
  if (length === 0) return { name, words: ["its mean over the classes that have one"], numbers: ["there are none"] };
  const some = length === 1 ? "the 1 class that has one" : `the ${length} classes that have one`;
  const classes = length === truth.length ? `${length} classes` : some;
  return { name, words: [`its mean over ${classes}`], numbers: [`(${defined.map(score3).join(" + ")}) / ${length}`] };
}

/**
 * How a score is made, in words and with the numbers of the matrix.
 * @type {(score: Shown, names: string[], counts: ArrayLike<number>, scores: Scores) => Formula}
 */
export function formulaOf(score, names, counts, scores) {
  const areas = areasOf(counts, names.length);
  if (score.classIndex === null) return formulaOverall(score, areas, scores);
  const k = score.classIndex;
  const [found, there, claimed] = [areas.right[k], areas.truth[k], areas.prediction[k]];
  const parts = { found, extra: claimed - found, missed: there - found, rest: areas.all - there - claimed + found };
  return formulaOfClass(score, names[k], parts);
}
