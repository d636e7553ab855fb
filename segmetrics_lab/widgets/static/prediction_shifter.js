// @ts-check
// The prediction shifter: drag the prediction off the truth, and at once the disagreement, the scores and their trail.

import { lineSample, newPlot, pathOf, putMark, SIDE, svg } from "./charts.js";
import { scoresOf } from "./counts.js";
import { dragging } from "./dragging.js";
import { arrayOf, element, keyHelp, legendOf, newId, rowsOf, score2, write } from "./elements.js";
import { IGNORE_INDEX, KIND, kindTable, wrongWords } from "./kinds.js";
import { newPage } from "./page.js";
import { layers, newCounts, newGoals, newScoreRows, newSlider } from "./panels.js";
import { colorTable, contextOf, hatchBits, KindCanvas, rasterOf, styleOfKind, swatch } from "./patterns.js";
import { Shifting } from "./shifting.js";

/**
 * @import { SentArray } from "./elements.js"
 * @import { SentGoal, SentScore } from "./panels.js"
 * @import { SentClasses, SentKind, Style } from "./patterns.js"
 * @import { SentMovable } from "./shifting.js"
 *
 * The traits of PredictionShifter that cross.
 * @typedef Model
 * @property {string} words
 * @property {SentKind[]} kinds
 * @property {SentClasses & { background: number }} classes
 * @property {number[]} cosines
 * @property {SentMovable[]} movable
 * @property {number} most_grow
 * @property {SentScore[]} page_scores
 * @property {SentGoal[]} page_goals
 * @property {SentArray} truth
 * @property {number[]} offset
 * @property {number} grow
 * @property {number} angle
 * @property {number[][]} matrix
 */

const SHOWN_PX = 560;
const OUTLINE = "#141414";
const HALF_TURN = 180;
const STRIDE = 5;
const TURN = 15;
const SHIFT_KEYS = [
  ["Arrows", "slide by 1 pixel (Shift: by 5)"],
  ["+ −", "grow or shrink by 1 pixel"],
  [", .", "rotate by 1 degree, counterclockwise or clockwise (Shift: by 15)"],
  ["R", "back onto the truth, with a new trail"],
];
/** @type {Record<string, number[]>} */
const SLIDES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** @type {Record<string, number>} */
const GROWS = { "+": 1, "=": 1, "-": -1, _: -1, "−": -1 };
/** @type {Record<string, number>} */
const TURNS = { ",": -1, "<": -1, ";": -1, ".": 1, ">": 1, ":": 1 };
/** In the trail: IoUs that differ by less are drawn as one place, and their letters stand side by side. */
const NEAR = 0.04;
const LETTER = 4;
const DASHES = ["", "7 4", "2 3", "10 3 2 3"];

/**
 * The line of a class: no two of 16 share both colour and dash.
 * @param {number} number
 */
const lineOf = (number) => ({ class: `line-${number % 4}`, "stroke-dasharray": DASHES[(number + (number >> 2)) % 4] });

/** @type {(value: number, most: number) => number} */
const clamp = (value, most) => Math.min(most, Math.max(-most, value));
/** @type {(count: number, unit: string) => string} */
const counted = (count, unit) => `${count} ${unit}${count === 1 ? "" : "s"}`;

/** @typedef {{ offset: number[], grow: number, angle: number }} Movement */

/**
 * How the prediction is moved, in words: the same as in widgets.prediction_shifter.
 * @param {Movement} movement
 */
function wordsOf({ offset: [right, down], grow, angle }) {
  const across = right ? [`${Math.abs(right)} ${right > 0 ? "right" : "left"}`] : [];
  const along = down ? [`${Math.abs(down)} ${down > 0 ? "down" : "up"}`] : [];
  const parts =
    right || down ? [`slid ${[...across, ...along].join(" and ")} (${Math.hypot(right, down).toFixed(1)} pixels)`] : [];
  if (grow) parts.push(`${grow > 0 ? "grown" : "shrunk"} by ${counted(Math.abs(grow), "pixel")}`);
  if (angle)
    parts.push(`rotated by ${counted(Math.abs(angle), "degree")} ${angle > 0 ? "clockwise" : "counterclockwise"}`);
  return parts.length ? parts.join(", ") : "not moved";
}

/**
 * Draw a line between all pixels of the truth that differ, once.
 * @param {HTMLCanvasElement} canvas
 * @param {Uint8Array} truth
 * @param {import("./patterns.js").Scaled} raster
 */
