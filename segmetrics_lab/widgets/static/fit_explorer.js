// @ts-check
// The fit explorer: a slider over the models of a sweep, both curves, and what each model says of two scenes.

import { element, keyHelp, legendOf, mapsOf, rowsOf, score2, write } from "./elements.js";
import { newKindLegend } from "./figures.js";
import { CURVES, newFitChart } from "./fit_chart.js";
import { newPlaces, newReadout } from "./fit_panels.js";
import { FitScene } from "./fit_scene.js";
import { IGNORE_INDEX, KIND, kindTable } from "./kinds.js";
import { newPage } from "./page.js";
import { choice, newChoices } from "./panels.js";
import { classStyles, colorTable, styleOfKind, swatch } from "./patterns.js";

/**
 * @import { SentArray } from "./elements.js"
 * @import { Side, Values } from "./fit_chart.js"
 * @import { SentClasses, SentKind } from "./patterns.js"
 *
 * The traits of FitExplorer that cross.
 * @typedef Model
 * @property {string} words
 * @property {SentKind[]} kinds
 * @property {SentClasses} classes
 * @property {string} parameter
 * @property {Values} values
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

/** @typedef {import("@anywidget/types").AnyModel<Model>} AnyModel */

const MOST_RINGS = 2000;
const SCORES = ["pixel accuracy", "mean IoU"];
const RINGED = "Rings mark the pixels of the training scene that it learned from: look where it is wrong.";
const MARK = "Mark the pixels it learned from";

/** The sweep of each score, with NaN where it is undefined. */
function sweepsOf(/** @type {AnyModel} */ model) {
  const [parameter, values] = [model.get("parameter"), model.get("values")];
  return SCORES.map((score) => {
    const [training, validation] = CURVES.map(({ side }) =>
      model.get("scores")[score][side].map((value) => value ?? NaN),
    );
    return { parameter, values, score, curves: { training, validation } };
  });
}

/** Both scenes, and which patterns stand in them for which class, and which for what is wrong. */
function newScenes(/** @type {AnyModel} */ model) {
  const classes = model.get("classes");
  const { names, background } = classes;
  const kindStyles = model.get("kinds").map(styleOfKind);
  const styles = classStyles(classes, kindStyles[KIND.ignored]);
  const colors = { classes: colorTable(styles), kinds: colorTable(kindStyles) };
  const shared = { K: names.length, colors, kindOf: kindTable(background) };
  const training = new FitScene(model, "training", shared);
  const validation = new FitScene(model, "validation", shared);
  const hasIgnored = [training, validation].some(({ truth }) => truth.includes(IGNORE_INDEX));
  const legends = [
    legendOf(...names.map((name, k) => [swatch(styles[k], 22, 16), name])),
    newKindLegend(kindStyles, [
      [KIND.rightObject, background === null ? "right" : "right: object", true],
      [KIND.rightBackground, "right: background", background !== null],
      [KIND.missed, "missed", background !== null],
      [KIND.extra, "extra", background !== null],
      [KIND.swapped, background === null ? "wrong" : "swapped", background === null || names.length > 2],
      [KIND.ignored, "not scored", hasIgnored],
    ]),
  ];
  return { training, validation, legends };
}

/** A sweep at one of its values, and what is shown and said there. */
class Explorer {
  constructor(/** @type {AnyModel} */ model, /** @type {HTMLElement} */ el) {
    const values = model.get("values");
    const maps = mapsOf(model.get("learned_from"));
    const move = (/** @type {number} */ place) => place !== this.place && this.page.take({ value: values[place] });
    this.model = model;
    this.place = values.indexOf(model.get("value"));
    this.score = 0;
    this.best = false;
    this.rings = false;
    this.learned = values.map((_, at) => maps[at] ?? maps[0]);
    this.canRing = maps.every((map) => map.reduce((sum, on) => sum + on, 0) <= MOST_RINGS);
    this.page = newPage(model, el, "fit-explorer");
    this.sweeps = sweepsOf(model);
    this.charts = this.sweeps.map((sweep) => newFitChart(sweep, move));
    this.slider = newPlaces(this.sweeps[0], move);
    this.readout = newReadout();
    this.bestWords = element("p", { class: "best" });
    this.scenes = newScenes(model);
    this.scoreChoices = newChoices(
      "Score of the curves",
      SCORES.map((score) => [`curves of ${score}`, score]),
      (score) => this.choose({ score }),
    );
    const showBest = () => this.choose({ best: !this.best });
    this.bestChoice = choice(false, showBest, "Show the best validation score (B)", "Show the best");
    this.ringChoice = choice(false, () => this.choose({ rings: !this.rings }), `${MARK} (L)`, MARK);
    this.layOut();
  }

