// @ts-check
// Decisions: what is found, missed and extra, over a photograph, and what their colours stand for.

import { element, legendOf } from "./elements.js";
import { overPhotograph } from "./figures.js";
import { IGNORE_INDEX, KIND } from "./kinds.js";
import { colorTable, KindCanvas, rasterOf, styleOfKind, swatch } from "./patterns.js";

/** @import { SentKind, Style } from "./patterns.js" */

const SHOWN = 520;
/** @type {[number, string][]} */
const FOUND = [
  [KIND.rightObject, "found"],
  [KIND.missed, "missed"],
  [KIND.extra, "extra"],
];

/** How opaque found pixels and the rest are, as shares of 1: the photograph is seen through them. */
const ALPHAS = { [KIND.rightBackground]: 0.45, [KIND.rightObject]: 0.55 };

/** How kinds lie over a photograph: found, missed and extra stand out, the rest is darker. @param {SentKind[]} sent */
export const stylesOfDecision = (sent) =>
  sent.map((kind, at) => ({ ...styleOfKind(kind), alpha: ALPHAS[at] ?? 0.9, lineAlpha: 1 }));

/**
 * The kinds of pixels over a photograph and below a frame, if any, with a legend: found, missed and extra, each beside
 * its number, if any.
 * @param {{ image: Uint8Array, truth: Uint8Array, width: number }} scene @param {Style[]} styles
 * @param {Node[]} frame @param {Node[]} numbers
 */
export function newDecision({ image, truth, width }, styles, frame = [], numbers = []) {
  const raster = rasterOf(width, truth.length / width, SHOWN);
  const over = element("canvas", { role: "img" });
  const picture = overPhotograph(image, raster, over, ...frame);
  const legend = legendOf(
    ...FOUND.map(([kind, word], at) => [swatch(styles[kind], 22, 16), word, ...numbers.slice(at, at + 1)]),
    ...(truth.includes(IGNORE_INDEX) ? [[swatch(styles[KIND.ignored], 22, 16), "ignored"]] : []),
  );
  const [canvas, colors] = [new KindCanvas(over, raster), colorTable(styles)];
  /** @type {(kinds: Uint8Array, words: string, ...part: number[]) => void} */
  const show = (kinds, words, ...part) => {
    canvas.draw(kinds, colors, ...part);
    over.setAttribute("aria-label", words);
  };
  return { box: element("div", { class: "seen" }, picture, legend), picture, show };
}
