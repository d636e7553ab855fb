// @ts-check
// Figures: maps drawn on layers of canvases, with or without a caption, and the legend of their kinds of pixels.

import { element, legendOf } from "./elements.js";
import { drawImage, KindCanvas, swatch } from "./patterns.js";

/**
 * @import { Raster, Style } from "./patterns.js"
 * @typedef {(kinds: Uint8Array, ...part: number[]) => void} Draw
 * @typedef {{ figure: Node, board: HTMLElement, draw: Draw, label: (words: string) => void }} MapFigure
 */

/**
 * Canvases of one raster above each other, never shown larger than the raster is.
 * @type {(raster: Raster, ...canvases: Node[]) => HTMLElement}
 */
export function layers({ width, height, across }, ...canvases) {
  const style = `--ratio:${width / height};--across:${across}px`;
  return element("div", { class: "layers", style }, ...canvases);
}

/** A figure under its caption. @type {(caption: string, ...drawn: Node[]) => HTMLElement} */
export const newFigure = (caption, ...drawn) => element("figure", {}, element("figcaption", {}, caption), ...drawn);

/**
 * A map of kinds or classes as a figure: it is drawn in the colours of a table, below further canvases.
 * @type {(caption: string, raster: Raster, bits: Uint8Array, colors: Uint32Array, ...above: Node[]) => MapFigure}
 */
export function newMapFigure(caption, raster, bits, colors, ...above) {
  const canvas = element("canvas", { role: "img", "aria-label": caption });
  const shown = new KindCanvas(canvas, raster, bits);
  const board = layers(raster, canvas, ...above);
  return {
    figure: newFigure(caption, board),
    board,
    draw: (kinds, ...part) => shown.draw(kinds, colors, ...part),
    label: (words) => canvas.setAttribute("aria-label", words),
  };
}

/** A canvas that is used by pointer and keys. @type {(label: string, describedBy?: string) => HTMLCanvasElement} */
export const newPaper = (label, describedBy) =>
  element("canvas", {
    class: "paper",
    tabindex: "0",
    role: "application",
    "aria-label": label,
    "aria-describedby": describedBy,
  });

/**
 * A photograph below a canvas, and below what is above that.
 * @type {(image: Uint8Array, raster: Raster, ...above: Node[]) => HTMLElement}
 */
export function overPhotograph(image, raster, ...above) {
  const photograph = element("canvas", { "aria-hidden": "true" });
  drawImage(photograph, image, raster);
  return layers(raster, photograph, ...above);
}

/**
 * What the patterns of kinds stand for: each kind with its word, where it can be there, and what else is drawn.
 * @type {(styles: Style[], kinds: [number, string, boolean][], ...more: (string | Node)[][]) => HTMLElement}
 */
export const newKindLegend = (styles, kinds, ...more) =>
  legendOf(
    ...kinds.filter(([, , there]) => there).map(([kind, word]) => [swatch(styles[kind], 22, 16), word]),
    ...more,
  );
