// @ts-check
// Frames: their pictures, the side of the split on which each is, and the bar below it that shows the side.

import { element } from "./elements.js";

/** A frame as Python sends it. @typedef {{ name: string, drive: string, row: number, column: number, picture: string }}
 * SentFrame */

/** Where a frame is, in the order of the sides that Python sends. */
export const SIDES = ["not used", "training", "test", "training and test"];
/** Is a frame of this side in the test? @param {number} side */
export const isInTest = (side) => (side & 2) !== 0;

/** The bar of a side: of what is around it, or its own, as in the legend. @param {number} [side] */
export const sideBar = (side) => element("span", { class: "side", "data-side": side, "aria-hidden": "true" });

/** The picture of a frame above the bar of its side; where no words are given, what is around it has them. */
export function newFrame(words = "") {
  const image = element("img", { alt: words, draggable: "false" });
  const box = element("div", { class: "frame" }, image, sideBar());
  const show = (/** @type {SentFrame} */ { picture }, /** @type {number} */ side) => {
    if (image.src !== picture) image.src = picture;
    box.dataset.side = String(side);
  };
  return { box, image, show };
}
