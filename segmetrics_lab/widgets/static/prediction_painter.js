// @ts-check
// The prediction painter: a brush over the image, and at once the disagreement, the matrix, the scores and the goals.

import { scoresOf } from "./counts.js";
import { dragging } from "./dragging.js";
import { arrayOf, element, keyHelp, legendOf, rowsOf, score2, whole } from "./elements.js";
import { IGNORE_INDEX, KIND, kindTable, wrongWords } from "./kinds.js";
import { newPage } from "./page.js";
import { disc, lineBetween, Painting } from "./painting.js";
import { choice, layers, newChoices, newCounts, newGoals, newScoreRows } from "./panels.js";
import {
  classStyles,
  colorTable,
  drawImage,
  hatchBits,
  KindCanvas,
  rasterOf,
  styleOfKind,
  swatch,
} from "./patterns.js";

/**
 * @import { SentArray } from "./elements.js"
 * @import { Place } from "./painting.js"
 * @import { SentGoal, SentScore } from "./panels.js"
 * @import { SentClasses, SentKind } from "./patterns.js"
 *
 * The traits of PredictionPainter that cross.
 * @typedef Model
 * @property {string} words
 * @property {SentKind[]} kinds
 * @property {SentArray} image
 * @property {SentArray} truth
 * @property {SentArray} start
 * @property {SentArray} prediction
 * @property {number[][]} matrix
 * @property {SentClasses} classes
 * @property {SentScore[]} page_scores
 * @property {SentGoal[]} page_goals
 */

