// @ts-check
// The threshold explorer: a slider, and at once the picture, the matrix, the scores and a point on two curves.

import { SIDE, newPlot, pathOf, putMark, svg } from "./charts.js";
import { scoresOf } from "./counts.js";
import { arrayOf, element, keyHelp, rowsOf, score2, score3, scoreBar, whole, write } from "./elements.js";
import { newPage } from "./page.js";
import { IGNORE_INDEX, KIND } from "./kinds.js";
import { layers, newGoals, newSlider } from "./panels.js";
import { KindCanvas, colorTable, drawImage, hatchBits, rasterOf, swatch } from "./patterns.js";
import { STEPS, decide, stylesOfDecision, sweep } from "./thresholds.js";

/**
 * @import { SentArray } from "./elements.js"
 * @import { SentGoal } from "./panels.js"
 * @import { SentKind } from "./patterns.js"
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

const SCORES = [
  { key: "precision", name: "Precision", dash: "", means: "right / claimed" },
  { key: "recall", name: "Recall", dash: "7 4", means: "found / there" },
  { key: "iou", name: "IoU", dash: "2 3", means: "found / (found + missed + extra)" },
  { key: "f_beta", name: "F", dash: "10 3 2 3", means: "precision and recall in one" },
];
const BETAS = [0.5, 1, 2];
const SHOWN = 520;

/** The matrix of the decision, each count with the pattern its pixels have in the picture. */
function newMatrix(styles, [rest, object]) {
  const cells = ["right: rest", "extra", "missed", "found"].map(() => element("span", { class: "number" }));
  const kinds = [KIND.rightBackground, KIND.extra, KIND.missed, KIND.rightObject];
  const words = ["rest", "extra", "missed", "found"];
  const cell = (at) =>
    element("td", {}, cells[at], element("span", { class: "kind" }, swatch(styles[kinds[at]]), words[at]));
  const head = (text, scope) => element("th", { scope }, text);
  const table = element(
    "table",
    { class: "counts" },
    element("caption", {}, "Pixels"),
    element(
      "thead",
      {},
      element("tr", {}, element("td", {}), head(`predicted ${rest}`, "col"), head(`predicted ${object}`, "col")),
    ),
    element(
      "tbody",
      {},
      element("tr", {}, head(`truly ${rest}`, "row"), cell(0), cell(1)),
      element("tr", {}, head(`truly ${object}`, "row"), cell(2), cell(3)),
    ),
  );
  const show = (counts) => {
    for (const [at, count] of counts.entries()) write(cells[at], whole(count));
  };
  return { table, show };
}

/** The list of scores with bars, and the choice of beta. */
function newScores(object, choose) {
  const select = element(
    "select",
    { "aria-label": "Beta of the F score", change: () => choose(Number(select.value)) },
    ...BETAS.map((beta) =>
      element("option", { value: beta, ...(beta === 1 ? { selected: true } : {}) }, `beta ${beta}`),
    ),
  );
  const rows = SCORES.map(({ key, name, dash, means }) => {
    const value = element("span", { class: "value" });
    const { bar, show } = scoreBar();
    const sample = svg(
      "svg",
      { class: `sample ${key}`, viewBox: "0 0 30 8", "aria-hidden": "true" },
      svg("path", { d: "M0 4H30", "stroke-dasharray": dash }),
    );
    const row = element(
      "tr",
      { title: means },
      element("th", { scope: "row" }, sample, name, ...(key === "f_beta" ? [" ", select] : [])),
      element("td", {}, value),
      element("td", {}, bar),
    );
    return { key, value, show, row };
  });
  const table = element(
    "table",
    { class: "scores" },
    element("caption", {}, `Scores of ${object}`),
    element("tbody", {}, ...rows.map(({ row }) => row)),
  );
  const show = (scores) =>
    rows.forEach((row) => {
      write(row.value, score3(scores[row.key][1]));
      row.show(scores[row.key][1]);
    });
  return { table, show };
}

/** The two plots: every score over the threshold, and precision over recall. */
function newPlots(table) {
  const over = newPlot("Scores at every threshold", "threshold", "score");
  const trade = newPlot("Precision over recall", "recall", "precision");
  const at = svg("path", { class: "now" });
  const dots = SCORES.map(({ key }) => svg("circle", { r: 1.7, class: key }));
  const point = svg("circle", { r: 2.2, class: "point" });
  over.marks.append(at, ...dots);
  trade.marks.append(point);
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
  const reached = [];
  let beta = 1;

  const page = newPage(model, el, "threshold-explorer");
  const photograph = element("canvas", { "aria-hidden": "true" });
  const over = element("canvas", { role: "img" });
  const picture = layers(raster, photograph, over);
  const legend = element(
    "p",
    { class: "legend" },
    element("span", {}, swatch(styles[KIND.rightObject]), "found"),
    element("span", {}, swatch(styles[KIND.missed]), "missed"),
    element("span", {}, swatch(styles[KIND.extra]), "extra"),
  );
  if (truth.includes(IGNORE_INDEX)) legend.append(element("span", {}, swatch(styles[KIND.ignored]), "not scored"));
  const slider = newSlider({
    label: "Threshold",
    least: 0,
    most: 1,
    per: STEPS,
    move: (threshold) => change(threshold),
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
    ...(model.get("page_goals").length ? [goals.list] : []),
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
    reached.push(...goals.show(values));
    plots.show(threshold, values);
    slider.show(threshold, `${threshold.toFixed(3)}: ${words}`);
    over.setAttribute("aria-label", `The picture at threshold ${threshold.toFixed(3)}: ${words}`);
    return { counts, words, values };
  }

  /** Take a threshold from the reader: show it at once, tell Python after a rest. */
  function change(threshold) {
    model.set("threshold", threshold);
    page.rest.due();
  }

  function follow() {
    const { counts, words, values } = show();
    model.set("matrix", rowsOf(counts, 2));
    const goal = reached.length ? ` Goal met: ${reached.splice(0).join(", ")}.` : "";
    page.news.say(`Threshold ${model.get("threshold").toFixed(3)}: ${words}. IoU ${score2(values.iou[1])}.${goal}`);
  }

  plots.draw(beta);
  show();
  reached.length = 0;
  return page.follow({ threshold: follow });
}

export default { render };
