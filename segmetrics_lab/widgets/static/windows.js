// @ts-check
// Windows: a part of a picture that grows from the box around the object to the whole, and what is counted inside.
// A window is [top, bottom, left, right]; bottom and right are the first row and column outside.

import { IGNORE_INDEX } from "./kinds.js";

/**
 * @typedef {number[]} Sides top, bottom, left and right
 * @typedef {{ height: number, width: number }} Size
 */

/** @type {(size: Size) => Sides} */
const endsOf = ({ height, width }) => [0, height, 0, width];

/**
 * The window so far between the closest one (0) and the whole picture (1). As in widgets.windows.
 * @type {(closest: Sides, size: Size, window: number) => Sides}
 */
export const windowAt = (closest, size, window) =>
  closest.map((begin, side) => Math.floor(begin + (endsOf(size)[side] - begin) * window + 0.5));

/** How far the window has to grow to reach a point. @type {(closest: Sides, size: Size, point: number[]) => number} */
export function windowReaching(closest, size, [x, y]) {
  const far = closest.map((begin, side) => {
    const way = endsOf(size)[side] - begin;
    return way === 0 ? 0 : ((side < 2 ? y : x) - begin) / way;
  });
  return Math.min(1, Math.max(0, ...far));
}

/** The smallest window in which both of two windows lie. @type {(one: Sides, other: Sides) => Sides} */
export const aroundBoth = (one, other) =>
  one.map((side, at) => (at % 2 === 0 ? Math.min(side, other[at]) : Math.max(side, other[at])));

/**
 * For every corner, how many of the wanted pixels lie above and left of it: a window is counted from its four corners.
 * @type {(size: Size, isWanted: (at: number) => boolean) => (sides: Sides) => number}
 */
export function cornerSums({ height, width }, isWanted) {
  const wide = width + 1;
  const sums = new Uint32Array(wide * (height + 1));
  for (let row = 0, at = 0; row < height; row++) {
    let inRow = 0;
    for (let column = 0; column < width; column++, at++) {
      if (isWanted(at)) inRow++;
      const corner = (row + 1) * wide + column + 1;
      sums[corner] = sums[corner - wide] + inRow;
    }
  }
  return ([top, bottom, left, right]) =>
    sums[bottom * wide + right] - sums[top * wide + right] - sums[bottom * wide + left] + sums[top * wide + left];
}

/** The flat matrix of a prediction, and of a blank mask, in a window. @param {Uint8Array} truth @param {Size} size */
export function newCounter(truth, size) {
  const scored = cornerSums(size, (at) => truth[at] !== IGNORE_INDEX);
  const object = cornerSums(size, (at) => truth[at] === 1);
  /** @type {(sides: Sides) => number[]} */
  const blank = (sides) => [scored(sides) - object(sides), 0, object(sides), 0];
  /** @type {(prediction: Uint8Array) => typeof blank} */
  const of = (prediction) => {
    const found = cornerSums(size, (at) => truth[at] === 1 && prediction[at] === 1);
    const extra = cornerSums(size, (at) => truth[at] === 0 && prediction[at] === 1);
    return (sides) => {
      const [rest, , there] = blank(sides);
      return [rest - extra(sides), extra(sides), there - found(sides), found(sides)];
    };
  };
  return { blank, of };
}
