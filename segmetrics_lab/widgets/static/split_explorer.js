// @ts-check
// The split explorer: the same frames split in several ways, the scores of each, and how near the test is to the training.

import { scoresOf } from "./counts.js";
import { arrayOf, element, flat, keyHelp, legendOf, score2, write } from "./elements.js";
import { drawFrame, isInTest, newFrameGrid, SIDES, sideKey } from "./frame_grid.js";
import { newPage } from "./page.js";
import { newChoices } from "./panels.js";
import { contextOf } from "./patterns.js";
import { newScoreRow, newTable } from "./tables.js";

/**
 * A run as Python sends it.
 * @typedef {{
 *   by: string, draw: number, matrix: number[][], training: number, test: number, sides: number[],
 *   nearest: number[], words: string[], summary: string,
 * }} SentRun
 * @typedef {{ by: string, draws: SentRun[] }} Way
 */

/**
 * @import { SentArray } from "./elements.js"
 * @import { SentFrame } from "./frame_grid.js"
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
 */

const KEYS = [
  ["Tab", "ways to split, draws, class, frames, chart"],
  ["Arrows", "the next frame or drive, which is selected"],
  ["Home End", "first or last frame of the drive"],
  ["PgUp PgDn", "first or last drive"],
  ["Esc", "select no frame"],
];
/** What the selected frame is called, and what is said of it where nobody asks about it: for each side. */
const TITLES = ["Unused frame", "Training frame", "Test frame", "Test frame"];
const UNASKED = [
  "This frame is neither in the training nor in the test.",
  "The model learned from this frame, and is not judged by it.",
];
const KINDS = ["pixel accuracy", "mean IoU", "IoU of the class"];

/**
 * The three scores of a run: accuracy, mean IoU, IoU of a class.
 * @param {SentRun} run
 * @param {number} k
 */
function threeScores({ matrix }, k) {
  const { pixel_accuracy: accuracy, mean_iou: mean, iou } = scoresOf(flat(matrix), matrix.length);
  return [accuracy, mean, iou[k]];
}

/**
 * The buttons for the ways, each with how many frames are on which side.
 * @param {string[]} ways
 * @param {(at: number) => void} choose
 */
function newWays(ways, choose) {
  const counts = ways.map(() => element("span", { class: "note" }));
  const row = newChoices(
    "Split",
    ways.map((by, at) => ({ label: `split by ${by}`, content: [element("strong", {}, `by ${by}`), counts[at]] })),
    choose,
  );
  row.row.classList.add("ways");
  /** @type {(runs: SentRun[], at: number) => void} */
  const show = (runs, at) => {
    for (const [way, { training, test }] of runs.entries()) write(counts[way], `${training} training, ${test} test`);
    row.show(at);
  };
  return { row: row.row, show };
}

/**
 * The three scores with bars, and the choice of the class.
 * @param {string[]} names
 * @param {(name: string) => void} choose
 */
function newScoreTable(names, choose) {
  const select = element(
    "select",
    { "aria-label": "Class", change: () => choose(select.value) },
    ...names.map((name) => element("option", { value: name }, name)),
  );
  const rows = [["pixel accuracy"], ["mean IoU"], ["IoU of ", select]].map((name) => newScoreRow(name, score2));
  const caption = new Text();
  const table = newTable(
    "scores",
    caption,
    [],
    rows.map(({ row }) => row),
  );
  /** @type {(title: string, values: number[], k: number) => void} */
  const show = (title, values, k) => {
    write(caption, title);
    select.value = names[k];
    for (const [at, { show: fill }] of rows.entries()) fill(values[at]);
  };
  return { table, show };
}

/**
 * A column for each way, with a dot for each of its draws and a line at their mean.
 * @param {Way[]} ways
 */
