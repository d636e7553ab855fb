// @ts-check
// The fit explorer: a slider over the models of a sweep, both curves, and what each model says of two scenes.

import { lineSample } from "./charts.js";
import { scoresOf } from "./counts.js";
import { arrayOf, element, keyHelp, legendOf, newId, rowsOf, score2, whole, write } from "./elements.js";
import { CURVES, newDot, newFitChart } from "./fit_chart.js";
import { judge, rightWhereLearned } from "./fits.js";
import { IGNORE_INDEX, KIND, kindTable } from "./kinds.js";
import { newPage } from "./page.js";
import { choice, layers, newChoices } from "./panels.js";
import {
  classStyles,
  colorTable,
  contextOf,
  hatchBits,
  KindCanvas,
  rasterOf,
  styleOfKind,
  swatch,
} from "./patterns.js";
import { newTable, tableRow } from "./tables.js";

/**
 * @import { SentArray } from "./elements.js"
 * @import { Side } from "./fit_chart.js"
 * @import { SentClasses, SentKind, Style } from "./patterns.js"
 *
 * The traits of FitExplorer that cross.
 * @typedef Model
 * @property {string} words
 * @property {SentKind[]} kinds
 * @property {SentClasses} classes
 * @property {string} parameter
 * @property {(number | string)[]} values
 * @property {Record<string, Record<Side, (number | null)[]>>} scores
 * @property {Record<Side, string>} scene_names
 * @property {number[]} learned_counts
 * @property {SentArray} training_truth
 * @property {SentArray} training_predictions
 * @property {SentArray} learned_from
 * @property {SentArray} validation_truth
 * @property {SentArray} validation_predictions
 * @property {number | string} value
 * @property {number[][]} matrix
 * @property {number[][]} training_matrix
 */

const SHOWN = 230;
const MOST_RINGS = 2000;
const SCORES = ["pixel accuracy", "mean IoU"];

/**
 * A slider whose places are the values of a sweep, however uneven these are.
 * @param {string} parameter
 * @param {(number | string)[]} values
 * @param {(place: number) => void} choose
 */
function newPlaces(parameter, values, choose) {
  const id = newId("places");
  const range = element("input", {
    type: "range",
    id,
    min: 0,
    max: values.length - 1,
    step: 1,
    input: () => choose(Number(range.value)),
  });
  const output = element("span", { class: "value" });
  const box = element(
    "div",
    { class: "places" },
    range,
    element("label", { for: id }, parameter, " ", output),
    element("p", { class: "hint", "aria-hidden": "true" }, "← slide →"),
  );
  /** @type {(place: number, words: string) => void} */
  const show = (place, words) => {
    if (range.value !== String(place)) range.value = String(place);
    range.setAttribute("aria-valuetext", words);
    write(output, String(values[place]));
  };
  return { box, show };
}

/** The two scores of the sweep and their gap, each with what it is counted on. */
function newReadout() {
  /** @param {(typeof CURVES)[number]} curve */
  const sample = ({ side, dash }) => {
    const dot = newDot(side);
    dot.setAttribute("transform", "translate(15 4) scale(1.7)");
    return lineSample(side, dash, dot);
  };
  /** @type {(name: string, ...before: Node[]) => { value: Element, means: Element, row: Element }} */
  const newRow = (name, ...before) => {
    const [value, means] = [element("td", { class: "value" }), element("td", { class: "means" })];
    return { value, means, row: tableRow([...before, name], value, means) };
  };
  const rows = [...CURVES.map((curve) => newRow(curve.side, sample(curve))), newRow("gap")];
  const caption = new Text();
  const table = newTable(
    "readout",
    caption,
    [],
    rows.map(({ row }) => row),
  );
  /** @type {(score: string, scores: number[], learned: number) => void} */
  const show = (score, scores, learned) => {
    write(caption, `The curves: ${score} over all scenes`);
    const means = [
      `on the ${whole(learned)} pixels it learned from`,
      "on pixels that no model has seen",
      "training less validation",
    ];
    rows.forEach(({ value, means: cell }, at) => {
      write(value, score2(scores[at]));
      write(cell, means[at]);
    });
  };
  return { table, show };
}

