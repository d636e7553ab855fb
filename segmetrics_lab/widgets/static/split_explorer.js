// @ts-check
// The split explorer: the same frames split in several ways, the scores of each, how near the test is to the training.

import { element, keyHelp, legendOf, score2, write } from "./elements.js";
import { newFrameGrid } from "./frame_grid.js";
import { GREY_STEPS, newPair } from "./frame_pair.js";
import { isInTest, sideBar } from "./frames.js";
import { newPage } from "./page.js";
import { newChoices } from "./panels.js";
import { newDrawTable, threeScores } from "./split_scores.js";

/**
 * @import { AnyModel } from "@anywidget/types"
 * @import { SentFrame } from "./frames.js"
 * @import { SentRun } from "./split_scores.js"
 *
 * The traits of SplitExplorer that cross.
 * @typedef Model
 * @property {string} words
 * @property {string[]} names
 * @property {SentFrame[]} page_frames
 * @property {SentRun[]} page_runs
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
  ["Tab", "ways to split, draws, frames, class"],
  ["Arrows", "select the next frame or drive"],
  ["Home End", "first or last frame of the drive"],
  ["PgUp PgDn", "first or last drive"],
  ["Backspace", "back to the first test frame"],
];

/** The ways, and where in them the traits of the model are. @param {AnyModel<Model>} model */
function newChoice(model) {
  const [names, frames, runs] = [model.get("names"), model.get("page_frames"), model.get("page_runs")];
  const ways = [...new Set(runs.map(({ by }) => by))].map((by) => ({ by, draws: runs.filter((run) => run.by === by) }));
  const chosen = () => {
    const way = ways.find(({ by }) => by === model.get("by")) ?? ways[0];
    const run = way.draws[model.get("draw")] ?? way.draws[0];
    const named = frames.findIndex(({ name }) => name === model.get("frame"));
    const at = named < 0 ? run.sides.findIndex(isInTest) : named;
    return { way, run, at, k: names.indexOf(model.get("class_name")) };
  };
  return { ways, chosen };
}

/** The ways, with how many frames are on which side, and another draw. @param {Page} page @param {Choice} choice */
function newToolbar(page, { ways, chosen }) {
  const counts = ways.map(() => element("span", { class: "note" }));
  const choices = newChoices(
    "Split",
    ways.map(({ by }, at) => ["", element("strong", {}, `by ${by}`), " ", counts[at]]), // called as what is read on it
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
    write(drawn, last === 0 ? "one draw only" : `draw ${run.draw} of 0 to ${last}`);
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
  const toolbar = newToolbar(page, choice);
  const scores = newDrawTable(choice.ways, names, (name) => page.take({ class_name: name }));
  const grid = newFrameGrid(frames, (at) => page.take({ frame: at < 0 ? "" : frames[at].name }));
  const legend = legendOf(
    [sideBar(1), "training: learned from"],
    [sideBar(2), "test: judged by"],
    [sideBar(3), "both"],
  );
  const summary = element("p", { class: "summary" });
  const pair = newPair(frames);
  const framed = element("div", { class: "split-frames" }, legend, grid.box);
  const panels = element("div", { class: "split-panels" }, framed, pair.box, scores.table);
  const keys = keyHelp(KEYS);
  keys.append(element("p", {}, GREY_STEPS));
  page.root.append(toolbar.box, summary, panels, page.news.line, keys);
  return (chosen) => {
    const { run, at } = chosen;
    for (const part of [toolbar, scores]) part.show(chosen);
    write(summary, run.summary);
    grid.show(run.sides, at, run.nearest[at] ?? -1);
    return pair.show(run, at);
  };
}

/** @type {import("@anywidget/types").Render<Model>} */
function render({ model, el }) {
  const page = newPage(model, el, "split-explorer");
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
