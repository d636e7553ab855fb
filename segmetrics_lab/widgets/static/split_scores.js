// @ts-check
// The scores of split frames: three of them in every draw of every way, and those of the run that is shown.

import { meanOfDefined, scoresOf } from "./counts.js";
import { element, flat, score2, write } from "./elements.js";
import { LINE_STYLES } from "./line_styles.js";
import { newTable, tableCell, tableRow } from "./tables.js";

/**
 * A run as Python sends it, a way to split with the runs of its draws, and what the reader chose of all this.
 * @typedef {{
 *   by: string, draw: number, matrix: number[][], training: number, test: number, sides: number[],
 *   nearest: number[], words: string[], summary: string,
 * }} SentRun
 * @typedef {{ by: string, draws: SentRun[] }} Way
 * @typedef {{ way: Way, run: SentRun, k: number }} Chosen
 */

/** The three scores of a run: accuracy, mean IoU, IoU of a class. @param {SentRun} run @param {number} k */
export function threeScores({ matrix }, k) {
  const { pixel_accuracy: accuracy, mean_iou: mean, iou } = scoresOf(flat(matrix), matrix.length);
  return [accuracy, mean, iou[k]];
}

/** A way in one score: a dot for each of its draws from 0 to 1, and their mean. @param {Way} way */
function newStrip({ by, draws }) {
  const dots = draws.map(() => element("span", { class: "run-dot" }));
  const line = element("span", { class: "mean" });
  const strip = element("div", { class: "strip", role: "img" }, line, ...dots);
  const mean = element("td", { class: "note" });
  const row = tableRow([`by ${by}`], tableCell(strip), mean);
  /** @type {(title: string, scores: number[], shownDraw: number) => void} */
  const show = (title, scores, shownDraw) => {
    const middle = meanOfDefined(scores);
    for (const [draw, dot] of dots.entries()) {
      dot.hidden = Number.isNaN(scores[draw]);
      dot.style.left = `${100 * scores[draw]}%`;
      dot.classList.toggle("shown", draw === shownDraw);
    }
    line.hidden = Number.isNaN(middle);
    line.style.left = `${100 * middle}%`;
    write(mean, score2(middle));
    strip.setAttribute("aria-label", `${title} by ${by}, draw after draw: ${scores.map(score2).join(", ")}`);
  };
  return { row, show };
}

/** A score in all ways: its name and its value in the run that is shown, then a strip for each way. */
function newScoreGroup(/** @type {string} */ kind, /** @type {Node | string} */ name, /** @type {Way[]} */ ways) {
  const value = element("span", { class: "value" });
  const head = element("th", { scope: "rowgroup", rowspan: ways.length }, name, value);
  const strips = ways.map(newStrip);
  strips[0].row.prepend(head);
  const body = element("tbody", { style: `--score:${LINE_STYLES[kind].color}` }, ...strips.map(({ row }) => row));
  /** @type {(title: string, at: number, chosen: Chosen) => void} */
  const show = (title, at, { way, run, k }) => {
    write(value, score2(threeScores(run, k)[at]));
    for (const [place, strip] of strips.entries()) {
      const scores = ways[place].draws.map((one) => threeScores(one, k)[at]);
      strip.show(title, scores, ways[place] === way ? run.draw : -1);
    }
  };
  return { body, show };
}

/**
 * Three scores in every draw of every way, and the choice of the class.
 * @param {Way[]} ways @param {string[]} names @param {(name: string) => void} choose
 */
export function newDrawTable(ways, names, choose) {
  const options = names.map((name) => element("option", { value: name }, `IoU of ${name}`));
  const select = element("select", { "aria-label": "Class", change: () => choose(select.value) }, ...options);
  const groups = [
    newScoreGroup("accuracy", "pixel accuracy", ways),
    newScoreGroup("iou", "mean IoU", ways),
    newScoreGroup("iou", select, ways),
  ];
  const caption = new Text();
  const ticks = ["0", ".5", "1"].map((tick) => element("span", {}, tick));
  const axis = element("tr", { "aria-hidden": "true" }, element("td", { colspan: 2 }), tableCell());
  axis.append(element("td", {}, "mean"));
  axis.children[1].append(element("div", { class: "ends" }, ...ticks));
  const table = newTable("scores draws-of-ways", caption, [], []);
  table.append(...groups.map(({ body }) => body), element("tfoot", {}, axis));
  const show = (/** @type {Chosen} */ chosen) => {
    const { run, k } = chosen;
    write(caption, `By ${run.by}, draw ${run.draw}, among all draws`);
    select.value = names[k];
    const titles = ["pixel accuracy", "mean IoU", `IoU of ${names[k]}`];
    for (const [at, group] of groups.entries()) group.show(titles[at], at, chosen);
  };
  return { table, show };
}