function newDrawChart(ways) {
  const columns = ways.map(({ by, draws }) => {
    const dots = draws.map((_, draw) =>
      element("span", { class: "run-dot", style: `left:${(100 * (draw + 1)) / (draws.length + 1)}%` }),
    );
    const line = element("span", { class: "mean" });
    const note = element("span", { class: "note" });
    return {
      by,
      dots,
      line,
      note,
      box: element(
        "div",
        { class: "way" },
        element("div", { class: "dots" }, line, ...dots),
        element("strong", {}, `by ${by}`),
        note,
      ),
    };
  });
  const axis = element("div", { class: "axis" }, ...["1", "0.5", "0"].map((text) => element("span", {}, text)));
  const drawing = element("div", { class: "draw-chart", role: "img" }, axis, ...columns.map(({ box }) => box));
  /** @type {(title: string, scores: number[][], shownWay: number, shownDraw: number) => void} */
  const show = (title, scores, shownWay, shownDraw) => {
    const words = columns.map(({ by, dots, line, note }, way) => {
      const known = scores[way].filter((score) => !Number.isNaN(score));
      const mean = known.length ? known.reduce((sum, score) => sum + score, 0) / known.length : NaN;
      dots.forEach((dot, draw) => {
        dot.hidden = Number.isNaN(scores[way][draw]);
        dot.style.bottom = `${100 * scores[way][draw]}%`;
        dot.classList.toggle("shown", way === shownWay && draw === shownDraw);
      });
      line.hidden = Number.isNaN(mean);
      line.style.bottom = `${100 * mean}%`;
      write(note, `mean ${score2(mean)}`);
      return `by ${by} ${scores[way].map(score2).join(", ")}`;
    });
    drawing.setAttribute("aria-label", `${title}, draw after draw: ${words.join("; ")}`);
  };
  return { drawing, show };
}

/**
 * The selected frame, and beside it the training frame that is most like it.
 * @param {SentFrame[]} frames
 * @param {import("./frame_grid.js").Pictures} pictures
 */
function newPair(frames, pictures) {
  const [, height, width] = pictures.shape;
  const made = ["", ""].map(() => {
    const canvas = element("canvas", { role: "img", width, height });
    const title = element("strong", {});
    const name = element("span", { class: "note" });
    return { canvas, title, name, figure: element("figure", {}, canvas, element("figcaption", {}, title, name)) };
  });
  const words = element("p", { class: "distance" });
  /** @type {(place: (typeof made)[number], at: number, kind: string) => void} */
  const put = ({ canvas, title, name }, at, kind) => {
    if (at < 0) contextOf(canvas).clearRect(0, 0, width, height);
    else drawFrame(canvas, pictures, at);
    canvas.classList.toggle("blank", at < 0);
    canvas.setAttribute("aria-label", at < 0 ? "empty" : frames[at].name);
    write(title, kind);
    write(name, at < 0 ? "none" : frames[at].name);
  };
  /**
   * Show the frame at a place, or none; returns what there is to say.
   * @param {SentRun} run
   * @param {number} at
   */
  const show = (run, at) => {
    const side = run.sides[at];
    const near = at >= 0 && isInTest(side) ? run.nearest[at] : -1;
    const text =
      at < 0
        ? "Select a frame marked ? to see the training frame most like it."
        : near < 0
          ? UNASKED[side]
          : run.words[at];
    put(made[0], at, TITLES[at < 0 ? 2 : side]);
    put(made[1], near, "Nearest training frame");
    write(words, text);
    if (at < 0) return "No frame is selected.";
    return `${frames[at].name}, ${SIDES[side].word}. ${near < 0 ? "" : `Nearest training frame: ${frames[near].name}, `}${text}`;
  };
  const note = element(
    "p",
    { class: "note" },
    "Grey steps: how much two pictures differ on average, once both are made grey and tiny: 0 for the same picture, 255 for black and white.",
  );
  return { box: element("div", { class: "pair" }, words, ...made.map(({ figure }) => figure), note), show };
}

