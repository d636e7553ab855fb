// @ts-check
// Figures: what is drawn under a caption, and the legend of its kinds of pixels.

import { element, legendOf } from "./elements.js";
import { swatch } from "./patterns.js";

/** A figure under its caption. @type {(caption: string, ...drawn: Node[]) => HTMLElement} */
export const newFigure = (caption, ...drawn) => element("figure", {}, element("figcaption", {}, caption), ...drawn);

/**
 * What the patterns of kinds stand for: each kind with its word, where it can be there.
 * @type {(styles: import("./patterns.js").Style[], kinds: [number, string, boolean][]) => HTMLElement}
 */
export const newKindLegend = (styles, kinds) =>
  legendOf(...kinds.filter(([, , there]) => there).map(([kind, word]) => [swatch(styles[kind], 22, 16), word]));
