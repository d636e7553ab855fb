// @ts-check
// The windowed picture: the photograph, what a model says inside a window, dark outside, and a frame between them.

import { dragging } from "./dragging.js";
import { element, legendOf, whole, write } from "./elements.js";
import { IGNORE_INDEX, KIND } from "./kinds.js";
import { layers } from "./panels.js";
import { colorTable, drawImage, hatchBits, KindCanvas, rasterOf, swatch } from "./patterns.js";
import { decide, stylesOfDecision } from "./thresholds.js";
import { aroundBoth } from "./windows.js";

/**
 * @import { SentKind, Style } from "./patterns.js"
 * @import { Sides, Size } from "./windows.js"
 */

const OUTSIDE = 6;
const DARK = [20, 20, 20];
const SHOWN = 520;
/** What is counted in the legend, and the cell of the flat matrix where its count stands. */
const COUNTED = [
  { kind: KIND.rightObject, word: "found", cell: 3 },
  { kind: KIND.missed, word: "missed", cell: 2 },
  { kind: KIND.extra, word: "extra", cell: 1 },
];

/** What the kinds of pixels look like, with a count of each. @param {Style[]} styles @param {boolean} hasUnscored */
function newCountedLegend(styles, hasUnscored) {
  const numbers = COUNTED.map(() => element("span", { class: "number" }));
  const legend = legendOf(
    ...COUNTED.map(({ kind, word }, at) => [swatch(styles[kind]), word, numbers[at]]),
    ...(hasUnscored ? [[swatch(styles[KIND.ignored]), "not scored"]] : []),
  );
  /** @param {number[]} counts */
  const count = (counts) => {
    for (const [at, { cell }] of COUNTED.entries()) write(numbers[at], whole(counts[cell]));
  };
  return { legend, count };
}

/**
 * A function that paints a window, where it is now and where it was before.
 * @type {(canvas: KindCanvas, colors: Uint32Array, decided: Uint8Array, size: Size) => (sides: Sides) => void}
 */
function windowPainter(canvas, colors, decided, { height, width }) {
  const shown = new Uint8Array(decided.length);
  let before = [0, height, 0, width];
  return (sides) => {
    const [top, bottom, left, right] = sides;
    const [first, end, from, to] = aroundBoth(sides, before);
    for (let y = first; y < end; y++) {
      const inRows = y >= top && y < bottom;
      for (let x = from, at = y * width + from; x < to; x++, at++)
        shown[at] = inRows && x >= left && x < right ? decided[at] : OUTSIDE;
    }
    canvas.draw(shown, colors, from, first, to - 1, end - 1);
    before = sides;
  };
}

/** Put a frame around a window. @type {(frame: HTMLElement, sides: Sides, size: Size) => void} */
function putFrame(frame, [top, bottom, left, right], { height, width }) {
  const parts = { top: top / height, bottom: 1 - bottom / height, left: left / width, right: 1 - right / width };
  for (const [side, part] of Object.entries(parts)) frame.style.setProperty(side, `${100 * part}%`);
}

/**
 * Tell which place a pointer pulls the window to; a finger that scrolls the page pulls nothing.
 * @type {(picture: HTMLElement, size: Size, reach: (place: number[]) => void) => void}
 */
function followPointer(picture, { height, width }, reach) {
  /** @param {PointerEvent} event */
  const pull = (event) => {
    const box = picture.getBoundingClientRect();
    reach([((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height]);
  };
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

/**
 * The picture and its legend; `decideBy` takes the prediction of a model, `show` a window and what is counted in it.
 * @param {{ truth: Uint8Array, size: Size, image: Uint8Array, kinds: SentKind[] }} scene
 * @param {(place: number[]) => void} reach
 */
export function newWindowedPicture({ truth, size, image, kinds }, reach) {
  const raster = rasterOf(size.width, size.height, SHOWN);
  const styles = stylesOfDecision(kinds);
  styles[KIND.rightBackground] = { color: DARK, alpha: 0.2 };
  styles[OUTSIDE] = { color: DARK, alpha: 0.62 };
  const photograph = element("canvas", { "aria-hidden": "true" });
  const over = element("canvas", { role: "img" });
  const frame = element("span", { class: "window-frame", "aria-hidden": "true" });
  const picture = layers(raster, photograph, over, frame);
  picture.classList.add("windowed");
  followPointer(picture, size, reach);
  const { legend, count } = newCountedLegend(styles, truth.includes(IGNORE_INDEX));
  const decided = new Uint8Array(truth.length);
  const paint = windowPainter(new KindCanvas(over, raster, hatchBits(raster)), colorTable(styles), decided, size);
  drawImage(photograph, image, raster);
  /** @param {Uint8Array} prediction */
  const decideBy = (prediction) => decide(truth, prediction, 1, decided);
  /** @type {(sides: Sides, counts: number[], words: string) => void} */
  const show = (sides, counts, words) => {
    paint(sides);
    putFrame(frame, sides, size);
    count(counts);
    over.setAttribute("aria-label", words);
  };
  return { box: element("div", { class: "seen" }, picture, legend), decideBy, show };
}
