// @ts-check
// The paradox explorer: a window that takes in more and more background, and at once the scores of a model and of a
// blank mask in it.

import { lineSample, newPlot, pathOf, putMark, SIDE, svg } from "./charts.js";
import { scoresOf } from "./counts.js";
import { dragging } from "./dragging.js";
import { arrayOf, element, keyHelp, legendOf, rowsOf, score2, score3, whole, write } from "./elements.js";
import { IGNORE_INDEX, KIND } from "./kinds.js";
import { newPage } from "./page.js";
import { layers, newChoices, newSlider } from "./panels.js";
import { colorTable, drawImage, hatchBits, KindCanvas, rasterOf, swatch } from "./patterns.js";
import { columnHead, newScoreValue, newTable, tableCell, tableRow } from "./tables.js";
import { decide, stylesOfDecision } from "./thresholds.js";
import { aroundBoth, newCounter, windowAt, windowReaching } from "./windows.js";

/**
 * @import { Scores } from "./counts.js"
 * @import { SentArray } from "./elements.js"
 * @import { SentKind } from "./patterns.js"
 * @import { Sides, Size } from "./windows.js"
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
 */

const BLANK = "all background";
const OUTSIDE = 6;
const PLACES = 100;
const SHOWN = 520;
/** @typedef {"pixel_accuracy" | "recall" | "iou" | "precision"} Key */
/** @type {{ key: Key, name: (object: string) => string }[]} */
const ROWS = [
  { key: "pixel_accuracy", name: () => "pixel accuracy" },
  { key: "recall", name: (object) => `recall of ${object}` },
  { key: "iou", name: (object) => `IoU of ${object}` },
  { key: "precision", name: (object) => `precision of ${object}` },
];
/** @typedef {{ line: string, key: Key, dash: string, name: (model: string) => string }} Line */
/** @type {Line[]} */
const LINES = [
  { line: "accuracy", key: "pixel_accuracy", dash: "", name: (model) => `accuracy of ${model}` },
  { line: "blank", key: "pixel_accuracy", dash: "9 5", name: () => `accuracy of ${BLANK}` },
  { line: "recall", key: "recall", dash: "2 3", name: (model) => `recall of ${model}` },
  { line: "iou", key: "iou", dash: "", name: (model) => `IoU of ${model}` },
];

/**
 * One number of a score: that of the object where there is one for each class.
 * @param {Scores} scores
 * @param {Key} key
 */
const scoreIn = (scores, key) => (key === "pixel_accuracy" ? scores[key] : scores[key][1]);

/**
 * A number with so many places, a tie to the even digit: so Python rounds, and toFixed does not.
 * @param {number} value
 * @param {number} places
 */
function rounded(value, places) {
  const text = value.toFixed(places);
  const isTie = (value * 2 ** (places + 1)) % 2 === 1;
  return isTie && Number(text.at(-1)) % 2 ? (value - 10 ** -(places + 2)).toFixed(places) : text;
}

/**
 * A share in percent, never rounded to nothing or to all. As in pictures.percent.
 * @param {number} part
 * @param {number} all
 */
function percentOf(part, all) {
  if (part === 0 || part === all) return part === 0 ? "0 %" : "100 %";
  const share = (100 * part) / all;
  if (share < 0.1) return "under 0.1 %";
  if (share > 99.9) return "over 99.9 %";
  return `${rounded(share, share < 9.95 || share >= 99.5 ? 1 : 0)} %`;
}

/**
 * How far the model is ahead of the blank mask by pixel accuracy, in words.
 * @param {number[]} counts
 * @param {number[]} blank
 */
function leadOf(counts, blank) {
  const right = counts[0] + counts[3] - blank[0] - blank[3];
  if (right === 0) return "exactly level with a model that sees nothing";
  const lead = Math.abs(right) / blank.reduce((sum, count) => sum + count, 0);
  const size = lead < 0.0005 ? "less than 0.001" : score3(lead);
  return `${size} ${right > 0 ? "ahead of" : "behind"} a model that sees nothing`;
}

/**
 * The scores of the model beside those of the blank mask.
 * @param {string} object
 */
function newDuel(object) {
  const rows = ROWS.map(({ key, name }) => {
    const values = [newScoreValue(), newScoreValue()];
    const cells = values.map(({ value, bar }) => tableCell(value, bar));
    return { key, values, row: tableRow([name(object)], ...cells) };
  });
  const model = columnHead();
  const table = newTable(
    "scores duel",
    "Scores in the window",
    [model, columnHead(BLANK)],
    rows.map(({ row }) => row),
  );
  /** @type {(name: string, scores: Scores[]) => void} */
  const show = (name, scores) => {
    write(model, name);
    for (const { key, values } of rows)
      for (const [at, { show: fill }] of values.entries()) fill(scoreIn(scores[at], key));
  };
  return { table, show };
}