/**
 * What both scenes share: the number of classes, the colours of classes and kinds, and the kinds of all pairs.
 * @typedef {{ K: number, tables: { classes: Uint32Array, kinds: Uint32Array }, kindOf: Uint8Array }} Shared
 */

/** One scene: its labels, what the model says of it, and where that is wrong by these labels. */
class SceneView {
  /**
   * @param {import("@anywidget/types").AnyModel<Model>} model
   * @param {Side} side
   * @param {Shared} shared
   */
  constructor(model, side, { K, tables, kindOf }) {
    const [height, width] = model.get(`${side}_truth`).shape;
    this.side = side;
    this.K = K;
    this.tables = tables;
    this.kindOf = kindOf;
    this.truth = arrayOf(model.get(`${side}_truth`));
    this.predictions = arrayOf(model.get(`${side}_predictions`));
    this.kinds = new Uint8Array(this.truth.length);
    this.raster = rasterOf(width, height, SHOWN);
    const bits = hatchBits(this.raster);
    const labels = side === "training" ? "Labels to learn from" : "Labels to judge by";
    this.rings = element("canvas", { class: "rings", "aria-hidden": "true" });
    const captions = [labels, "What the model says", "Where that is wrong"];
    const canvases = captions.map((caption) => element("canvas", { role: "img", "aria-label": caption }));
    const figures = captions.map((caption, at) =>
      element(
        "figure",
        {},
        element("figcaption", {}, caption),
        layers(this.raster, canvases[at], ...(at === 2 ? [this.rings] : [])),
      ),
    );
    this.canvases = canvases.map((canvas) => new KindCanvas(canvas, this.raster, bits));
    this.canvases[0].draw(this.truth, tables.classes);
    this.right = element("p", { class: "counted" });
    const title = `${side === "training" ? "Training" : "Validation"} scene: ${model.get("scene_names")[side]}`;
    this.box = element(
      "section",
      { class: "scene", "aria-label": title },
      element("div", { class: "head" }, element("p", { class: "name" }, title), this.right),
      ...figures,
    );
  }

  prediction(/** @type {number} */ place) {
    return this.predictions.subarray(place * this.truth.length, (place + 1) * this.truth.length);
  }

  /**
   * Show what the model of this place says; returns the matrix, and the accuracy of this scene.
   * @param {number} place
   * @param {string} setting
   * @param {Uint8Array | null} learned
   */
  show(place, setting, learned) {
    const prediction = this.prediction(place);
    const counts = judge(this.truth, prediction, this.K, this.kindOf, this.kinds);
    const [, says, wrong] = this.canvases;
    says.draw(prediction, this.tables.classes);
    wrong.draw(this.kinds, this.tables.kinds);
    const { pixel_accuracy: accuracy } = scoresOf(counts, this.K);
    const all = counts.reduce((sum, count) => sum + count, 0);
    const words = [`This scene: ${score2(accuracy)} of its ${whole(all)} pixels right`];
    if (learned) {
      const { all: seen, share } = rightWhereLearned(this.truth, prediction, learned);
      words.push(seen ? `${score2(share)} of the ${whole(seen)} that it learned from` : "it learned from none of them");
    }
    write(this.right, words.join("; "));
    says.canvas.setAttribute(
      "aria-label",
      `What the model says of the ${this.side} scene at ${setting}: ${words.join("; ")}`,
    );
    wrong.canvas.setAttribute(
      "aria-label",
      `Where it is wrong: ${whole(Math.round(all * (1 - accuracy)) || 0)} of ${whole(all)} pixels`,
    );
    return { counts, accuracy };
  }

