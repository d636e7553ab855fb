// A truth whose objects are slid, grown and rotated: the same arithmetic as segmetrics_lab.widgets.shifting.

import { UNSCORED } from "./painting.js";

/** The depth of what lies outside the box of a class: too far away for any growth. */
const FAR = 32767;

/** The bounding box, the mean place and the number of pixels of each class. */
function extentsOf(truth, width, K) {
  const extents = Array.from({ length: K }, () => ({
    left: Infinity,
    right: -1,
    top: Infinity,
    bottom: -1,
    x: 0,
    y: 0,
    area: 0,
  }));
  for (let at = 0, y = 0; at < truth.length; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (truth[at] === UNSCORED) continue;
      const extent = extents[truth[at]];
      extent.area++;
      extent.x += x;
      extent.y += y;
      if (x < extent.left) extent.left = x;
      if (x > extent.right) extent.right = x;
      if (y < extent.top) extent.top = y;
      extent.bottom = y;
    }
  }
  return extents;
}

/** For each pixel of a mask, how many pixels up or down the nearest one lies that is not like it; at most the cap. */
function stepsInColumns(mask, wide, cap) {
  const steps = new Uint8Array(mask.length).fill(cap);
  const look = (at, from) => {
    steps[at] = Math.min(steps[at], mask[at] === mask[from] ? steps[from] + 1 : 1);
  };
  for (let at = wide; at < mask.length; at++) look(at, at - wide);
  for (let at = mask.length - wide - 1; at >= 0; at--) look(at, at + wide);
  return steps;
}

/** How far up or down from another column the nearest pixel lies that is not like this one, squared. */
const squareAt = (mask, steps, at, other) => (mask[other] === mask[at] ? steps[other] * steps[other] : 0);

/** Outside a mask the squared distance to it, inside minus the squared distance to the outside; at most the cap's. */
export function signedSquaredDistances(mask, wide, cap) {
  const steps = stepsInColumns(mask, wide, cap);
  const depth = new Int16Array(mask.length);
  for (let start = 0; start < mask.length; start += wide) {
    for (let at = start; at < start + wide; at++) {
      let nearest = steps[at] * steps[at];
      for (let across = 1; across * across < nearest; across++) {
        const before = at - across < start ? nearest : squareAt(mask, steps, at, at - across);
        const after = at + across >= start + wide ? nearest : squareAt(mask, steps, at, at + across);
        nearest = Math.min(nearest, across * across + Math.min(before, after));
      }
      depth[at] = mask[at] ? -nearest : nearest;
    }
  }
  return depth;
}

/** One class, ready to be moved; beyond the picture all is background. */
function movableClass(truth, width, k, extent, mostGrow) {
  const margin = mostGrow + 1;
  const [left, top] = [extent.left - margin, extent.top - margin];
  const wide = extent.right - extent.left + 1 + 2 * margin;
  const high = extent.bottom - extent.top + 1 + 2 * margin;
  const mask = new Uint8Array(wide * high);
  const [x, y] = [extent.x / extent.area, extent.y / extent.area];
  let farthest = 0;
  for (let row = extent.top; row <= extent.bottom; row++) {
    for (let column = extent.left; column <= extent.right; column++) {
      if (truth[row * width + column] !== k) continue;
      mask[(row - top) * wide + column - left] = 1;
      farthest = Math.max(farthest, Math.hypot(column - x, row - y));
    }
  }
  return {
    k,
    left,
    top,
    wide,
    high,
    x,
    y,
    reach: Math.ceil(farthest),
    depth: signedSquaredDistances(mask, wide, margin),
  };
}

export class Shifting {
  constructor({ truth, width, K, background, mostGrow, cosines }) {
    Object.assign(this, { truth, width, height: truth.length / width, K, background, cosines });
    this.extents = extentsOf(truth, width, K);
    const present = this.extents.map((_, k) => k).filter((k) => k !== background && this.extents[k].area);
    this.classes = present.map((k) => movableClass(truth, width, k, this.extents[k], mostGrow));
    this.prediction = new Uint8Array(truth.length);
    this.nearest = new Int16Array(truth.length);
    this.counts = new Float64Array(K * K);
  }

  /** Grow all classes, rotate each about its own center, slide them, and count. */
  moveTo([right, down], grow, angle) {
    this.prediction.fill(this.background);
    this.nearest.fill(FAR);
    for (const movable of this.classes) this.put(movable, right, down, grow, angle);
    this.counts.fill(0);
    const { truth, prediction, counts, K } = this;
    for (let at = 0; at < truth.length; at++) if (truth[at] !== UNSCORED) counts[truth[at] * K + prediction[at]]++;
  }

  /** Give a class every pixel that comes from it, or from near enough to it, and that is nearer to no other. */
  put({ k, left, top, wide, high, x: centerX, y: centerY, reach, depth }, right, down, grow, angle) {
    const { width, height, prediction, nearest, cosines } = this;
    const limit = grow >= 0 ? grow * grow : -grow * grow - 1;
    const cosine = cosines[(angle + 360) % 360];
    const sine = cosines[(angle + 270) % 360];
    const far = reach + Math.max(grow, 0) + 1;
    const firstX = Math.max(0, Math.floor(centerX) + right - far);
    const lastX = Math.min(width - 1, Math.ceil(centerX) + right + far);
    const lastY = Math.min(height - 1, Math.ceil(centerY) + down + far);
    for (let y = Math.max(0, Math.floor(centerY) + down - far); y <= lastY; y++) {
      const along = y - down - centerY;
      for (let x = firstX, at = y * width + firstX; x <= lastX; x++, at++) {
        const across = x - right - centerX;
        const fromX = Math.floor(cosine * across + sine * along + centerX + 0.5) - left;
        const fromY = Math.floor(cosine * along - sine * across + centerY + 0.5) - top;
        if (fromX < 0 || fromX >= wide || fromY < 0 || fromY >= high) continue;
        const value = depth[fromY * wide + fromX];
        if (value > limit || value >= nearest[at]) continue;
        prediction[at] = k;
        nearest[at] = value;
      }
    }
  }
}
