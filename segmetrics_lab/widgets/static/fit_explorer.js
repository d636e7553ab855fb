// @ts-check
// The fit explorer: a slider over the models of a sweep, both curves, and what each model says of two scenes.

import { element, keyHelp, mapsOf, rowsOf, score2, write } from "./elements.js";
import { newKindLegend } from "./figures.js";
import { newFitChart, SIDES_OF_SWEEP } from "./fit_chart.js";
import { newPlaces, newReadout } from "./fit_panels.js";
import { FitScene } from "./fit_scene.js";
import { IGNORE_INDEX, KIND, kindTable, SAID, saidTable } from "./kinds.js";
import { newPage } from "./page.js";
import { choice, newChoices } from "./panels.js";
import { classStyles, colorTable, styleOfKind } from "./patterns.js";

/**
 * @import { SentArray } from "./elements.js"
 * @import { Side, Values } from "./fit_chart.js"
 * @import { SentClasses, SentKind, Style } from "./patterns.js"
 *
 * The traits of FitExplorer that cross.
 * @typedef Model
 * @property {string} words
 * @property {SentKind[]} kinds
 * @property {SentClasses} classes
 * @property {string} title
 * @property {string} setting
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
/** Steps that follow each other so soon are those of a hand that drags, or of a key that is held. */
const QUICK_MS = 200;
const SCORES = ["pixel accuracy", "mean IoU"];
const RINGED = "Rings mark the pixels of the training scene that it learned from: look where it is wrong.";
const MARK = "Mark the pixels it learned from";

/** The sweep of each score, with NaN where it is undefined. */
function sweepsOf(/** @type {AnyModel} */ model) {
  const [setting, values] = [model.get("setting"), model.get("values")];
  return SCORES.map((score) => {
    const [training, validation] = SIDES_OF_SWEEP.map((side) =>
      model.get("scores")[score][side].map((value) => value ?? NaN),
    );
    return { setting, values, score, curves: { training, validation } };
  });
}

/**
 * Both scenes, and what their colours stand for. Where there are more than two classes, what is wrong has the colour of
 * the class that was said; else it is missed or extra.
 */
function newScenes(/** @type {AnyModel} */ model) {
  const classes = model.get("classes");
  const { names, background } = classes;
  const plain = (/** @type {Style} */ style) => ({ ...style, patterns: [] });
  const kindStyles = model.get("kinds").map(styleOfKind).map(plain);
  const styles = classStyles(classes, kindStyles[KIND.ignored]).map(plain);
  const saysClass = background === null || names.length > 2;
  const said = styles.with(SAID.right, kindStyles[KIND.rightBackground]);
  const colors = { classes: colorTable(styles), kinds: colorTable(saysClass ? said : kindStyles) };
  const shared = { K: names.length, colors, kindOf: saysClass ? saidTable() : kindTable(background) };
  const training = new FitScene(model, "training", shared);
  const validation = new FitScene(model, "validation", shared);
  const hasIgnored = [training, validation].some(({ truth }) => truth.includes(IGNORE_INDEX));
  const legend = newKindLegend(
    [...kindStyles, ...styles.slice(0, names.length)],
    [
      ...names.map((name, k) => /** @type {[number, string, boolean]} */ ([kindStyles.length + k, name, true])),
      [KIND.rightBackground, saysClass ? "right" : "rest", true],
      [KIND.rightObject, "found", !saysClass],
      [KIND.missed, "missed", !saysClass],
      [KIND.extra, "extra", !saysClass],
      [KIND.ignored, "ignored", hasIgnored],
    ],
  );
  return { training, validation, legend };
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
    this.shownAt = 0;
    this.best = false;
    this.rings = false;
    this.learned = values.map((_, at) => maps[at] ?? maps[0]);
    this.canRing = maps.every((map) => map.reduce((sum, on) => sum + on, 0) <= MOST_RINGS);
    this.page = newPage(model, el, "fit-explorer");
    this.sweeps = sweepsOf(model);
    this.chart = newFitChart(values, (place) => {
      this.slider.range.focus({ preventScroll: true }); // so that arrow keys go on from there
      move(place);
    });
    this.slider = newPlaces(model.get("title"), values, move);
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
    const { chart, slider, page } = this;
    const { training, validation, legend } = this.scenes;
    const choices = element("div", { class: "choices" }, this.bestChoice, ...(this.canRing ? [this.ringChoice] : []));
    const moved = element("div", { class: "chart" }, chart.figure, slider.range);
    moved.style.setProperty("--names", chart.figure.style.getPropertyValue("--names"));
    const keys = keyHelp([
      ["Tab", "slider and buttons"],
      ["← →", `${this.model.get("setting")}: to the value before or after`],
      ["Home End", "to the first or the last"],
      ["B", "show or hide the best validation score"],
      ...(this.canRing ? [["L", "mark the pixels it learned from"]] : []),
    ]);
    const told = element("div", { class: "told" }, slider.label, this.readout.table, this.scoreChoices.row, choices);
    told.append(this.bestWords);
    const scenes = element("div", { class: "scenes" }, training.box, validation.box);
    page.root.append(element("div", { class: "fit" }, moved, told), scenes, legend, page.news.line, keys);
  }

  /** Show the model at the place; returns what was counted, and the words of the curves. */
  show() {
    const { place, score, chart, scenes, model } = this;
    const { setting, values, curves } = this.sweeps[score];
    const at = `${setting} ${values[place]}`;
    const [training, validation] = SIDES_OF_SWEEP.map((side) => curves[side][place]);
    const gap = training - validation;
    const words = `${at}: training ${score2(training)}, validation ${score2(validation)}, gap ${score2(gap)}`;
    const isHeld = this.page.root.matches(":active") || performance.now() - this.shownAt < QUICK_MS;
    const flashes = !isHeld && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.shownAt = performance.now();
    chart.show(place);
    this.slider.show(place, words);
    this.readout.show([training, validation, gap], model.get("learned_counts")[place]);
    scenes.training.ring(this.rings ? this.learned[place] : null);
    const seen = scenes.training.show(place, at, this.learned[place], flashes);
    return { seen, unseen: scenes.validation.show(place, at, null, flashes), words };
  }

  /** Show another score, the best, or rings; and say so. */
  choose(/** @type {{ score?: number, best?: boolean, rings?: boolean }} */ chosen) {
    Object.assign(this, chosen);
    this.scoreChoices.show(this.score);
    this.bestChoice.setAttribute("aria-pressed", String(this.best));
    this.ringChoice.setAttribute("aria-pressed", String(this.rings));
    this.chart.draw(this.sweeps[this.score]);
    const { words } = this.show();
    const best = this.chart.showBest(this.best);
    write(this.bestWords, best);
    if (!("rings" in chosen)) this.page.news.say(`Curves of ${SCORES[this.score]}. ${words}. ${best}`);
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
    const { setting, values } = this.sweeps[0];
    const next = values.indexOf(model.get("value"));
    if (next < 0) return page.news.say(`There is no model with ${setting} ${model.get("value")}.`);
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
