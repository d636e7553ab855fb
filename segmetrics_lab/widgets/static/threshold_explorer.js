// @ts-check
// The threshold explorer: a slider, and at once the picture, the matrix, the scores and a point on two curves.

import { lineSample, newPlot, pathOf, putMark, SIDE, svg } from "./charts.js";
import { scoresOf } from "./counts.js";
import { arrayOf, element, keyHelp, legendOf, rowsOf, score2, whole, write } from "./elements.js";
import { IGNORE_INDEX, KIND } from "./kinds.js";
import { newPage } from "./page.js";
import { layers, newGoals, newSlider } from "./panels.js";
import { colorTable, drawImage, hatchBits, KindCanvas, rasterOf, swatch } from "./patterns.js";
import { columnHead, newScoreRow, newTable, tableCell, tableRow } from "./tables.js";
import { decide, STEPS, stylesOfDecision, sweep } from "./thresholds.js";

/**
 * @import { SentArray } from "./elements.js"
 * @import { Scores } from "./counts.js"
 * @import { SentGoal } from "./panels.js"
 * @import { SentKind, Style } from "./patterns.js"
 *
 * The traits of ThresholdExplorer that cross.
 * @typedef Model
 * @property {string} words
 * @property {string[]} names
 * @property {SentKind[]} kinds
 * @property {SentArray} image
 * @property {SentArray} truth
 * @property {SentArray<"float32"> | SentArray<"float64">} probability
 * @property {number} threshold
 * @property {number[][]} matrix
 * @property {SentGoal[]} page_goals
 */

/** @type {{ key: import("./counts.js").ClassScore, name: string, dash: string, means: string }[]} */
const SCORES = [
  { key: "precision", name: "Precision", dash: "", means: "right / claimed" },
  { key: "recall", name: "Recall", dash: "7 4", means: "found / there" },
  { key: "iou", name: "IoU", dash: "2 3", means: "found / (found + missed + extra)" },
  { key: "f_beta", name: "F", dash: "10 3 2 3", means: "precision and recall in one" },
];
const BETAS = [0.5, 1, 2];
const SHOWN = 520;

/**
 * The matrix of the decision, each count with the pattern its pixels have in the picture.
 * @param {Style[]} styles
 * @param {string[]} names
 */
function newMatrix(styles, [rest, object]) {
  const cells = ["right: rest", "extra", "missed", "found"].map(() => element("span", { class: "number" }));
  const kinds = [KIND.rightBackground, KIND.extra, KIND.missed, KIND.rightObject];
  const words = ["rest", "extra", "missed", "found"];
  /** @param {number} at */
  const cell = (at) => tableCell(cells[at], element("span", { class: "kind" }, swatch(styles[kinds[at]]), words[at]));
  const table = newTable(
    "counts",
    "Pixels",
    [columnHead(`predicted ${rest}`), columnHead(`predicted ${object}`)],
    [tableRow([`truly ${rest}`], cell(0), cell(1)), tableRow([`truly ${object}`], cell(2), cell(3))],
  );
  /** @param {number[]} counts */
  const show = (counts) => {
    for (const [at, count] of counts.entries()) write(cells[at], whole(count));
  };
  return { table, show };
}

/**
 * The list of scores with bars, and the choice of beta.
 * @param {string} object
 * @param {(beta: number) => void} choose
 */
function newScores(object, choose) {
  const select = element(
    "select",
    { "aria-label": "Beta of the F score", change: () => choose(Number(select.value)) },
    ...BETAS.map((beta) =>
      element("option", { value: beta, ...(beta === 1 ? { selected: true } : {}) }, `beta ${beta}`),
    ),
  );
  const rows = SCORES.map(({ key, name, dash, means }) => {
    const made = newScoreRow([lineSample(key, dash), name, ...(key === "f_beta" ? [" ", select] : [])]);
    made.row.title = means;
    return { key, ...made };
  });
  const table = newTable(
    "scores",
    `Scores of ${object}`,
    [],
    rows.map(({ row }) => row),
  );
  /** @param {Scores} scores */
  const show = (scores) => {
    for (const { key, show: fill } of rows) fill(scores[key][1]);
  };
  return { table, show };
}

/**
 * The two plots: every score over the threshold, and precision over recall.
 * @param {number[][]} table
 */
