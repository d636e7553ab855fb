// @ts-check
// A truth whose objects are slid, grown and rotated: the same arithmetic as segmetrics_lab.widgets.shifting.

import { countsOf } from "./counts.js";
import { arrayOf } from "./elements.js";

/** The depth of what lies outside the box of a class: too far away for any growth. */
const FAR = 32767;

/**
 * A class that can be moved, as widgets.shifting.MovableClass sends it.
 * @typedef {{
 *   class_index: number, left: number, top: number, center_x: number, center_y: number, reach_px: number,
 *   depth: import("./elements.js").SentArray<"int16">,
 * }} SentMovable
 * @typedef {{ offset: number[], grow: number, angle: number }} Movement
 * @typedef {{
 *   truth: Uint8Array, width: number, K: number, background: number, movable: SentMovable[], cosines: number[],
 * }} Given
 */

export class Shifting {
  constructor(/** @type {Given} */ { truth, width, K, background, movable, cosines }) {
    this.truth = truth;
    this.width = width;
    this.height = truth.length / width;
    this.K = K;
    this.background = background;
    this.cosines = cosines;
    this.classes = movable.map(({ depth, ...sent }) => {
      const [high, wide] = depth.shape;
      return { ...sent, depth: arrayOf(depth), high, wide };
    });
    this.prediction = new Uint8Array(truth.length);
    this.nearest = new Int16Array(truth.length);
    this.counts = new Float64Array(K * K);
  }

  /**
   * Grow all classes, rotate each about its own center, slide them, and count.
   * @type {(offset: number[], grow: number, angle: number) => void}
   */
  moveTo(offset, grow, angle) {
    this.prediction.fill(this.background);
    this.nearest.fill(FAR);
    for (const movable of this.classes) this.put(movable, offset, grow, angle);
    this.counts = countsOf(this.truth, this.prediction, this.K);
  }

  /**
   * Give a class every pixel that comes from it, or from near enough to it, and that is nearer to no other.
   * @type {(movable: (typeof this.classes)[number], offset: number[], grow: number, angle: number) => void}
   */
  put(movable, [right, down], grow, angle) {
    const { class_index: k, left, top, wide, high, depth, center_x: centerX, center_y: centerY } = movable;
    const { width, height, prediction, nearest, cosines } = this;
    const limit = grow >= 0 ? grow * grow : -grow * grow - 1;
    const cosine = cosines[(angle + 360) % 360];
    const sine = cosines[(angle + 270) % 360];
    const far = movable.reach_px + Math.max(grow, 0) + 1;
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