function drawOutlines(canvas, truth, { width, height, factor, wide, high }) {
  canvas.width = wide;
  canvas.height = high;
  const context = contextOf(canvas);
  const thick = Math.max(1, Math.round(wide / 280));
  context.fillStyle = OUTLINE;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (x && truth[at] !== truth[at - 1])
        context.fillRect(x * factor - (thick >> 1), y * factor - (thick >> 1), thick, factor + thick);
      if (y && truth[at] !== truth[at - width])
        context.fillRect(x * factor - (thick >> 1), y * factor - (thick >> 1), factor + thick, thick);
    }
  }
}

/**
 * A patch of right object and right background, with the outline between them.
 * @param {Style[]} styles
 */
function outlineSwatch([rest, object]) {
  const canvas = swatch(rest, 22, 16);
  const context = contextOf(canvas);
  for (const { color, edge } of [
    { color: OUTLINE, edge: 3 },
    { color: `rgb(${object.color.join()})`, edge: 5 },
  ]) {
    context.fillStyle = color;
    context.fillRect(edge, edge, canvas.width - 2 * edge, canvas.height - 2 * edge);
  }
  return canvas;
}

/**
 * The letter of each class, above its truth: the box around it has room to grow on all sides.
 * @param {Shifting} shifting
 * @param {string[]} letters
 * @param {number} mostGrow
 */
const newBadges = ({ classes, width, height }, letters, mostGrow) =>
  classes.map(({ class_index: k, left, top, wide }) => {
    const [across, along] = [(left + wide / 2) / width, (top + mostGrow + 1) / height];
    const place = `left:${across * 100}%;top:max(1.7em, ${along * 100}%)`;
    return element("span", { class: "badge", style: place, "aria-hidden": "true" }, letters[k]);
  });

/**
 * What hatches and outline stand for.
 * @param {Style[]} styles
 * @param {Uint8Array} truth
 * @param {boolean} severalObjects
 */
function newLegend(styles, truth, severalObjects) {
  const kinds = [
    { kind: KIND.rightObject, word: "right" },
    { kind: KIND.missed, word: "missed" },
    { kind: KIND.extra, word: "extra" },
    ...(severalObjects ? [{ kind: KIND.swapped, word: "swapped" }] : []),
    ...(truth.includes(IGNORE_INDEX) ? [{ kind: KIND.ignored, word: "not scored" }] : []),
  ];
  return legendOf(...kinds.map(({ kind, word }) => [swatch(styles[kind], 22, 16), word]), [
    outlineSwatch(styles),
    "outline of the truth",
  ]);
}

/**
 * IoU over the distance slid: the present place of each class, and the places visited before it.
 * @param {Shifting["classes"]} classes
 * @param {string[]} names
 * @param {string[]} letters
 * @param {number} end
 */
