// @ts-check
// What is seen of a painting: the board that it is painted on, and beside it where it is wrong, and the truth.

import { element } from "./elements.js";
import { newKindLegend, newMapFigure, newPaper, overPhotograph } from "./figures.js";
import { SIZES } from "./hand.js";
import { IGNORE_INDEX, KIND, kindTable, wrongWords } from "./kinds.js";
import { colorTable, hatchBits, KindCanvas, rasterOf } from "./patterns.js";

/**
 * @import { Hand } from "./hand.js"
 * @import { Painting, Place, Rectangle } from "./painting.js"
 * @import { SentClasses, Style } from "./patterns.js"
 *
 * The styles of classes over the picture, of classes alone, and of kinds.
 * @typedef {{ over: Style[], alone: Style[], kinds: Style[] }} Styles
 */

/** The prediction over the picture, with a ring and a cross where the hand is. */
export class Board {
  constructor(/** @type {Painting} */ painting, /** @type {Uint8Array} */ image, /** @type {Styles} */ styles) {
    const raster = rasterOf(painting.width, painting.height, 560);
    this.painting = painting;
    this.paper = newPaper("Prediction over the picture. Arrow keys move the cursor, space paints; more keys below.");
    this.ring = element("span", { class: "ring", "aria-hidden": "true" });
    this.cross = element("span", { class: "cross", "aria-hidden": "true" });
    this.box = overPhotograph(image, raster, this.paper, this.ring, this.cross);
    this.box.classList.add("board");
    this.canvas = new KindCanvas(this.paper, raster);
    this.colors = colorTable(styles.over);
  }

  /** Draw a part of the prediction. @type {(part: Rectangle) => void} */
  draw({ left, top, right, bottom }) {
    this.canvas.draw(this.painting.prediction, this.colors, left, top, right, bottom);
  }

  /** Show where the hand is, and how wide it paints. @type {(hand: Hand) => void} */
  showHand({ cursor: [x, y], tool, size }) {
    const { width, height } = this.painting;
    for (const { mark, across } of [
      { mark: this.ring, across: tool === "fill" ? 1 : SIZES[size] },
      { mark: this.cross, across: 1 },
    ]) {
      mark.style.left = `${((x + 0.5) / width) * 100}%`;
      mark.style.top = `${((y + 0.5) / height) * 100}%`;
      mark.style.width = `${(across / width) * 100}%`;
    }
  }

  /** The place in the picture below a pointer. @type {(event: PointerEvent) => Place} */
  pointUnder({ clientX, clientY }) {
    const { left, top, width, height } = this.paper.getBoundingClientRect();
    return [((clientX - left) / width) * this.painting.width, ((clientY - top) / height) * this.painting.height];
  }
}

/** Where the prediction is wrong, what the patterns in it stand for, and the truth. */
export class Comparison {
  constructor(/** @type {Painting} */ painting, /** @type {SentClasses} */ classes, /** @type {Styles} */ styles) {
    const { names, background } = classes;
    const { truth, width, height } = painting;
    const raster = rasterOf(width, height, 340);
    const bits = hatchBits(raster);
    const there = newMapFigure("The truth", raster, bits, colorTable(styles.alone));
    there.draw(truth);
    this.wrong = newMapFigure("Where it is wrong", raster, bits, colorTable(styles.kinds));
    this.painting = painting;
    this.kindOf = kindTable(background);
    this.kinds = new Uint8Array(truth.length);
    const legend = newKindLegend(styles.kinds, [
      [KIND.missed, "missed", background !== null],
      [KIND.extra, "extra", background !== null],
      [KIND.swapped, "swapped", background === null || names.length > 2],
      [KIND.ignored, "not scored", truth.includes(IGNORE_INDEX)],
    ]);
    this.box = element("div", { class: "beside" }, this.wrong.figure, legend, there.figure);
  }

  /** Judge a part of the prediction anew, and draw it. @type {(part: Rectangle) => void} */
  draw({ left, top, right, bottom }) {
    const { truth, prediction, width } = this.painting;
    for (let y = top; y <= bottom; y++)
      for (let at = y * width + left; at <= y * width + right; at++)
        this.kinds[at] = this.kindOf[(truth[at] << 8) | prediction[at]];
    this.wrong.draw(this.kinds, left, top, right, bottom);
  }

  /** Say in words what is wrong. */
  describe() {
    this.wrong.label(`Where the prediction is wrong: ${wrongWords(this.kinds)}`);
  }
}
