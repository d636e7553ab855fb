// @ts-check
// The threshold explorer: a slider, and at once the picture, the matrix, the scores and a point on two curves.

import { lineOf, newCurves, newMark, newPlot, pathOf, putMark, SHARES } from "./charts.js";
import { scoresOf } from "./counts.js";
import { newDecision, stylesOfDecision } from "./decisions.js";
import { arrayOf, counted, element, keyHelp, rowsOf, score2, score3, whole, write } from "./elements.js";
import { Glow } from "./glow.js";
import { LINE_STYLES } from "./line_styles.js";
import { newPage, tintChanges } from "./page.js";
import { connectArrows, newGoals, newSlider } from "./panels.js";
import { swatch } from "./patterns.js";
import { newSharesBar } from "./shares_bar.js";
import { columnHead, newScoreTable, newTable, tableRow } from "./tables.js";
import { decide, KINDS_OF_COUNTS, nextChange, STEPS, sweep } from "./thresholds.js";

/**
 * @import { AnyModel, Render } from "@anywidget/types"
 * @import { SentArray } from "./elements.js"
 * @import { ClassScore, Scores } from "./counts.js"
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

/** @type {{ key: ClassScore, line: string, name: string, means: string }[]} */
const SCORES = [
  { key: "precision", line: "precision", name: "precision", means: "right / claimed" },
  { key: "recall", line: "recall", name: "recall", means: "found / there" },
  { key: "iou", line: "iou", name: "IoU", means: "found / (found + missed + extra)" },
  { key: "f_beta", line: "dice", name: "F", means: "precision and recall in one" },
];
const CURVES = SCORES.map(({ line, name }) => ({ ...LINE_STYLES[line], name }));
const TRADE = { ...LINE_STYLES.accuracy, color: "var(--ink)" };
const HALVES = SHARES.filter(([share]) => share % 0.5 === 0);
const BETAS = [0.5, 1, 2];
/** @type {Record<string, 1 | -1>} */
const ARROW_STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
const HELP = [
  ["Tab", "slider, exact number, beta"],
  ["← →", "threshold down or up to where something changes"],
  ["PgUp PgDn", "by 0.1"],
  ["Home End", "to 0 or 1"],
];

/** The matrix, each count with the pattern of its pixels. @param {Style[]} styles @param {string[]} names */
function newMatrix(styles, [rest, object]) {
  const numbers = KINDS_OF_COUNTS.map(() => element("span", { class: "number" }));
  const cells = ["rest", "extra", "missed", "found"].map((word, at) => {
    const kind = element("span", { class: "kind" }, swatch(styles[KINDS_OF_COUNTS[at]], 18, 14), word);
    return element("td", { role: "gridcell" }, numbers[at], " ", kind);
  });
  const heads = [rest, object].map((name) => columnHead(`predicted ${name}`));
  const rows = [rest, object].map((name, k) => tableRow([`truly ${name}`], cells[2 * k], cells[2 * k + 1]));
  const table = newTable("counts", "Pixels", heads, rows);
  table.setAttribute("role", "grid");
  connectArrows(table, cells, 2);
  const show = (/** @type {number[]} */ counts) => {
    for (const [at, count] of counts.entries()) write(numbers[at], whole(count));
  };
  return { table, cells, show };
}

/**
 * The scores with bars and their goals, and the choice of beta.
 * @param {string} object @param {SentGoal[]} goals @param {() => void} choose
 */
function newScores(object, goals, choose) {
  const options = BETAS.map((beta) => element("option", { value: beta, selected: beta === 1 }, `beta ${beta}`));
  const select = element("select", { "aria-label": "Beta of the F score", change: choose }, ...options);
  const names = SCORES.map(({ key, name }) => [name, ...(key === "f_beta" ? [" ", select] : [])]);
  const styles = SCORES.map(({ key }) => {
    const goal = goals.find((each) => each.key === key && each.classIndex === 1);
    return { key, goal: goal?.value };
  });
  const { table, rows, show } = newScoreTable(`Scores of ${object}`, names, score3, styles);
  for (const [at, { means }] of SCORES.entries()) rows[at].title = means;
  const showAll = (/** @type {Scores} */ scores) => show(SCORES.map(({ key }) => scores[key][1]));
  return { table, beta: () => Number(select.value), show: showAll };
}

