// @ts-check
// The scores of split frames: those of one run in a table, and one of them of all runs in a chart.

import { meanOfDefined, scoresOf } from "./counts.js";
import { element, flat, score2, write } from "./elements.js";
import { newChoices } from "./panels.js";
import { newScoreTable } from "./tables.js";

/**
 * A run as Python sends it, a way to split with the runs of its draws, and what the reader chose of all this.
 * @typedef {{
 *   by: string, draw: number, matrix: number[][], training: number, test: number, sides: number[],
 *   nearest: number[], words: string[], summary: string,
 * }} SentRun
 * @typedef {{ by: string, draws: SentRun[] }} Way
 * @typedef {{ way: Way, run: SentRun, k: number }} Chosen
 */

const CHARTED = ["pixel accuracy", "mean IoU", "IoU of the class"];

/** The three scores of a run: accuracy, mean IoU, IoU of a class. @param {SentRun} run @param {number} k */
export function threeScores({ matrix }, k) {
  const { pixel_accuracy: accuracy, mean_iou: mean, iou } = scoresOf(flat(matrix), matrix.length);
  return [accuracy, mean, iou[k]];
}

/** The scores with bars, and the choice of the class. @param {string[]} names @param {(name: string) => void} choose */
export function newRunTable(names, choose) {
  const options = names.map((name) => element("option", { value: name }, name));
  const select = element("select", { "aria-label": "Class", change: () => choose(select.value) }, ...options);
  const caption = new Text();
  const scores = newScoreTable(caption, [["pixel accuracy"], ["mean IoU"], ["IoU of ", select]], score2);
  const show = (/** @type {Chosen} */ { run, k }) => {
    write(caption, `Scores by ${run.by}, draw ${run.draw}`);
    select.value = names[k];
    scores.show(threeScores(run, k));
  };
  return { table: scores.table, show };
}

/** The column of a way in the chart: a dot for each of its draws, and a line at their mean. @param {Way} way */
function newColumn({ by, draws }) {
  const places = draws.map((_, draw) => (100 * (draw + 1)) / (draws.length + 1));
  const dots = places.map((place) => element("span", { class: "run-dot", style: `left:${place}%` }));
  const line = element("span", { class: "mean" });
  const note = element("span", { class: "note" });
  const name = element("strong", {}, `by ${by}`);
  const box = element("div", { class: "way" }, element("div", { class: "dots" }, line, ...dots), name, note);
  /** @type {(scores: number[], shownDraw: number) => string} */
  const show = (scores, shownDraw) => {
    const mean = meanOfDefined(scores);
    for (const [draw, dot] of dots.entries()) {
      dot.hidden = Number.isNaN(scores[draw]);
      dot.style.bottom = `${100 * scores[draw]}%`;
      dot.classList.toggle("shown", draw === shownDraw);
    }
    line.hidden = Number.isNaN(mean);
    line.style.bottom = `${100 * mean}%`;
    write(note, `mean ${score2(mean)}`);
    return `by ${by} ${scores.map(score2).join(", ")}`;
  };
  return { box, show };
}

/** One score in every draw of every way, and the choice of the score. @param {Way[]} ways @param {string[]} names */
export function newDrawChart(ways, names) {
  let charted = 2;
  /** @type {Chosen} */
  let shown;
  const columns = ways.map(newColumn);
  const axis = element("div", { class: "axis" }, ...["1", "0.5", "0"].map((text) => element("span", {}, text)));
  const drawing = element("div", { class: "draw-chart", role: "img" }, axis, ...columns.map(({ box }) => box));
  const caption = element("figcaption", {});
  const choose = (/** @type {number} */ at) => {
    charted = at;
    show(shown);
  };
  const choices = newChoices(
    "Score in the chart",
    CHARTED.map((kind) => [`chart of ${kind}`, kind]),
    choose,
  );
  const show = (/** @type {Chosen} */ chosen) => {
    const { way, run, k } = chosen;
    shown = chosen;
    const title = charted === 2 ? `IoU of ${names[k]}` : CHARTED[charted];
    choices.show(charted);
    write(caption, `${title} in every draw`);
    const words = columns.map((column, at) => {
      const scores = ways[at].draws.map((one) => threeScores(one, k)[charted]);
      return column.show(scores, ways[at] === way ? run.draw : -1);
    });
    drawing.setAttribute("aria-label", `${title}, draw after draw: ${words.join("; ")}`);
  };
  return { box: element("figure", { class: "split-chart" }, caption, drawing, choices.row), show };
}