/** @type {import("@anywidget/types").Render<Model>} */
function render({ model, el }) {
  const names = model.get("names");
  const frames = model.get("page_frames");
  const runs = model.get("page_runs");
  const pictures = { bytes: arrayOf(model.get("thumbnails")), shape: model.get("thumbnails").shape };
  const ways = [...new Set(runs.map(({ by }) => by))].map((by) => ({ by, draws: runs.filter((run) => run.by === by) }));
  let charted = 2;

  const page = newPage(model, el, "split-explorer");
  const wayButtons = newWays(
    ways.map(({ by }) => by),
    (at) => page.take({ by: ways[at].by }),
  );
  const another = element(
    "button",
    { type: "button", click: () => page.take({ draw: (run().draw + 1) % way().draws.length }) },
    "Another draw",
  );
  const drawn = element("span", { class: "note" });
  const scoreTable = newScoreTable(names, (name) => page.take({ class_name: name }));
  const grid = newFrameGrid(frames, pictures, (at) => page.take({ frame: at < 0 ? "" : frames[at].name }));
  const legend = legendOf(
    [sideKey(1), "training: the model learned from it"],
    [sideKey(2), "test: the model is judged by it"],
    [sideKey(3), "both at once"],
  );
  const summary = element("p", { class: "summary" });
  const pair = newPair(frames, pictures);
  const chart = newDrawChart(ways);
  const chartTitle = element("figcaption", {});
  const kinds = newChoices(
    "Score in the chart",
    KINDS.map((kind) => ({ label: `chart of ${kind}`, content: [kind] })),
    (at) => {
      charted = at;
      showScores();
    },
  );
  page.news.line.classList.add("unseen"); // the eye has the frames and the numbers
  page.root.append(
    element("div", { class: "toolbar" }, wayButtons.row, element("div", { class: "draws" }, another, drawn)),
    element(
      "div",
      { class: "split-panels" },
      element("div", { class: "split-scores" }, scoreTable.table),
      element("div", { class: "split-frames" }, grid.box, legend, summary),
      pair.box,
      element("figure", { class: "split-chart" }, chartTitle, chart.drawing, kinds.row),
    ),
    page.news.line,
    keyHelp(KEYS),
  );

  const way = () => ways.find(({ by }) => by === model.get("by")) ?? ways[0];
  const run = () => way().draws[model.get("draw")] ?? way().draws[0];
  const selected = () => frames.findIndex(({ name }) => name === model.get("frame"));

  /** The scores of the run, and the chart of all runs. */
  function showScores() {
    const k = names.indexOf(model.get("class_name"));
    const { by, draw } = run();
    const title = [...KINDS.slice(0, 2), `IoU of ${names[k]}`][charted];
    scoreTable.show(`Scores by ${by}, draw ${draw}`, threeScores(run(), k), k);
    kinds.show(charted);
    write(chartTitle, `${title} in every draw`);
    chart.show(
      title,
      ways.map(({ draws }) => draws.map((one) => threeScores(one, k)[charted])),
      ways.indexOf(way()),
      draw,
    );
  }

  /** Show the run and the frame that the model names; returns what there is to say of the frame. */
  function show() {
    const shown = run();
    const last = way().draws.length - 1;
    const at = selected();
    wayButtons.show(
      ways.map(({ draws }) => draws[shown.draw] ?? draws[0]),
      ways.indexOf(way()),
    );
    another.disabled = last === 0;
    write(drawn, last === 0 ? "one draw only" : `draw ${shown.draw} (they go from 0 to ${last})`);
    write(summary, shown.summary);
    grid.show(shown.sides, at, at < 0 ? -1 : shown.nearest[at]);
    showScores();
    return pair.show(shown, at);
  }

  /** Follow the model, from wherever a change came; a way with fewer draws goes back to its first. */
  function followRun() {
    if (run().draw !== model.get("draw")) {
      model.set("draw", run().draw); // which calls this again
      return;
    }
    model.set("matrix", run().matrix);
    show();
    const { by, draw, summary: neighbours } = run();
    const [accuracy, mean, iou] = threeScores(run(), names.indexOf(model.get("class_name"))).map(score2);
    page.news.say(
      `By ${by}, draw ${draw}: pixel accuracy ${accuracy}, mean IoU ${mean}, IoU of ${model.get("class_name")} ${iou}. ${neighbours}`,
    );
  }

  const followFrame = () => page.news.say(show());

  show();
  return page.follow({ by: followRun, draw: followRun, class_name: followRun, frame: followFrame });
}

export default { render };
