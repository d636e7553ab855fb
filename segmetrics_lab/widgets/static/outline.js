// @ts-check
// The outline of the truth: lines between all its pixels that differ, and the patch of a legend that stands for them.

import { contextOf, swatch } from "./patterns.js";

/** @import { Scaled, Style } from "./patterns.js" */

const OUTLINE = "#141414";

/** Draw the outline. @type {(canvas: HTMLCanvasElement, truth: Uint8Array, raster: Scaled) => void} */
export function drawOutline(canvas, truth, { width, height, factor, wide, high }) {
  canvas.width = wide;
  canvas.height = high;
  const context = contextOf(canvas);
  const thick = Math.max(1, Math.round(wide / 280));
  context.fillStyle = OUTLINE;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const [left, top] = [x * factor - (thick >> 1), y * factor - (thick >> 1)];
      if (x && truth[at] !== truth[at - 1]) context.fillRect(left, top, thick, factor + thick);
      if (y && truth[at] !== truth[at - width]) context.fillRect(left, top, factor + thick, thick);
    }
  }
}

/** A patch of right object and right background, with the outline between them. @param {Style[]} styles */
export function outlineSwatch([rest, object]) {
  const canvas = swatch(rest, 22, 16);
  const context = contextOf(canvas);
  /** @type {(color: string, edge: number) => void} */
  const fill = (color, edge) => {
    context.fillStyle = color;
    context.fillRect(edge, edge, canvas.width - 2 * edge, canvas.height - 2 * edge);
  };
  fill(OUTLINE, 3);
  fill(`rgb(${object.color.join()})`, 5);
  return canvas;
}