  /** Put the parts in their places. */
  layOut() {
    const { training, validation, legends } = this.scenes;
    const figures = this.charts.map(({ figure }) => figure);
    const choices = element("div", { class: "choices" }, this.bestChoice, ...(this.canRing ? [this.ringChoice] : []));
    this.page.root.append(
      element(
        "div",
        { class: "fit" },
        element("div", { class: "chart" }, this.scoreChoices.row, ...figures, this.slider.box),
        element("div", { class: "told" }, this.readout.table, choices, this.bestWords),
        element("div", { class: "scenes" }, training.box, validation.box),
      ),
      ...legends,
      this.page.news.line,
      keyHelp([
        ["Tab", "slider and buttons"],
        ["← →", `${this.model.get("parameter")} to the value before or after`],
        ["Home End", "to the first or the last"],
        ["B", "show or hide the best validation score"],
        ...(this.canRing ? [["L", "mark the pixels it learned from"]] : []),
      ]),
    );
  }

  /** Show the model at the place; returns what was counted, and the words of the curves. */
  show() {
    const { place, score, charts, scenes, model } = this;
    const { parameter, values, curves } = this.sweeps[score];
    const setting = `${parameter} ${values[place]}`;
    const [training, validation] = CURVES.map(({ side }) => curves[side][place]);
    const gap = training - validation;
    const words = `${setting}: training ${score2(training)}, validation ${score2(validation)}, gap ${score2(gap)}`;
    charts.forEach((chart, at) => {
      chart.figure.hidden = at !== score;
      chart.show(place);
      chart.showBest(this.best);
    });
    this.slider.show(place, words);
    this.readout.show(SCORES[score], [training, validation, gap], model.get("learned_counts")[place]);
    write(this.bestWords, this.best ? charts[score].bestWords : "");
    scenes.training.ring(this.rings ? this.learned[place] : null);
    const seen = scenes.training.show(place, setting, this.learned[place]);
    return { seen, unseen: scenes.validation.show(place, setting, null), words };
  }

  /** Show another score, the best, or rings; and say so. */
  choose(/** @type {{ score?: number, best?: boolean, rings?: boolean }} */ chosen) {
    Object.assign(this, chosen);
    this.scoreChoices.show(this.score);
    this.bestChoice.setAttribute("aria-pressed", String(this.best));
    this.ringChoice.setAttribute("aria-pressed", String(this.rings));
    const { words } = this.show();
    const best = this.best ? ` ${this.charts[this.score].bestWords}.` : "";
    if (!("rings" in chosen)) this.page.news.say(`Curves of ${SCORES[this.score]}. ${words}.${best}`);
    else this.page.news.say(this.rings ? RINGED : "The rings are gone.");
  }

  /** Answer the keys of the page. */
  press(/** @type {KeyboardEvent} */ event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "b") this.choose({ best: !this.best });
    else if (key === "l" && this.canRing) this.choose({ rings: !this.rings });
    else return;
    event.preventDefault();
  }

  /** Follow the value, wherever it was set. */
  follow() {
    const { model, page } = this;
    const { parameter, values } = this.sweeps[0];
    const next = values.indexOf(model.get("value"));
    if (next < 0) return page.news.say(`There is no model with ${parameter} ${model.get("value")}.`);
    this.place = next;
    const { seen, unseen, words } = this.show();
    const K = model.get("classes").names.length;
    model.set("matrix", rowsOf(unseen.counts, K));
    model.set("training_matrix", rowsOf(seen.counts, K));
    page.news.say(
      `${words}. Of the scenes shown: training ${score2(seen.accuracy)}, validation ${score2(unseen.accuracy)}.`,
    );
  }
}

/** @type {import("@anywidget/types").Render<Model>} */
function render({ model, el }) {
  const explorer = new Explorer(model, el);
  explorer.page.root.addEventListener("keydown", (event) => explorer.press(event));
  explorer.choose({});
  explorer.page.news.stop();
  return explorer.page.follow({ value: () => explorer.follow() });
}

export default { render };
