// @ts-check
// The duel: the scores of a model and of a blank mask, side by side in a table, as curves over windows, and in words.

import { newCurves, SHARES } from "./charts.js";
import { element, score2, score3, write } from "./elements.js";
import { LINE_STYLES } from "./line_styles.js";
import { columnHead, newScoreValue, newTable, tableCell, tableRow } from "./tables.js";

/**
 * @import { Tick } from "./charts.js"
 * @import { Scores } from "./counts.js"
 *
 * @typedef {Scores[]} Pair the scores of the model, and those of the blank mask
 * @typedef {"pixel_accuracy" | "recall" | "iou" | "precision"} Key
 * @typedef {{ line: string, who: 0 | 1, key: Key, word: string }} Line line: its style, who: its place in a pair
 */

export const BLANK = "all background";
/** @type {{ key: Key, name: (object: string) => string }[]} */
const ROWS = [
  { key: "pixel_accuracy", name: () => "pixel accuracy" },
  { key: "recall", name: (object) => `recall of ${object}` },
  { key: "iou", name: (object) => `IoU of ${object}` },
  { key: "precision", name: (object) => `precision of ${object}` },
];
/** What the window is at its ends. @type {Record<number, string>} */
const ENDS = { 0: "0: close", 1: "1: all" };
/** @type {Line[]} */
const LINES = [
  { line: "accuracy", who: 0, key: "pixel_accuracy", word: "accuracy" },
  { line: "baseline", who: 1, key: "pixel_accuracy", word: "accuracy" },
  { line: "recall", who: 0, key: "recall", word: "recall" },
  { line: "iou", who: 0, key: "iou", word: "IoU" },
];

/** A score as one number: the object's, where each class has its own. @param {Scores} scores @param {Key} key */
const scoreIn = (scores, key) => (key === "pixel_accuracy" ? scores[key] : scores[key][1]);

/** How far the model is ahead by pixel accuracy, in words. @param {number[]} counts @param {number[]} blank */
export function leadOf(counts, blank) {
  const right = counts[0] + counts[3] - blank[0] - blank[3];
  if (right === 0) return "exactly level with a model that sees nothing";
  const lead = Math.abs(right) / blank.reduce((sum, count) => sum + count, 0);
  const size = lead < 0.0005 ? "less than 0.001" : score3(lead);
  return `${size} ${right > 0 ? "ahead of" : "behind"} a model that sees nothing`;
}

/** The scores of the model beside those of the blank mask. @param {string} object */
export function newDuel(object) {
  const rows = ROWS.map(({ key, name }) => {
    const values = [newScoreValue(score3, { key }), newScoreValue(score3, { key })];
    const cells = values.map(({ value, bar }) => tableCell(value, bar));
    return { key, values, row: tableRow([name(object)], ...cells) };
  });
  const model = columnHead();
  const heads = [model, columnHead(BLANK)];
  const body = rows.map(({ row }) => row);
  /** @type {(name: string, scores: Pair) => void} */
  const show = (name, scores) => {
    write(model, name);
    for (const { key, values } of rows)
      for (const [at, { show: fill }] of values.entries()) fill(scoreIn(scores[at], key));
  };
  return { table: newTable("scores duel", "Scores in the window", heads, body), show };
}

/**
 * The scores at every window, with a mark at the present one; `draw` draws the curves of a model, `choose` hears of
 * the window that a pointer points at.
 * @param {(window: number) => void} choose
 */
export function newDuelCurves(choose) {
  const curves = LINES.map(({ line, who, word }) => ({ ...LINE_STYLES[line], name: who === 0 ? word : BLANK }));
  const title = element("span", {});
  const ticks = SHARES.map(([at, text]) => /** @type {Tick} */ ([at, ENDS[at] ?? text]));
  const plot = newCurves(title, "window", curves, { ticks, choose });
  /** @type {(model: string, pairs: Pair[]) => void} */
  const draw = (model, pairs) => {
    plot.draw(LINES.map(({ who, key }) => pairs.map((pair) => scoreIn(pair[who], key))));
    write(title, `Scores of ${model} while the window grows`);
  };
  /** @type {(window: number, model: string, pair: Pair) => void} */
  const show = (window, model, pair) => {
    const scores = LINES.map(({ who, key }) => scoreIn(pair[who], key));
    const words = LINES.map(({ who, word }, at) => `${word} of ${[model, BLANK][who]} ${score2(scores[at])}`);
    plot.show(window, scores, `At window ${score2(window)}: ${words.join(", ")}`);
  };
  return { figure: plot.figure, draw, show };
}
