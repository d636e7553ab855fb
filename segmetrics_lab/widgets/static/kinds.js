// @ts-check
// The kinds of a pixel: what became of it, as in segmetrics_lab.pictures.PixelKind.

import { counted, whole } from "./elements.js";

/** The label of a pixel that is not scored, as in segmetrics_lab.labels. */
export const IGNORE_INDEX = 255;

/** The numbers of pictures.PixelKind. */
export const KIND = { rightBackground: 0, rightObject: 1, missed: 2, extra: 3, swapped: 4, ignored: 5 };

/** The kind of every pair of labels: table[(truth << 8) | prediction]. @param {number | null} background */
export function kindTable(background) {
  const table = new Uint8Array(1 << 16);
  for (let truth = 0; truth < 256; truth++) {
    for (let prediction = 0; prediction < 256; prediction++) {
      let kind = KIND.swapped;
      if (prediction === background) kind = KIND.missed;
      if (truth === background) kind = KIND.extra;
      if (truth === prediction) kind = truth === background ? KIND.rightBackground : KIND.rightObject;
      if (truth === IGNORE_INDEX) kind = KIND.ignored;
      table[(truth << 8) | prediction] = kind;
    }
  }
  return table;
}

/** What a map of what was said shows beside classes. */
export const SAID = { right: 254, ignored: 255 };

/** What was said where that is wrong, of every pair of labels: table[(truth << 8) | prediction]. */
export function saidTable() {
  const table = new Uint8Array(1 << 16);
  for (let pair = 0; pair < table.length; pair++) {
    const [truth, prediction] = [pair >> 8, pair & 255];
    table[pair] = truth === prediction ? SAID.right : prediction;
    if (truth === IGNORE_INDEX) table[pair] = SAID.ignored;
  }
  return table;
}

/**
 * What is wrong in a map of kinds, in words; of many classes all together.
 * @param {Uint8Array} kinds @param {boolean} isOfMany
 */
export function wrongWords(kinds, isOfMany) {
  const counts = new Array(Object.keys(KIND).length).fill(0);
  for (const kind of kinds) counts[kind]++;
  if (counts[KIND.ignored] === kinds.length) return "no pixel is scored";
  const { [KIND.missed]: missed, [KIND.extra]: extra, [KIND.swapped]: swapped } = counts;
  if (isOfMany) return `${counted(missed + extra + swapped)} wrong`;
  return `${counted(missed)} missed, ${whole(extra)} extra, ${whole(swapped)} swapped`;
}
