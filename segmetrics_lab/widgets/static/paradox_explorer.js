// @ts-check
// The paradox explorer: a window that takes in more and more background, and at once the scores of a model and of a
// blank mask in it.

import { scoresOf } from "./counts.js";
import { BLANK, leadOf, newDuel, newDuelCurves } from "./duel.js";
import { arrayOf, counted, element, fixed, keyHelp, mapsOf, rowsOf, score2, score3, whole, write } from "./elements.js";
import { newPage, tintChanges } from "./page.js";
import { newChoices, newSlider } from "./panels.js";
import { newSharesBar } from "./shares_bar.js";
import { newWindowedPicture } from "./windowed_picture.js";
import { newCounter, windowAt, windowReaching } from "./windows.js";

/**
 * @import { AnyModel } from "@anywidget/types"
 * @import { SentArray } from "./elements.js"
 * @import { SentKind } from "./patterns.js"
 *
 * The traits of ParadoxExplorer that cross.
 * @typedef Model
 * @property {string} words
 * @property {string[]} names
 * @property {SentKind[]} kinds
 * @property {SentArray} image
 * @property {SentArray} truth
 * @property {string[]} models
 * @property {SentArray} predictions
 * @property {number[]} closest
 * @property {number} window
 * @property {string} model
 * @property {number[][]} matrix
 * @property {number[][]} baseline_matrix
 * @property {number} object_share
 *
 * @typedef {ReturnType<typeof newPage<Model>>} Page
 * @typedef {ReturnType<typeof newView>} View
 */

const PLACES = 100;
const KEYS = [
  ["Tab", "models, slider, exact number"],
  ["← →", "window smaller or larger by 0.01"],
  ["PgUp PgDn", "by 0.1"],
  ["Home End", "close around the object, or the whole picture"],
];

/** A share, never rounded to nothing or to all. As in pictures.percent. @param {number} part @param {number} all */
function percentOf(part, all) {
  if (part === 0 || part === all) return part === 0 ? "0 %" : "100 %";
  const share = (100 * part) / all;
  if (share < 0.1) return "under 0.1 %";
  if (share > 99.9) return "over 99.9 %";
  return `${fixed(share, share < 9.95 || share >= 99.5 ? 1 : 0)} %`;
}

/** The pictures of truth and predictions, and what is counted of a model in a window. @param {AnyModel<Model>} model */
function newScene(model) {
  const [height, width] = model.get("truth").shape;
  const size = { height, width };
  const [truth, predictions] = [arrayOf(model.get("truth")), mapsOf(model.get("predictions"))];
  const counter = newCounter(truth, size);
  /** @type {ReturnType<typeof counter.of>[]} */
  const counters = [];
  /** @param {number} at @param {number} window */
  const read = (at, window) => {
    counters[at] ??= counter.of(predictions[at]);
    const sides = windowAt(model.get("closest"), size, window);
    const [counts, blank] = [counters[at](sides), counter.blank(sides)];
    return { sides, counts, blank, scores: [scoresOf(counts, 2), scoresOf(blank, 2)] };
  };
  return { truth, size, predictions, read };
}

/** What the page is built from, put into its root. @param {AnyModel<Model>} model @param {Page} page */
function newView(model, page) {
  const scene = newScene(model);
  const [names, object] = [model.get("models"), model.get("names")[1]];
  const choices = newChoices(
    "Model",
    names.map((name) => [name, name]),
    (at) => page.take({ model: names[at] }),
  );
  const move = (/** @type {number} */ window) => page.take({ window });
  const slider = newSlider({ label: "How much background", least: 0, most: 1, per: PLACES, move });
  const image = arrayOf(model.get("image"));
  const picture = newWindowedPicture({ ...scene, image, kinds: model.get("kinds") }, (place) => {
    const window = windowReaching(model.get("closest"), scene.size, place);
    move(Math.round(window * PLACES) / PLACES);
  });
  const share = element("strong", {});
  const rare = element("p", { class: "share" }, share, ` of the pixels in the window are ${object}`);
  const lead = element("p", { class: "formula" });
  const duel = newDuel(object);
  const curves = newDuelCurves((window) => move(Math.round(window * PLACES) / PLACES));
  const shares = newSharesBar();
  const title = element("span", { class: "title", "aria-hidden": "true" }, "Model");
  const told = element("div", { class: "numbers" }, rare, lead);
  page.root.append(
    element("div", { class: "control toolbar" }, title, choices.row, slider.box),
    element("div", { class: "views" }, picture.box, curves.figure),
    shares.box,
    element("div", { class: "views of-duel" }, told, duel.table),
    page.news.line,
    keyHelp(KEYS),
  );
  return { scene, choices, slider, picture, share, lead, duel, curves, shares };
}

/** Draw what depends on the model alone. @type {(model: AnyModel<Model>, view: View) => void} */
function drawModel(model, { scene, choices, picture, curves }) {
  const name = model.get("model");
  const at = model.get("models").indexOf(name);
  const windows = Array.from({ length: PLACES + 1 }, (_, step) => step / PLACES);
  const pairs = windows.map((window) => scene.read(at, window).scores);
  choices.show(at);
  picture.decideBy(scene.predictions[at]);
  curves.draw(name, pairs);
}

/** Show the window of the traits; returns what is counted in it. @param {AnyModel<Model>} model @param {View} view */
function show(model, view) {
  const [window, name, object] = [model.get("window"), model.get("model"), model.get("names")[1]];
  const reading = view.scene.read(model.get("models").indexOf(name), window);
  const { sides, counts, blank, scores } = reading;
  const share = percentOf(blank[2], blank[0] + blank[2]);
  const words = `${score2(window)}: ${object} is ${share} of the pixels in the window`;
  const [, extra, missed] = counts.map(whole);
  const inside = `${name} has ${counted(counts[3])} of ${object} found, ${missed} missed, ${extra} extra`;
  write(view.share, share);
  write(view.lead, `In pixel accuracy, ${name} is ${leadOf(counts, blank)}.`);
  view.duel.show(name, scores);
  view.shares.show({ missed: counts[2], found: counts[3], extra: counts[1], rest: counts[0] });
  view.curves.show(window, name, scores);
  view.picture.show(sides, counts, `Inside the window, ${inside}`);
  view.slider.show(window, words);
  return { ...reading, words };
}

/** @type {import("@anywidget/types").Render<Model>} */
function render({ model, el }) {
  const page = newPage(model, el, "paradox-explorer");
  const view = newView(model, page);

  function follow() {
    const { counts, blank, scores, words } = show(model, view);
    model.set("matrix", rowsOf(counts, 2));
    model.set("baseline_matrix", rowsOf(blank, 2));
    model.set("object_share", blank[2] / (blank[0] + blank[2]));
    const [own, other] = scores.map(({ pixel_accuracy }) => score3(pixel_accuracy));
    const [recall, iou] = [scores[0].recall[1], scores[0].iou[1]].map(score3);
    const accuracies = `Pixel accuracy ${own} for ${model.get("model")}, ${other} for ${BLANK}`;
    page.news.say(`Window ${words}. ${accuracies}. ${model.get("model")}: recall ${recall}, IoU ${iou}.`);
  }
  function followModel() {
    drawModel(model, view);
    follow();
  }

  drawModel(model, view);
  show(model, view);
  tintChanges(page.root);
  return page.follow({ window: follow, model: followModel });
}

export default { render };