  /**
   * A ring around each pixel of a map, where it is shown what is wrong; none without a map.
   * @param {Uint8Array | null} learned
   */
  ring(learned) {
    const { width, factor, wide, high } = this.raster;
    Object.assign(this.rings, { width: wide, height: high });
    if (!learned) return;
    const context = contextOf(this.rings);
    for (const style of [
      { strokeStyle: "#fff", lineWidth: 3 },
      { strokeStyle: "#000", lineWidth: 1.4 },
    ]) {
      Object.assign(context, style);
      learned.forEach((on, at) => {
        if (!on) return;
        context.beginPath();
        context.arc(
          ((at % width) + 0.5) * factor,
          (Math.floor(at / width) + 0.5) * factor,
          1.5 * factor + 1,
          0,
          2 * Math.PI,
        );
        context.stroke();
      });
    }
  }
}

/**
 * Which patterns stand for which class, and which for what is wrong.
 * @param {SentClasses} classes
 * @param {Style[]} styles
 * @param {Style[]} kindStyles
 * @param {boolean} hasIgnored
 */
function newLegends({ names, background }, styles, kindStyles, hasIgnored) {
  const wrong =
    background === null
      ? [{ kind: KIND.swapped, word: "wrong" }]
      : [
          { kind: KIND.missed, word: "missed" },
          { kind: KIND.extra, word: "extra" },
          ...(names.length > 2 ? [{ kind: KIND.swapped, word: "swapped" }] : []),
        ];
  const kinds = [
    { kind: KIND.rightObject, word: background === null ? "right" : "right: object" },
    ...(background === null ? [] : [{ kind: KIND.rightBackground, word: "right: background" }]),
    ...wrong,
    ...(hasIgnored ? [{ kind: KIND.ignored, word: "not scored" }] : []),
  ];
  return [
    legendOf(...names.map((name, k) => [swatch(styles[k], 22, 16), name])),
    legendOf(...kinds.map(({ kind, word }) => [swatch(kindStyles[kind], 22, 16), word])),
  ];
}

