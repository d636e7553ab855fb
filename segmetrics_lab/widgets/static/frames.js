// @ts-check
// Frames: their small pictures, the side of the split on which each is, and how both are shown.

import { element } from "./elements.js";
import { drawImage } from "./patterns.js";

/**
 * A frame as Python sends it, and the small pictures of all frames.
 * @typedef {{ name: string, drive: string, row: number, column: number }} SentFrame
 * @typedef {{ maps: Uint8Array[], height: number, width: number }} Pictures
 */

/** Where a frame is: not used, training, test, or both. */
export const SIDES = [
  { word: "not used", letters: "" },
  { word: "training", letters: "T" },
  { word: "test", letters: "?" },
  { word: "training and test", letters: "T?" },
];
/** Is a frame of this side in the test? @param {number} side */
export const isInTest = (side) => (side & 2) !== 0;

/** Draw a frame as it was sent. @type {(canvas: HTMLCanvasElement, pictures: Pictures, at: number) => void} */
export const drawFrame = (canvas, { maps, height, width }, at) =>
  drawImage(canvas, maps[at], { width, height, factor: 1, wide: width, high: height });

/** A box in the style of a side, for the legend. @param {number} side */
export const sideKey = (side) =>
  element(
    "span",
    { class: "frame key-frame", "data-side": side, "aria-hidden": "true" },
    element("span", { class: "letters" }, SIDES[side].letters),
  );