function newPlots(table) {
  const over = newPlot("Scores at every threshold", "threshold", "score");
  const trade = newPlot("Precision over recall", "recall", "precision");
  const at = svg("path", { class: "now" });
  const dots = SCORES.map(({ key }) => svg("circle", { r: 1.7, class: key }));
  const point = svg("circle", { r: 2.2, class: "point" });
  over.marks.append(at, ...dots);
  trade.marks.append(point);
  /** @param {number} beta */
  const draw = (beta) => {
    const scores = table.map((counts) => scoresOf(counts, 2, beta));
    over.lines.replaceChildren(
      ...SCORES.map(({ key, dash }) =>
        svg("path", {
          class: key,
          "stroke-dasharray": dash,
          d: pathOf(scores.map((score, step) => [step / STEPS, score[key][1]])),
        }),
      ),
    );
    trade.lines.replaceChildren(
      svg("path", { class: "trade", d: pathOf(scores.map((s) => [s.recall[1], s.precision[1]])) }),
    );
  };
  /** @type {(threshold: number, scores: Scores) => void} */
  const show = (threshold, scores) => {
    at.setAttribute("d", `M${threshold * SIDE} 0V${SIDE}`);
    for (const [number, { key }] of SCORES.entries()) putMark(dots[number], threshold, scores[key][1]);
    putMark(point, scores.recall[1], scores.precision[1]);
    const [precision, recall, iou, f] = SCORES.map(({ key }) => score2(scores[key][1]));
    over.drawing.setAttribute(
      "aria-label",
      `At threshold ${threshold.toFixed(3)}: precision ${precision}, recall ${recall}, IoU ${iou}, F ${f}`,
    );
    trade.drawing.setAttribute("aria-label", `The point lies at recall ${recall} and precision ${precision}`);
  };
  return { box: element("div", { class: "plots" }, over.figure, trade.figure), draw, show };
}

/** @type {import("@anywidget/types").Render<Model>} */
function render({ model, el }) {
  const truth = arrayOf(model.get("truth"));
  const probability = arrayOf(model.get("probability"));
  const [height, width] = model.get("truth").shape;
  const raster = rasterOf(width, height, SHOWN);
  const styles = stylesOfDecision(model.get("kinds"));
  const colors = colorTable(styles);
  const kinds = new Uint8Array(truth.length);
  const names = model.get("names");
  let beta = 1;

  const page = newPage(model, el, "threshold-explorer");
  const photograph = element("canvas", { "aria-hidden": "true" });
  const over = element("canvas", { role: "img" });
  const picture = layers(raster, photograph, over);
  const legend = legendOf(
    [swatch(styles[KIND.rightObject]), "found"],
    [swatch(styles[KIND.missed]), "missed"],
    [swatch(styles[KIND.extra]), "extra"],
    ...(truth.includes(IGNORE_INDEX) ? [[swatch(styles[KIND.ignored]), "not scored"]] : []),
  );
  const slider = newSlider({
    label: "Threshold",
    least: 0,
    most: 1,
    per: STEPS,
    move: (threshold) => page.take({ threshold }),
  });
  const matrix = newMatrix(styles, names);
  const scores = newScores(names[1], (chosen) => {
    beta = chosen;
    plots.draw(beta);
    show();
  });
  const plots = newPlots(sweep(truth, probability));
  const goals = newGoals(model.get("page_goals"));
  const help = keyHelp([
    ["Tab", "slider, exact number, beta"],
    ["← →", "threshold down or up by 0.001"],
    ["PgUp PgDn", "by 0.1"],
    ["Home End", "to 0 or 1"],
  ]);
  const numbers = element("div", { class: "numbers" }, matrix.table, scores.table);
  page.root.append(
    slider.box,
    ...goals.lists,
    element("div", { class: "panels" }, element("div", { class: "seen" }, picture, legend), numbers),
    plots.box,
    page.news.line,
    help,
  );

  const canvas = new KindCanvas(over, raster, hatchBits(raster));
  drawImage(photograph, arrayOf(model.get("image")), raster);

  /** Show the threshold of the model; returns its counts. */
  function show() {
    const threshold = model.get("threshold");
    const counts = decide(truth, probability, threshold, kinds);
    canvas.draw(kinds, colors);
    const values = scoresOf(counts, 2, beta);
    const [, extra, missed, found] = counts.map(whole);
    const words = `${found} pixels found, ${missed} missed, ${extra} extra`;
    matrix.show(counts);
    scores.show(values);
    goals.show(values);
    plots.show(threshold, values);
    slider.show(threshold, `${threshold.toFixed(3)}: ${words}`);
    over.setAttribute("aria-label", `The picture at threshold ${threshold.toFixed(3)}: ${words}`);
    return { counts, words, values };
  }

  function follow() {
    const { counts, words, values } = show();
    model.set("matrix", rowsOf(counts, 2));
    page.news.say(
      `Threshold ${model.get("threshold").toFixed(3)}: ${words}. IoU ${score2(values.iou[1])}.${goals.news()}`,
    );
  }

  plots.draw(beta);
  show();
  goals.news(); // what is met from the start is no news
  return page.follow({ threshold: follow });
}

export default { render };