/** The two plots: every score over the threshold, and precision over recall. */
function newPlots(/** @type {number[][]} */ table, /** @type {(threshold: number) => void} */ choose) {
  const over = newCurves("Scores at every threshold", "threshold", CURVES, { choose });
  const trade = newPlot("", "recall", "precision", { ticks: HALVES, rises: HALVES });
  const point = newMark({ ...TRADE, marker: "circle" });
  trade.marks.append(point);
  const draw = (/** @type {number} */ beta) => {
    const scores = table.map((counts) => scoresOf(counts, 2, beta));
    over.draw(SCORES.map(({ key }) => scores.map((score) => score[key][1])));
    const traded = pathOf(scores.map(({ recall, precision }) => [recall[1], precision[1]]));
    trade.lines.replaceChildren(lineOf(TRADE, traded));
  };
  /** @type {(threshold: number, scores: Scores) => void} */
  const show = (threshold, scores) => {
    const shown = SCORES.map(({ key }) => scores[key][1]);
    const [precision, recall, iou, f] = shown.map(score2);
    const words = `precision ${precision}, recall ${recall}, IoU ${iou}, F ${f}`;
    over.show(threshold, shown, `At threshold ${score3(threshold)}: ${words}`);
    putMark(point, scores.recall[1], scores.precision[1]);
    trade.drawing.setAttribute("aria-label", `The point lies at recall ${recall} and precision ${precision}`);
  };
  return { over: over.figure, trade: trade.figure, draw, show };
}

/** The decision at the threshold of the model, and all that follows from it. */
class Decision {
  constructor(/** @type {AnyModel<Model>} */ model, /** @type {HTMLElement} */ el) {
    const [names, styles] = [model.get("names"), stylesOfDecision(model.get("kinds"))];
    this.model = model;
    this.page = newPage(model, el, "threshold-explorer");
    this.truth = arrayOf(model.get("truth"));
    this.probability = arrayOf(model.get("probability"));
    this.kinds = new Uint8Array(this.truth.length);
    const [image, width] = [arrayOf(model.get("image")), model.get("truth").shape[1]];
    const [height, cellAt] = [this.truth.length / width, (/** @type {number} */ at) => this.cellAt(at)];
    this.glow = new Glow({ width, height, names, cellAt, say: (words) => this.page.news.say(words) });
    this.picture = newDecision({ image, truth: this.truth, width }, styles, [this.glow.newLayer()]);
    this.glow.follow(this.picture.picture, "The picture");
    const table = sweep(this.truth, this.probability);
    const move = (/** @type {number} */ threshold) => this.page.take({ threshold });
    this.slider = newSlider({ label: "Threshold", least: 0, most: 1, per: STEPS, move });
    this.slider.box.classList.add("control");
    this.slider.box.addEventListener("keydown", (event) => {
      const direction = ARROW_STEPS[event.key];
      const isField = event.target instanceof HTMLInputElement && event.target.type === "number";
      if (!direction || isField || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      move(nextChange(table, model.get("threshold"), direction));
    });
    this.matrix = newMatrix(styles, names);
    this.glow.connect(this.matrix.cells);
    this.scores = newScores(names[1], model.get("page_goals"), () => this.showAll());
    this.plots = newPlots(table, (place) => move(Math.round(place * STEPS) / STEPS));
    this.shares = newSharesBar();
    this.goals = newGoals(model.get("page_goals"));
    const { root, news } = this.page;
    root.append(
      this.slider.box,
      ...this.goals.lists,
      element("div", { class: "views" }, this.picture.box, this.plots.over),
      this.shares.box,
      element("div", { class: "views of-counts" }, this.matrix.table, this.scores.table, this.plots.trade),
      news.line,
      keyHelp(HELP),
    );
    this.showAll();
    this.goals.news(); // what is met from the start is not news
    tintChanges(root);
  }

  /** The cell of the matrix that counts a pixel, or -1 where it is ignored. @param {number} at */
  cellAt(at) {
    return KINDS_OF_COUNTS.indexOf(this.kinds[at]);
  }

  /** Show the curves for the chosen beta, and the threshold. */
  showAll() {
    this.plots.draw(this.scores.beta());
    this.show();
  }

  /** Show the threshold of the model; returns its counts. */
  show() {
    const threshold = this.model.get("threshold");
    const counts = decide(this.truth, this.probability, threshold, this.kinds);
    const scores = scoresOf(counts, 2, this.scores.beta());
    const [, extra, missed] = counts.map(whole);
    const words = `${score3(threshold)}: ${counted(counts[3])} found, ${missed} missed, ${extra} extra`;
    this.picture.show(this.kinds, `The picture at threshold ${words}`);
    this.matrix.show(counts);
    this.glow.show();
    this.shares.show({ missed: counts[2], found: counts[3], extra: counts[1], rest: counts[0] });
    this.scores.show(scores);
    this.goals.show(scores);
    this.plots.show(threshold, scores);
    this.slider.show(threshold, words);
    return { counts, words, iou: scores.iou[1] };
  }

  /** After a change of the threshold: show it, tell the page at once, and say what happened. */
  follow() {
    const { counts, words, iou } = this.show();
    this.model.set("matrix", rowsOf(counts, 2));
    this.page.news.say(`Threshold ${words}. IoU ${score2(iou)}.${this.goals.news()}`);
  }
}

/** @type {Render<Model>} */
function render({ model, el }) {
  const decision = new Decision(model, el);
  return decision.page.follow({ threshold: () => decision.follow() });
}

export default { render };