function newTrail(classes, names, letters, end) {
  const plot = newPlot("What the slip costs", "pixels slid", "IoU", ["0", `${end} or more`]);
  const shown = classes.map(({ class_index: k }, number) => {
    const line = svg("path", lineOf(number));
    const dots = svg("path", { class: `dots line-${number % 4}` });
    const letter = svg("text", { y: 5.5 }, letters[k]);
    const mark = svg("g", { class: "here" }, svg("circle", { r: 2, class: `line-${number % 4}` }), letter);
    return { k, name: names[k], line, dots, mark, letter };
  });
  plot.lines.append(...shown.flatMap(({ line, dots }) => [line, dots]));
  plot.marks.append(...shown.map(({ mark }) => mark));
  const legend = legendOf(
    ...shown.map(({ k, name }, number) => [
      lineSample(`line-${number % 4}`, lineOf(number)["stroke-dasharray"]),
      `${letters[k]}: ${name}`,
    ]),
  );
  const rule = element(
    "p",
    {},
    "Each dot is a place you visited, one for each pixel of distance. Growing, rotating or R starts a new trail.",
  );
  const box = element("div", { class: "trail" }, plot.figure, legend, rule);
  /** @type {Map<number, { distance: number, ious: number[] }>} */
  let visited = new Map();

  /**
   * Keep a place, and show the trail with it.
   * @param {number} distance
   * @param {number[]} ious
   */
  const show = (distance, ious) => {
    visited.set(Math.round(distance), { distance, ious: ious.slice() });
    const places = [...visited.values()]
      .filter((place) => place.distance <= end)
      .sort((a, b) => a.distance - b.distance);
    for (const { k, line, dots, mark, letter } of shown) {
      /** @type {[number, number][]} */
      const points = places.map((place) => [place.distance / end, place.ious[k]]);
      line.setAttribute("d", pathOf(points));
      dots.setAttribute(
        "d",
        points.map(([x, y]) => `M${(x * SIDE).toFixed(2)} ${((1 - y) * SIDE).toFixed(2)}h0`).join(""),
      );
      putMark(mark, Math.min(1, distance / end), ious[k]);
      const equals = shown.filter((other) => other.k < k && Math.abs(ious[other.k] - ious[k]) < NEAR).length;
      letter.setAttribute("x", String(distance < 0.9 * end ? 3 + LETTER * equals : -7 - LETTER * equals));
    }
    const numbers = shown.map(({ k, name }) => `IoU of ${name} ${score2(ious[k])}`).join(", ");
    const farthest = places.at(-1);
    const before =
      visited.size > 1 && farthest
        ? `. The trail has ${visited.size} places, up to ${farthest.distance.toFixed(1)} pixels: ${shown.map(({ k, name }) => `IoU of ${name} ${score2(farthest.ious[k])}`).join(", ")} there`
        : "";
    plot.drawing.setAttribute("aria-label", `Slid by ${distance.toFixed(1)} pixels: ${numbers}${before}`);
  };
  const restart = () => {
    visited = new Map();
  };
  return { box, show, restart };
}

/**
 * The distance at which no object can overlap its truth any more, as a round number.
 * @param {Shifting["classes"]} classes
 */
const endOfTrail = (classes) => 10 * Math.ceil(Math.max(...classes.map(({ reach_px }) => 2 * reach_px + 1)) / 10);

