// @ts-check
// Figures: what is drawn under a caption, and the legend of its kinds of pixels.

import { element, legendOf } from "./elements.js";
import { layers } from "./panels.js";
import { KindCanvas, swatch } from "./patterns.js";

/**
 * @import { Raster, Style } from "./patterns.js"
 * @typedef {(kinds: Uint8Array, ...part: number[]) => void} Draw
 * @typedef {{ figure: Node, draw: Draw, label: (words: string) => void }} MapFigure
 */

/** A figure under its caption. @type {(caption: string, ...drawn: Node[]) => HTMLElement} */
export const newFigure = (caption, ...drawn) => element("figure", {}, element("figcaption", {}, caption), ...drawn);

/**
 * A map of kinds or classes as a figure: it is drawn in the colours of a table, below further canvases.
 * @type {(caption: string, raster: Raster, bits: Uint8Array, colors: Uint32Array, ...above: Node[]) => MapFigure}
 */
export function newMapFigure(caption, raster, bits, colors, ...above) {
  const canvas = element("canvas", { role: "img", "aria-label": caption });
  const shown = new KindCanvas(canvas, raster, bits);
  return {
    figure: newFigure(caption, layers(raster, canvas, ...above)),
    draw: (kinds, ...part) => shown.draw(kinds, colors, ...part),
    label: (words) => canvas.setAttribute("aria-label", words),
  };
}

/**
 * What the patterns of kinds stand for: each kind with its word, where it can be there.
 * @type {(styles: Style[], kinds: [number, string, boolean][]) => HTMLElement}
 */
export const newKindLegend = (styles, kinds) =>
  legendOf(...kinds.filter(([, , there]) => there).map(([kind, word]) => [swatch(styles[kind], 22, 16), word]));