/** The scores at every window, with a mark at the present one. */
function newCurves() {
  const plot = newPlot("Scores while the window grows", "window", "score", ["0: close", "1: whole picture"]);
  const at = svg("path", { class: "now" });
  const dots = LINES.map(({ line }) => svg("circle", { r: line === "accuracy" ? 2.2 : 1.5, class: line }));
  const names = LINES.map(() => element("span", {}));
  plot.marks.append(at, ...dots);
  const legend = legendOf(...LINES.map(({ line, dash }, number) => [lineSample(line, dash), names[number]]));
  /** @type {(line: Line, pair: Scores[]) => number} */
  const of = ({ line, key }, [model, blank]) => scoreIn(line === "blank" ? blank : model, key);
  /**
   * The curves of a model: pairs of scores, its own and those of the blank mask, at even steps of the window.
   * @param {string} name
   * @param {Scores[][]} pairs
   */
  const draw = (name, pairs) => {
    plot.lines.replaceChildren(
      ...LINES.map((entry) =>
        svg("path", {
          class: entry.line,
          "stroke-dasharray": entry.dash,
          d: pathOf(pairs.map((pair, step) => [step / (pairs.length - 1), of(entry, pair)])),
        }),
      ),
    );
    for (const [number, entry] of LINES.entries()) write(names[number], entry.name(name));
  };
  /** @type {(window: number, name: string, pair: Scores[]) => void} */
  const show = (window, name, pair) => {
    at.setAttribute("d", `M${window * SIDE} 0V${SIDE}`);
    for (const [number, entry] of LINES.entries()) putMark(dots[number], window, of(entry, pair));
    const words = LINES.map((entry) => `${entry.name(name)} ${score2(of(entry, pair))}`).join(", ");
    plot.drawing.setAttribute("aria-label", `At window ${score2(window)}: ${words}`);
  };
  return { box: element("div", { class: "plots curves" }, plot.figure, legend), draw, show };
}

/**
 * The picture: the photograph, what the model says inside the window, dark outside, and a frame between them.
 * @param {import("@anywidget/types").AnyModel<Model>} model
 * @param {Uint8Array} truth
 * @param {Size} size
 */
function newView(model, truth, size) {
  const { height, width } = size;
  const raster = rasterOf(width, height, SHOWN);
  const styles = stylesOfDecision(model.get("kinds"));
  styles[KIND.rightBackground] = { color: [20, 20, 20], alpha: 0.2 };
  styles[OUTSIDE] = { color: [20, 20, 20], alpha: 0.62 };
  const colors = colorTable(styles);
  const decided = new Uint8Array(truth.length);
  const shown = new Uint8Array(truth.length);
  let before = [0, height, 0, width];

  const photograph = element("canvas", { "aria-hidden": "true" });
  const over = element("canvas", { role: "img" });
  const frame = element("span", { class: "window-frame", "aria-hidden": "true" });
  const picture = layers(raster, photograph, over, frame);
  picture.classList.add("windowed");
  const counts = [
    { kind: KIND.rightObject, word: "found" },
    { kind: KIND.missed, word: "missed" },
    { kind: KIND.extra, word: "extra" },
  ].map((shown) => ({ ...shown, number: element("span", { class: "number" }) }));
  const legend = legendOf(
    ...counts.map(({ kind, word, number }) => [swatch(styles[kind]), word, number]),
    ...(truth.includes(IGNORE_INDEX) ? [[swatch(styles[KIND.ignored]), "not scored"]] : []),
  );
  const canvas = new KindCanvas(over, raster, hatchBits(raster));
  drawImage(photograph, arrayOf(model.get("image")), raster);

  /**
   * Paint the window, where it is now and where it was before.
   * @param {Sides} sides
   */
  function draw(sides) {
    const [top, bottom, left, right] = sides;
    const [first, end, from, to] = aroundBoth(sides, before);
    for (let y = first; y < end; y++) {
      const inRows = y >= top && y < bottom;
      for (let x = from, at = y * width + from; x < to; x++, at++)
        shown[at] = inRows && x >= left && x < right ? decided[at] : OUTSIDE;
    }
    canvas.draw(shown, colors, from, first, to - 1, end - 1);
    before = sides;
    const parts = { top: top / height, bottom: 1 - bottom / height, left: left / width, right: 1 - right / width };
    for (const [side, part] of Object.entries(parts)) frame.style.setProperty(side, `${100 * part}%`);
  }
  /** @type {(sides: Sides, counts: number[], words: string) => void} */
  const show = (sides, [, extra, missed, found], words) => {
    draw(sides);
    for (const [at, count] of [found, missed, extra].entries()) write(counts[at].number, whole(count));
    over.setAttribute("aria-label", words);
  };
  /** @param {Uint8Array} prediction */
  const decideBy = (prediction) => decide(truth, prediction, 1, decided);
  return {
    picture,
    legend,
    show,
    decideBy,
    placeOf: (/** @type {PointerEvent} */ event) => {
      const box = picture.getBoundingClientRect();
      return [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height];
    },
  };
}

/**
 * Let a pointer on the picture pull the window to where it is; a finger that scrolls the page pulls nothing.
 * @param {ReturnType<typeof newView>} view
 * @param {(place: number[]) => void} reach
 */
