// @ts-check
// The split explorer: the same frames split in several ways, the scores of each, how near the test is to the training.

import { element, keyHelp, legendOf, mapsOf, score2, write } from "./elements.js";
import { newFrameGrid } from "./frame_grid.js";
import { newPair } from "./frame_pair.js";
import { sideKey } from "./frames.js";
import { newPage } from "./page.js";
import { newChoices } from "./panels.js";
import { newDrawChart, newRunTable, threeScores } from "./split_scores.js";

/**
 * @import { AnyModel } from "@anywidget/types"
 * @import { SentArray } from "./elements.js"
 * @import { SentFrame } from "./frames.js"
 * @import { SentRun } from "./split_scores.js"
 *
 * The traits of SplitExplorer that cross.
 * @typedef Model
 * @property {string} words
 * @property {string[]} names
 * @property {SentFrame[]} page_frames
 * @property {SentRun[]} page_runs
 * @property {SentArray} thumbnails
 * @property {string} by
 * @property {number} draw
 * @property {string} frame
 * @property {string} class_name
 * @property {number[][]} matrix
 *
 * @typedef {ReturnType<typeof newPage<Model>>} Page
 * @typedef {ReturnType<typeof newChoice>} Choice
 * @typedef {ReturnType<Choice["chosen"]>} Chosen
 */

const KEYS = [
  ["Tab", "ways to split, draws, class, frames, chart"],
  ["Arrows", "select the next frame or drive"],
  ["Home End", "first or last frame of the drive"],
  ["PgUp PgDn", "first or last drive"],
  ["Esc", "select no frame"],
];

/** The ways, and where in them the traits of the model are. @param {AnyModel<Model>} model */
function newChoice(model) {
  const [names, frames, runs] = [model.get("names"), model.get("page_frames"), model.get("page_runs")];
  const ways = [...new Set(runs.map(({ by }) => by))].map((by) => ({ by, draws: runs.filter((run) => run.by === by) }));
  const chosen = () => {
    const way = ways.find(({ by }) => by === model.get("by")) ?? ways[0];
    const run = way.draws[model.get("draw")] ?? way.draws[0];
    const at = frames.findIndex(({ name }) => name === model.get("frame"));
    return { way, run, at, k: names.indexOf(model.get("class_name")) };
  };
  return { ways, chosen };
}

/** The ways, with how many frames are on which side, and another draw. @param {Page} page @param {Choice} choice */
function newToolbar(page, { ways, chosen }) {
  const counts = ways.map(() => element("span", { class: "note" }));
  const choices = newChoices(
    "Split",
    ways.map(({ by }, at) => [`split by ${by}`, element("strong", {}, `by ${by}`), counts[at]]),
    (at) => page.take({ by: ways[at].by }),
  );
  choices.row.classList.add("ways");
  const drawAgain = () => {
    const { way, run } = chosen();
    page.take({ draw: (run.draw + 1) % way.draws.length });
  };
  const another = element("button", { type: "button", click: drawAgain }, "Another draw");
  const drawn = element("span", { class: "note" });
  const show = (/** @type {Chosen} */ { way, run }) => {
    for (const [at, { draws }] of ways.entries()) {
      const { training, test } = draws[run.draw] ?? draws[0];
      write(counts[at], `${training} training, ${test} test`);
    }
    choices.show(ways.indexOf(way));
    const last = way.draws.length - 1;
    another.disabled = last === 0;
    write(drawn, last === 0 ? "one draw only" : `draw ${run.draw} (they go from 0 to ${last})`);
  };
  const draws = element("div", { class: "draws" }, another, drawn);
  return { box: element("div", { class: "toolbar" }, choices.row, draws), show };
}

/**
 * Put the parts of the page into its root; the function returned shows what is chosen, and returns words for the frame.
 * @type {(model: AnyModel<Model>, page: Page, choice: Choice) => (chosen: Chosen) => string}
 */
function newView(model, page, choice) {
  const [names, frames] = [model.get("names"), model.get("page_frames")];
  const [, height, width] = model.get("thumbnails").shape;
  const pictures = { maps: mapsOf(model.get("thumbnails")), height, width };
  const toolbar = newToolbar(page, choice);
  const scores = newRunTable(names, (name) => page.take({ class_name: name }));
  const grid = newFrameGrid(frames, pictures, (at) => page.take({ frame: at < 0 ? "" : frames[at].name }));
  const legend = legendOf(
    [sideKey(1), "training: the model learned from it"],
    [sideKey(2), "test: the model is judged by it"],
    [sideKey(3), "both at once"],
  );
  const summary = element("p", { class: "summary" });
  const pair = newPair(frames, pictures);
  const chart = newDrawChart(choice.ways, names);
  const judged = element("div", { class: "split-scores" }, scores.table);
  const framed = element("div", { class: "split-frames" }, grid.box, legend, summary);
  const panels = element("div", { class: "split-panels" }, judged, framed, pair.box, chart.box);
  page.root.append(toolbar.box, panels, page.news.line, keyHelp(KEYS));
  return (chosen) => {
    const { run, at } = chosen;
    for (const part of [toolbar, scores, chart]) part.show(chosen);
    write(summary, run.summary);
    grid.show(run.sides, at, run.nearest[at] ?? -1);
    return pair.show(run, at);
  };
}

/** @type {import("@anywidget/types").Render<Model>} */
function render({ model, el }) {
  const page = newPage(model, el, "split-explorer");
  page.news.line.classList.add("unseen"); // the eye has the frames and the numbers
  const choice = newChoice(model);
  const show = newView(model, page, choice);

  /** Follow the model, from wherever a change came; a way with fewer draws goes back to its first. */
  function followRun() {
    const chosen = choice.chosen();
    const { run, k } = chosen;
    if (run.draw !== model.get("draw")) {
      model.set("draw", run.draw); // which calls this again
      return;
    }
    model.set("matrix", run.matrix);
    show(chosen);
    const [accuracy, mean, iou] = threeScores(run, k).map(score2);
    const scores = `pixel accuracy ${accuracy}, mean IoU ${mean}, IoU of ${model.get("class_name")} ${iou}`;
    page.news.say(`By ${run.by}, draw ${run.draw}: ${scores}. ${run.summary}`);
  }
  const followFrame = () => page.news.say(show(choice.chosen()));

  show(choice.chosen());
  return page.follow({ by: followRun, draw: followRun, class_name: followRun, frame: followFrame });
}

export default { render };