/** @type {import("@anywidget/types").Render<Model>} */
function render({ model, el }) {
  const [parameter, values, classes] = [model.get("parameter"), model.get("values"), model.get("classes")];
  const kindStyles = model.get("kinds").map(styleOfKind);
  const styles = classStyles(classes, 1, kindStyles[KIND.ignored]).map((style) => ({
    ...style,
    alpha: 1,
    lineAlpha: 1,
  }));
  const K = classes.names.length;
  const shared = {
    K,
    tables: { classes: colorTable(styles), kinds: colorTable(kindStyles) },
    kindOf: kindTable(classes.background),
  };
  const views = {
    training: new SceneView(model, "training", shared),
    validation: new SceneView(model, "validation", shared),
  };
  const curves = SCORES.map((score) => {
    const { training, validation } = model.get("scores")[score];
    return { training: training.map((value) => value ?? NaN), validation: validation.map((value) => value ?? NaN) };
  });
  const learnedMaps = arrayOf(model.get("learned_from"));
  const size = views.training.truth.length;
  /** @param {number} at */
  const mapOf = (at) => learnedMaps.subarray(at * size, (at + 1) * size);
  /** @param {number} at */
  const learnedAt = (at) => mapOf(learnedMaps.length === size ? 0 : at);
  const canRing = values.every((_, at) => learnedAt(at).reduce((sum, on) => sum + on, 0) <= MOST_RINGS);
  const state = { score: 0, best: false, rings: false };
  let place = values.indexOf(model.get("value"));

  const page = newPage(model, el, "fit-explorer");
  const scoreChoices = newChoices(
    "Score of the curves",
    SCORES.map((score) => ({ label: `curves of ${score}`, content: [score] })),
    (score) => choose({ score }),
  );
  const charts = SCORES.map((score, at) => newFitChart({ parameter, values, score, curves: curves[at], choose: move }));
  const slider = newPlaces(parameter, values, move);
  const readout = newReadout();
  const best = choice(
    false,
    () => choose({ best: !state.best }),
    "Show the best validation score (B)",
    "Show the best",
  );
  const rings = choice(
    false,
    () => choose({ rings: !state.rings }),
    "Mark the pixels it learned from (L)",
    "Mark the pixels it learned from",
  );
  const bestWords = element("p", { class: "best" });
  const help = keyHelp([
    ["Tab", "slider and buttons"],
    ["← →", `${parameter} to the value before or after`],
    ["Home End", "to the first or the last"],
    ["B", "show or hide the best validation score"],
    ...(canRing ? [["L", "mark the pixels it learned from"]] : []),
  ]);
  const hasIgnored = views.training.truth.includes(IGNORE_INDEX) || views.validation.truth.includes(IGNORE_INDEX);
  page.root.append(
    element(
      "div",
      { class: "fit" },
      element("div", { class: "chart" }, scoreChoices.row, ...charts.map(({ figure }) => figure), slider.box),
      element(
        "div",
        { class: "told" },
        readout.table,
        element("div", { class: "choices" }, best, ...(canRing ? [rings] : [])),
        bestWords,
      ),
      element("div", { class: "scenes" }, views.training.box, views.validation.box),
    ),
    ...newLegends(classes, styles, kindStyles, hasIgnored),
    page.news.line,
    help,
  );

  /** Show the model at the place; returns what was counted. */
  function show() {
    const setting = `${parameter} ${values[place]}`;
    const of = curves[state.score];
    const [training, validation] = CURVES.map(({ side }) => of[side][place]);
    const words = `${setting}: training ${score2(training)}, validation ${score2(validation)}, gap ${score2(training - validation)}`;
    charts.forEach((chart, at) => {
      chart.figure.hidden = at !== state.score;
      chart.show(place);
      chart.showBest(state.best);
    });
    slider.show(place, words);
    readout.show(
      SCORES[state.score],
      [training, validation, training - validation],
      model.get("learned_counts")[place],
    );
    write(bestWords, state.best ? charts[state.score].bestWords : "");
    const seen = views.training.show(place, setting, learnedAt(place));
    const unseen = views.validation.show(place, setting, null);
    if (state.rings && learnedMaps.length !== size) views.training.ring(learnedAt(place));
    return { seen, unseen, words };
  }

  /**
   * Take a place from the reader, where it is another one.
   * @param {number} to
   */
  function move(to) {
    if (to !== place) page.take({ value: values[to] });
  }

  function choose(/** @type {Partial<typeof state>} */ chosen) {
    Object.assign(state, chosen);
    scoreChoices.show(state.score);
    best.setAttribute("aria-pressed", String(state.best));
    rings.setAttribute("aria-pressed", String(state.rings));
    if ("rings" in chosen) views.training.ring(state.rings ? learnedAt(place) : null);
    const { words } = show();
    if ("rings" in chosen)
      page.news.say(
        state.rings
          ? "Rings mark the pixels of the training scene that it learned from: look where it is wrong."
          : "The rings are gone.",
      );
    else
      page.news.say(
        `Curves of ${SCORES[state.score]}. ${words}.${state.best ? ` ${charts[state.score].bestWords}.` : ""}`,
      );
  }

  page.root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "b") choose({ best: !state.best });
    else if (key === "l" && canRing) choose({ rings: !state.rings });
    else return;
    event.preventDefault();
  });

  function follow() {
    const next = values.indexOf(model.get("value"));
    if (next < 0) {
      page.news.say(`There is no model with ${parameter} ${model.get("value")}.`);
      return;
    }
    place = next;
    const { seen, unseen, words } = show();
    model.set("matrix", rowsOf(unseen.counts, K));
    model.set("training_matrix", rowsOf(seen.counts, K));
    page.news.say(
      `${words}. Of the scenes shown: training ${score2(seen.accuracy)}, validation ${score2(unseen.accuracy)}.`,
    );
  }

  choose({});
  page.news.stop();
  return page.follow({ value: follow });
}

export default { render };