function followPointer({ picture, placeOf }, reach) {
  /** @param {PointerEvent} event */
  const pull = (event) => reach(placeOf(event));
  dragging(picture, {
    start: (event) => {
      if (event.pointerType !== "touch") pull(event);
    },
    move: pull,
    end: (event) => {
      if (event.type === "pointerup") pull(event);
    },
  });
}

/** @type {import("@anywidget/types").Render<Model>} */
function render({ model, el }) {
  const [height, width] = model.get("truth").shape;
  const size = { height, width };
  const truth = arrayOf(model.get("truth"));
  const closest = model.get("closest");
  const names = model.get("models");
  const object = model.get("names")[1];
  const counter = newCounter(truth, size);
  const predictions = arrayOf(model.get("predictions"));
  const parts = names.map((_, at) => predictions.subarray(at * truth.length, (at + 1) * truth.length));
  /** @type {Map<string, (sides: Sides) => number[]>} */
  const counted = new Map();
  let drawn = "";

  const page = newPage(model, el, "paradox-explorer");
  const view = newView(model, truth, size);
  const choices = newChoices(
    "Model",
    names.map((name) => ({ label: name, content: [name] })),
    (at) => page.take({ model: names[at] }),
  );
  const slider = newSlider({
    label: "How much background",
    least: 0,
    most: 1,
    per: PLACES,
    move: (window) => page.take({ window }),
  });
  const share = element("strong", {});
  const lead = element("p", { class: "formula" });
  const duel = newDuel(object);
  const curves = newCurves();
  const help = keyHelp([
    ["Tab", "models, slider, exact number"],
    ["← →", "window smaller or larger by 0.01"],
    ["PgUp PgDn", "by 0.1"],
    ["Home End", "close around the object, or the whole picture"],
  ]);
  page.root.append(
    element(
      "div",
      { class: "toolbar" },
      element("span", { class: "title", "aria-hidden": "true" }, "Model"),
      choices.row,
    ),
    slider.box,
    element(
      "div",
      { class: "panels" },
      element("div", { class: "seen" }, view.picture, view.legend),
      element(
        "div",
        { class: "numbers" },
        element("p", { class: "share" }, share, ` of the pixels in the window are ${object}`),
        duel.table,
        lead,
      ),
    ),
    curves.box,
    page.news.line,
    help,
  );

  /**
   * The matrices of the model that is shown and of the blank mask, in any window.
   * @param {number} window
   */
  function matricesAt(window) {
    const name = model.get("model");
    const matrixIn = counted.get(name) ?? counter.of(parts[names.indexOf(name)]);
    counted.set(name, matrixIn);
    const sides = windowAt(closest, size, window);
    return { sides, counts: matrixIn(sides), blank: counter.blank(sides) };
  }

  /**
   * Draw what depends on the model alone.
   * @param {string} name
   */
  function drawModel(name) {
    drawn = name;
    choices.show(names.indexOf(name));
    view.decideBy(parts[names.indexOf(name)]);
    curves.draw(
      name,
      Array.from({ length: PLACES + 1 }, (_, step) => {
        const { counts, blank } = matricesAt(step / PLACES);
        return [scoresOf(counts, 2), scoresOf(blank, 2)];
      }),
    );
  }

  /** Show the window and the model of the traits; returns what was counted, and its words. */
  function show() {
    const [window, name] = [model.get("window"), model.get("model")];
    if (name !== drawn) drawModel(name);
    const { sides, counts, blank } = matricesAt(window);
    const scores = [scoresOf(counts, 2), scoresOf(blank, 2)];
    const [all, there] = [blank[0] + blank[2], blank[2]];
    const rare = `${object} is ${percentOf(there, all)} of the pixels in the window`;
    const [, extra, missed, found] = counts.map(whole);
    write(share, percentOf(there, all));
    write(lead, `In pixel accuracy, ${name} is ${leadOf(counts, blank)}.`);
    duel.show(name, scores);
    curves.show(window, name, scores);
    view.show(
      sides,
      counts,
      `Inside the window, ${name} has ${found} pixels of ${object} found, ${missed} missed, ${extra} extra`,
    );
    slider.show(window, `${score2(window)}: ${rare}`);
    const [own, other] = scores.map((values) => score3(values.pixel_accuracy));
    return {
      counts,
      blank,
      share: there / all,
      words: `Window ${score2(window)}: ${rare}. Pixel accuracy ${own} for ${name}, ${other} for ${BLANK}. ${name}: recall ${score3(scores[0].recall[1])}, IoU ${score3(scores[0].iou[1])}.`,
    };
  }

  function follow() {
    const { counts, blank, share: rarity, words } = show();
    model.set("matrix", rowsOf(counts, 2));
    model.set("baseline_matrix", rowsOf(blank, 2));
    model.set("object_share", rarity);
    page.news.say(words);
  }

  followPointer(view, (place) =>
    page.take({ window: Math.round(windowReaching(closest, size, place) * PLACES) / PLACES }),
  );
  show();
  return page.follow({ window: follow, model: follow });
}

export default { render };