/** @type {import("@anywidget/types").Render<Model>} */
function render({ model, el }) {
  const classes = model.get("classes");
  const { names, letters, background } = classes;
  const K = names.length;
  const [height, width] = model.get("truth").shape;
  const truth = arrayOf(model.get("truth"));
  const mostGrow = model.get("most_grow");
  const [movable, cosines] = [model.get("movable"), model.get("cosines")];
  const shifting = new Shifting({ truth, width, K, background, movable, cosines });
  const raster = rasterOf(width, height, SHOWN_PX);
  const styles = model.get("kinds").map(styleOfKind);
  const colors = colorTable(styles);
  const kindOf = kindTable(background);
  const kinds = new Uint8Array(truth.length);
  /** @type {Movement | null} */
  let last = null;
  let taking = false;

  const page = newPage(model, el, "prediction-shifter");
  const now = element("p", { id: newId("now") });
  const label =
    "The prediction over the truth. Arrow keys slide it, plus and minus grow it, comma and full stop rotate it.";
  const paper = element("canvas", {
    class: "paper",
    tabindex: "0",
    role: "application",
    "aria-label": label,
    "aria-describedby": now.id,
    "data-lm-suppress-shortcuts": "true",
  });
  const outlines = element("canvas", { class: "outlines", "aria-hidden": "true" });
  const board = layers(raster, paper, outlines, ...newBadges(shifting, letters, mostGrow));
  board.classList.add("board");
  const slides = {
    grow: newSlider({
      label: "Grow or shrink",
      least: -mostGrow,
      most: mostGrow,
      move: (grow) => take({ grow: Math.round(grow) + 0 }),
    }),
    angle: newSlider({
      label: "Rotate",
      least: -HALF_TURN,
      most: HALF_TURN,
      move: (angle) => take({ angle: Math.round(angle) + 0 }),
    }),
  };
  const again = element("button", { type: "button", title: "R", click: () => startAgain() }, "Back onto the truth");
  const matrix = newCounts(classes);
  const scoreRows = newScoreRows(model.get("page_scores"));
  const goals = newGoals(model.get("page_goals"));
  const trail = newTrail(shifting.classes, names, letters, endOfTrail(shifting.classes));
  page.root.append(
    element(
      "div",
      { class: "panels" },
      element(
        "div",
        { class: "seen" },
        element("figure", {}, element("figcaption", {}, "The prediction over the truth: drag it"), board),
        newLegend(styles, truth, shifting.classes.length > 1),
        slides.grow.box,
        slides.angle.box,
        element("div", { class: "placed" }, again, now),
        matrix.box,
      ),
      element("div", { class: "numbers" }, ...goals.lists, scoreRows.table, trail.box),
    ),
    page.news.line,
    keyHelp(SHIFT_KEYS),
  );

  const canvas = new KindCanvas(paper, raster, hatchBits(raster));
  drawOutlines(outlines, truth, raster);
  /** @returns {Movement} */
  const place = () => ({ offset: model.get("offset"), grow: model.get("grow"), angle: model.get("angle") });

  /** Show the prediction where the model has it; returns the scores. */
  function show() {
    const { offset, grow, angle } = place();
    shifting.moveTo(offset, grow, angle);
    for (let at = 0; at < truth.length; at++) kinds[at] = kindOf[(truth[at] << 8) | shifting.prediction[at]];
    canvas.draw(kinds, colors);
    const scores = scoresOf(shifting.counts, K);
    matrix.show(shifting.counts);
    scoreRows.show(scores);
    goals.show(scores);
    if (!last || last.grow !== grow || last.angle !== angle) trail.restart();
    trail.show(Math.hypot(...offset), scores.iou);
    slides.grow.show(grow, grow ? wordsOf({ offset: [0, 0], grow, angle: 0 }) : "as large as the truth");
    slides.angle.show(angle, angle ? wordsOf({ offset: [0, 0], grow: 0, angle }) : "not rotated");
    last = { offset, grow, angle };
    write(now, `The prediction is ${wordsOf(last)}.`);
    return { scores, words: wordsOf(last) };
  }

  /** After a change, from the page or from Python: show it, tell the page at once, and say what happened. */
  function follow() {
    const { offset, grow, angle } = place();
    const same =
      last && last.grow === grow && last.angle === angle && last.offset.every((part, at) => part === offset[at]);
    if (taking || same) return;
    const { scores, words } = show();
    model.set("matrix", rowsOf(shifting.counts, K));
    const ious = shifting.classes.map(({ class_index: k }) => `IoU of ${names[k]} ${score2(scores.iou[k])}`).join(", ");
    page.news.say(
      `The prediction is ${words}: ${wrongWords(kinds)}. Pixel accuracy ${score2(scores.pixel_accuracy)}, ${ious}.${goals.news()}`,
    );
  }

  /**
   * Take a movement from the reader: show it at once, tell Python after a rest.
   * @param {Partial<Movement>} movement
   */
  function take(movement) {
    taking = true;
    page.take(movement);
    taking = false;
    follow();
  }

  /** @type {(right: number, down: number) => void} */
  const slideTo = (right, down) => take({ offset: [clamp(right, width) + 0, clamp(down, height) + 0] });

  function startAgain() {
    last = null;
    take({ offset: [0, 0], grow: 0, angle: 0 });
  }

  function press(/** @type {KeyboardEvent} */ event) {
    const [right, down] = model.get("offset");
    if (event.key in SLIDES) {
      const [x, y] = SLIDES[event.key].map((step) => step * (event.shiftKey ? STRIDE : 1));
      return slideTo(right + x, down + y);
    }
    if (event.key in GROWS) return take({ grow: clamp(model.get("grow") + GROWS[event.key], mostGrow) });
    if (event.key in TURNS)
      return take({ angle: clamp(model.get("angle") + TURNS[event.key] * (event.shiftKey ? TURN : 1), HALF_TURN) });
    return startAgain();
  }
  paper.addEventListener("keydown", (event) => {
    const known = event.key in SLIDES || event.key in GROWS || event.key in TURNS || event.key.toLowerCase() === "r";
    if (!known || event.ctrlKey || event.metaKey || event.altKey) return;
    press(event);
    event.preventDefault();
    event.stopPropagation();
  });

  dragging(paper, {
    start: ({ clientX, clientY }) => ({ clientX, clientY, from: model.get("offset") }),
    move: (event, grip) => {
      const box = paper.getBoundingClientRect();
      const right = Math.round(((event.clientX - grip.clientX) / box.width) * width);
      const down = Math.round(((event.clientY - grip.clientY) / box.height) * height);
      slideTo(grip.from[0] + right, grip.from[1] + down);
    },
  });

  show();
  goals.news(); // what is met from the start is no news
  return page.follow({ offset: follow, grow: follow, angle: follow });
}

export default { render };
