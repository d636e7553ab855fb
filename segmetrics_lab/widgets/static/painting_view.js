// @ts-check
// What is seen of a painting: the board that it is painted on, and beside it where it is wrong, and the truth.

import { element } from "./elements.js";
import { newFigure, newKindLegend } from "./figures.js";
import { IGNORE_INDEX, KIND, kindTable, wrongWords } from "./kinds.js";
import { layers } from "./panels.js";
import { colorTable, drawImage, hatchBits, KindCanvas, rasterOf } from "./patterns.js";

/**
 * @import { Hand } from "./hand.js"
 * @import { Painting, Place, Rectangle } from "./painting.js"
 * @import { Style } from "./patterns.js"
 */

/** The prediction over the picture, with a ring and a cross where the hand is. */
export class Board {
  constructor(/** @type {Painting} */ painting, /** @type {Uint8Array} */ image, /** @type {Style[]} */ styles) {
    const raster = rasterOf(painting.width, painting.height, 560);
    const photograph = element("canvas", { "aria-hidden": "true" });
    this.painting = painting;
    this.paper = element("canvas", {
      class: "paper",
      tabindex: "0",
      role: "application",
      "aria-label": "Prediction over the picture. Arrow keys move the cursor, space paints; more keys below.",
      "data-lm-suppress-shortcuts": "true",
    });
    this.ring = element("span", { class: "ring", "aria-hidden": "true" });
    this.cross = element("span", { class: "cross", "aria-hidden": "true" });
    this.box = layers(raster, photograph, this.paper, this.ring, this.cross);
    this.box.classList.add("board");
    drawImage(photograph, image, raster);
    this.canvas = new KindCanvas(this.paper, raster, hatchBits(raster));
    this.colors = colorTable(styles);
  }

  /** Draw a part of the prediction. @type {(part: Rectangle) => void} */
  draw({ left, top, right, bottom }) {
    this.canvas.draw(this.painting.prediction, this.colors, left, top, right, bottom);
  }

  /** Show where the hand is, and how wide it paints. @type {(hand: Hand) => void} */
  showHand({ cursor: [x, y], tool, brush }) {
    const { width, height } = this.painting;
    for (const { mark, across } of [
      { mark: this.ring, across: tool === "fill" ? 1 : brush },
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
  /**
   * @param {Painting} painting
   * @param {import("./patterns.js").SentClasses} classes
   * @param {Style[]} kindStyles
   * @param {Style[]} classStyles
   */
  constructor(painting, { names, background }, kindStyles, classStyles) {
    const { truth, width, height } = painting;
    const raster = rasterOf(width, height, 340);
    const bits = hatchBits(raster);
    const there = element("canvas", { role: "img", "aria-label": "The truth" });
    this.wrong = element("canvas", { role: "img" });
    this.painting = painting;
    this.kindOf = kindTable(background);
    this.kinds = new Uint8Array(truth.length);
    this.colors = colorTable(kindStyles);
    this.box = element(
      "div",
      { class: "beside" },
      newFigure("Where it is wrong", layers(raster, this.wrong)),
      newKindLegend(kindStyles, [
        [KIND.missed, "missed", background !== null],
        [KIND.extra, "extra", background !== null],
        [KIND.swapped, "swapped", background === null || names.length > 2],
        [KIND.ignored, "not scored", truth.includes(IGNORE_INDEX)],
      ]),
      newFigure("The truth", layers(raster, there)),
    );
    new KindCanvas(there, raster, bits).draw(truth, colorTable(classStyles));
    this.canvas = new KindCanvas(this.wrong, raster, bits);
  }

  /** Judge a part of the prediction anew, and draw it. @type {(part: Rectangle) => void} */
  draw({ left, top, right, bottom }) {
    const { truth, prediction, width } = this.painting;
    for (let y = top; y <= bottom; y++)
      for (let at = y * width + left; at <= y * width + right; at++)
        this.kinds[at] = this.kindOf[(truth[at] << 8) | prediction[at]];
    this.canvas.draw(this.kinds, this.colors, left, top, right, bottom);
  }

  /** Say in words what is wrong. */
  describe() {
    this.wrong.setAttribute("aria-label", `Where the prediction is wrong: ${wrongWords(this.kinds)}`);
  }
}