const SIZES = [1, 3, 5, 9, 17, 33];
const KEYS = [
  ["Arrows", "move the cursor by half a brush (Alt: by one pixel)"],
  ["Space or Enter", "use the tool at the cursor"],
  ["Shift + arrows", "paint on the way"],
  ["B", "brush"],
  ["E", "eraser: paints the background"],
  ["F", "fill what hangs together"],
  ["0 to 9", "class with this number"],
  ["N", "next class"],
  ["[ ]", "smaller or larger brush"],
  ["Z", "undo"],
  ["Y", "redo"],
  ["V", "hide or show the prediction"],
  ["R", "back to the start"],
];
/** @type {Record<string, Place>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @type {import("@anywidget/types").Render<Model>} */
function render({ model, el }) {
  const classes = model.get("classes");
  const { names, background } = classes;
  const K = names.length;
  const [height, width] = model.get("truth").shape;
  const truth = arrayOf(model.get("truth"));
  const begun = arrayOf(model.get("start"));
  const painting = new Painting(truth, arrayOf(model.get("prediction")), width, K);
  const raster = rasterOf(width, height, 560);
  const small = rasterOf(width, height, 340);
  const bits = hatchBits(raster);
  const kindStyles = model.get("kinds").map(styleOfKind);
  const over = classStyles(classes, 0.55, kindStyles[KIND.ignored]);
  const alone = classStyles(classes, 1, kindStyles[KIND.ignored]).map((style) => ({
    ...style,
    alpha: 1,
    lineAlpha: 1,
  }));
  const tables = { over: colorTable(over), alone: colorTable(alone), kinds: colorTable(kindStyles) };
  const kindOf = kindTable(background);
  const kinds = new Uint8Array(truth.length);
  const tools = background === null ? ["brush", "fill"] : ["brush", "eraser", "fill"];
  const state = {
    tool: "brush",
    cls: names.length > 1 && background === 0 ? 1 : 0,
    size: 3,
    cursor: /** @type {Place} */ ([width >> 1, height >> 1]),
    hidden: false,
  };
  let sent = model.get("prediction");

  const page = newPage(model, el, "prediction-painter", tell);
  const photograph = element("canvas", { "aria-hidden": "true" });
  const label = "Prediction over the picture. Arrow keys move the cursor, space paints; more keys below.";
  const paper = element("canvas", {
    class: "paper",
    tabindex: "0",
    role: "application",
    "aria-label": label,
    "data-lm-suppress-shortcuts": "true",
  });
  const ring = element("span", { class: "ring", "aria-hidden": "true" });
  const cross = element("span", { class: "cross", "aria-hidden": "true" });
  const wrong = element("canvas", { role: "img" });
  const there = element("canvas", { role: "img", "aria-label": "The truth" });
  const board = layers(raster, photograph, paper, ring, cross);
  board.classList.add("board");
  /** @type {(caption: string, box: Node) => HTMLElement} */
  const figure = (caption, box) => element("figure", {}, element("figcaption", {}, caption), box);
  const kindLegend = legendOf(
    ...[
      { kind: KIND.missed, word: "missed", there: background !== null },
      { kind: KIND.extra, word: "extra", there: background !== null },
      { kind: KIND.swapped, word: "swapped", there: background === null || K > 2 },
      { kind: KIND.ignored, word: "not scored", there: truth.includes(IGNORE_INDEX) },
    ]
      .filter(({ there }) => there)
      .map(({ kind, word }) => [swatch(kindStyles[kind], 22, 16), word]),
  );

  const classChoices = newChoices(
    "Class",
    names.map((name, k) => ({ label: `class ${k}: ${name}`, content: [swatch(alone[k], 22, 16), name] })),
    (k) => choose({ cls: k, tool: state.tool === "eraser" ? "brush" : state.tool }),
  );
  const toolChoices = newChoices(
    "Tool",
    tools.map((tool) => ({ label: tool, content: [tool] })),
    (at) => choose({ tool: tools[at] }),
  );
  const sizeChoices = newChoices(
    "Brush size",
    SIZES.map((size) => ({ label: `brush ${size} pixel${size > 1 ? "s" : ""} wide`, content: [dot(size)] })),
    (at) => choose({ size: at }),
  );
  /** @type {(text: string, title: string, click: () => void) => HTMLButtonElement} */
  const action = (text, title, click) => element("button", { type: "button", title, click }, text);
  const undo = action("Undo", "Z", () => step("undo"));
  const redo = action("Redo", "Y", () => step("redo"));
  const hide = choice(false, () => choose({ hidden: !state.hidden }), "Hide the prediction", "Hide");
  const startAgain = action("Start again", "R", () => again());
  const steps = element(
    "div",
    { class: "choices", role: "group", "aria-label": "Steps" },
    undo,
    redo,
    hide,
    startAgain,
  );
  const matrix = newCounts(classes);
  const scoreRows = newScoreRows(model.get("page_scores"));
  const goals = newGoals(model.get("page_goals"));
  page.root.append(
    element("div", { class: "toolbar" }, classChoices.row, toolChoices.row, sizeChoices.row, steps),
    element(
      "div",
      { class: "panels" },
      element(
        "div",
        { class: "seen" },
        figure("Your prediction, over the picture", board),
        ...goals.lists,
        page.news.line,
        scoreRows.table,
      ),
      element(
        "div",
        { class: "beside" },
        figure("Where it is wrong", layers(small, wrong)),
        kindLegend,
        figure("The truth", layers(small, there)),
      ),
    ),
    matrix.box,
    keyHelp(KEYS),
  );

  drawImage(photograph, arrayOf(model.get("image")), raster);
  const smallBits = hatchBits(small);
  new KindCanvas(there, small, smallBits).draw(truth, tables.alone);
  const paperCanvas = new KindCanvas(paper, raster, bits);
  const wrongCanvas = new KindCanvas(wrong, small, smallBits);
  /** Tell Python what is painted. */
  function tell() {
    sent = { shape: [height, width], dtype: "uint8", data: new DataView(painting.prediction.slice().buffer) };
    model.set("prediction", sent);
    model.save_changes();
  }

  /** Show what changed since it was last shown: both canvases, matrix, scores, goals. */
  function show() {
    const part = painting.takeTouched();
    if (part) {
      const { left, top, right, bottom } = part;
      for (let y = top; y <= bottom; y++)
        for (let at = y * width + left; at <= y * width + right; at++)
          kinds[at] = kindOf[(truth[at] << 8) | painting.prediction[at]];
      paperCanvas.draw(painting.prediction, tables.over, left, top, right, bottom);
      wrongCanvas.draw(kinds, tables.kinds, left, top, right, bottom);
    }
    const scores = scoresOf(painting.counts, K);
    matrix.show(painting.counts);
    scoreRows.show(scores);
    goals.show(scores);
    undo.disabled = !painting.done.length && !painting.open?.at.length;
    redo.disabled = !painting.undone.length;
    return scores;
  }

  /**
   * After a gesture: show, tell the page at once and Python after a rest, and say what happened.
   * @param {string} words
   */
  function changed(words) {
    const { mean_iou: mean, pixel_accuracy: accuracy } = show();
    model.set("matrix", rowsOf(painting.counts, K));
    page.rest.due();
    if (!words) return;
    page.news.say(`${words}. Pixel accuracy ${score2(accuracy)}, mean IoU ${score2(mean)}.${goals.news()}`);
    wrong.setAttribute("aria-label", `Where the prediction is wrong: ${wrongWords(kinds)}`);
  }

  const target = () => (state.tool === "eraser" ? (background ?? 0) : state.cls);
  const places = SIZES.map(disc);

  /**
   * Use the tool along a line of places; a fill uses its last place only.
   * @param {Place[]} line
   */
  function use(line) {
    if (state.tool === "fill") painting.fill(line[line.length - 1], target());
    else for (const place of line) painting.dab(place, places[state.size], target());
  }

  /** @param {Place} place */
  const where = ([x, y]) => `row ${y}, column ${x}`;
  /** @param {number} value */
  const nameAt = (value) => names[value] ?? "not scored";
  /** @param {number} count */
  const done = (count) =>
    `${state.tool === "fill" ? "Filled" : "Painted"} ${whole(count)} pixel${count === 1 ? "" : "s"} with ${names[target()]} up to ${where(state.cursor)}`;

  function once(/** @type {Place[]} */ line) {
    painting.begin();
    use(line);
    changed(done(painting.finish()));
  }

  function step(/** @type {"undo" | "redo"} */ kind) {
    const moved = painting[kind]();
    if (moved) changed(kind === "undo" ? "Undone" : "Done again");
    else page.news.say(`There is nothing to ${kind}.`);
  }

  function again() {
    if (painting.replace(begun)) changed("Back to the start; undo brings your painting back");
    else page.news.say("This is the start.");
  }

  function choose(/** @type {Partial<typeof state>} */ chosen) {
    Object.assign(state, chosen);
    classChoices.show(state.cls);
    toolChoices.show(tools.indexOf(state.tool));
    sizeChoices.show(state.size);
    hide.setAttribute("aria-pressed", String(state.hidden));
    paper.style.opacity = state.hidden ? "0" : "1";
    showCursor();
    page.news.say(
      `${state.tool}, ${names[target()]}, ${SIZES[state.size]} pixel${state.size ? "s" : ""} wide${state.hidden ? ", prediction hidden" : ""}`,
    );
  }

  function showCursor() {
    const [x, y] = state.cursor;
    const size = state.tool === "fill" ? 1 : SIZES[state.size];
    for (const { mark, across } of [
      { mark: ring, across: size },
      { mark: cross, across: 1 },
    ]) {
      mark.style.left = `${((x + 0.5) / width) * 100}%`;
      mark.style.top = `${((y + 0.5) / height) * 100}%`;
      mark.style.width = `${(across / width) * 100}%`;
    }
  }

  /** @type {(value: number, most: number) => number} */
  const inside = (value, most) => Math.min(most - 1, Math.max(0, Math.floor(value)));

  /**
   * The pixel below a pointer.
   * @param {PointerEvent} event
   * @returns {Place}
   */
  function placeOf(event) {
    const box = paper.getBoundingClientRect();
    return [
      inside(((event.clientX - box.left) / box.width) * width, width),
      inside(((event.clientY - box.top) / box.height) * height, height),
    ];
  }

  dragging(paper, {
    start: (event) => {
      state.cursor = placeOf(event);
      showCursor();
      painting.begin();
      use([state.cursor]);
      changed("");
    },
    move: (event) => {
      const before = state.cursor;
      const passed = event.getCoalescedEvents?.() ?? [];
      for (const step of passed.length ? passed : [event]) {
        const from = state.cursor;
        state.cursor = placeOf(step);
        if (state.tool !== "fill") use(lineBetween(from, state.cursor));
      }
      showCursor();
      if (before[0] !== state.cursor[0] || before[1] !== state.cursor[1]) changed("");
    },
    end: () => changed(done(painting.finish())),
    hover: (event) => {
      state.cursor = placeOf(event);
      showCursor();
    },
  });

  /**
   * Move the cursor by keys.
   * @param {KeyboardEvent} event
   * @param {Place} way
   */
  function move(event, [dx, dy]) {
    const stride = event.altKey ? 1 : Math.max(1, SIZES[state.size] >> 1);
    const from = state.cursor;
    state.cursor = [inside(from[0] + dx * stride, width), inside(from[1] + dy * stride, height)];
    showCursor();
    if (event.shiftKey && state.tool !== "fill") return once([from, ...lineBetween(from, state.cursor)]);
    const at = state.cursor[1] * width + state.cursor[0];
    page.news.say(`${where(state.cursor)}: truth ${nameAt(truth[at])}, predicted ${nameAt(painting.prediction[at])}`);
  }

  /** @type {Record<string, (event: KeyboardEvent) => void>} */
  const actions = {
    " ": () => once([state.cursor]),
    enter: () => once([state.cursor]),
    b: () => choose({ tool: "brush" }),
    f: () => choose({ tool: "fill" }),
    e: () => tools.includes("eraser") && choose({ tool: "eraser" }),
    n: () => choose({ cls: (state.cls + 1) % K }),
    v: () => choose({ hidden: !state.hidden }),
    "[": () => choose({ size: Math.max(0, state.size - 1) }),
    "]": () => choose({ size: Math.min(SIZES.length - 1, state.size + 1) }),
    z: (event) => step(event.shiftKey ? "redo" : "undo"),
    y: () => step("redo"),
    r: () => again(),
  };
  paper.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    const withControl = event.ctrlKey || event.metaKey;
    if (withControl && key !== "z" && key !== "y") return;
    if (event.key in MOVES) move(event, MOVES[event.key]);
    else if (key in actions) actions[key](event);
    else if (/^[0-9]$/.test(key) && Number(key) < K)
      choose({ cls: Number(key), tool: state.tool === "eraser" ? "brush" : state.tool });
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  function follow() {
    if (model.get("prediction") === sent) return;
    sent = model.get("prediction");
    painting.replace(arrayOf(sent));
    changed("The prediction was set from Python");
    page.rest.stop();
  }

  painting.touched = { left: 0, top: 0, right: width - 1, bottom: height - 1 };
  show();
  wrong.setAttribute("aria-label", `Where the prediction is wrong: ${wrongWords(kinds)}`);
  choose({});
  page.news.stop();
  goals.news(); // what is met from the start is no news
  return page.follow({ prediction: follow });
}

/** A dot that grows with the brush. */
function dot(/** @type {number} */ size) {
  const side = `${4 + 3.2 * Math.log2(size + 1)}px`;
  return element("span", { class: "dot", style: `width:${side};height:${side}` });
}

export default { render };
