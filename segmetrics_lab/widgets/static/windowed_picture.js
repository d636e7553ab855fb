// @ts-check
// The windowed picture: the photograph, what a model says inside a window, dark outside, and a frame between them.

import { newDecision, stylesOfDecision } from "./decisions.js";
import { following, placeIn } from "./dragging.js";
import { element, whole, write } from "./elements.js";
import { KIND } from "./kinds.js";
import { decide } from "./thresholds.js";
import { aroundBoth } from "./windows.js";

/**
 * @import { SentKind } from "./patterns.js"
 * @import { Sides, Size } from "./windows.js"
 */

const OUTSIDE = 6;
/**
 * A function that paints a window, where it is now and where it was before.
 * @typedef {(kinds: Uint8Array, words: string, ...part: number[]) => void} Draw
 * @type {(draw: Draw, decided: Uint8Array, size: Size) => (sides: Sides, words: string) => void}
 */
function windowPainter(draw, decided, { height, width }) {
  const shown = new Uint8Array(decided.length);
  let before = [0, height, 0, width];
  return (sides, words) => {
    const [top, bottom, left, right] = sides;
    const [first, end, from, to] = aroundBoth(sides, before);
    for (let y = first; y < end; y++) {
      const inRows = y >= top && y < bottom;
      for (let x = from, at = y * width + from; x < to; x++, at++)
        shown[at] = inRows && x >= left && x < right ? decided[at] : OUTSIDE;
    }
    draw(shown, words, from, first, to - 1, end - 1);
    before = sides;
  };
}

/** Put a frame around a window. @type {(frame: HTMLElement, sides: Sides, size: Size) => void} */
function putFrame(frame, [top, bottom, left, right], { height, width }) {
  const parts = { top: top / height, bottom: 1 - bottom / height, left: left / width, right: 1 - right / width };
  for (const [side, part] of Object.entries(parts)) frame.style.setProperty(side, `${100 * part}%`);
}

const HANDLES = ["nw", "n", "ne", "e", "se", "s", "sw", "w"];
/** A handle at a corner or in the middle of a side. @param {string} side */
function newHandle(side) {
  /** @type {(before: string, after: string) => number} */
  const place = (before, after) => 50 - 50 * Number(side.includes(before)) + 50 * Number(side.includes(after));
  const style = `left:${place("w", "e")}%;top:${place("n", "s")}%;cursor:${side}-resize`;
  return element("span", { class: `handle ${side.length === 1 ? "middle" : ""}`, style });
}

/**
 * The picture and its legend; `decideBy` takes the prediction of a model, `show` a window and what is counted in it.
 * @param {{ truth: Uint8Array, size: Size, image: Uint8Array, kinds: SentKind[] }} scene
 * @param {(place: number[]) => void} reach
 */
export function newWindowedPicture({ truth, size, image, kinds }, reach) {
  const styles = stylesOfDecision(kinds);
  styles[OUTSIDE] = { ...styles[KIND.rightBackground], alpha: 0.62 };
  styles[KIND.rightBackground].alpha = 0.2;
  const frame = element("span", { class: "window-frame", "aria-hidden": "true" }, ...HANDLES.map(newHandle));
  const numbers = ["found", "missed", "extra"].map(() => element("span", { class: "number" }));
  const decision = newDecision({ image, truth, width: size.width }, styles, [frame], numbers);
  decision.picture.classList.add("windowed");
  following(decision.picture, (event) => {
    const [across, down] = placeIn(decision.picture, event);
    reach([across * size.width, down * size.height]);
  });
  const decided = new Uint8Array(truth.length);
  const paint = windowPainter(decision.show, decided, size);
  const decideBy = (/** @type {Uint8Array} */ prediction) => decide(truth, prediction, 1, decided);
  /** @type {(sides: Sides, counts: number[], words: string) => void} */
  const show = (sides, [, extra, missed, found], words) => {
    paint(sides, words);
    putFrame(frame, sides, size);
    for (const [at, count] of [found, missed, extra].entries()) write(numbers[at], whole(count));
  };
  return { box: decision.box, decideBy, show };
}
