// @ts-check
// What is seen of a painting: the board that it is painted on, and below it where it is wrong, and the truth.

import { placeIn } from "./dragging.js";
import { element } from "./elements.js";
import { newKindLegend, newMapFigure, newPaper, overPhotograph } from "./figures.js";
import { SIZES } from "./hand.js";
import { IGNORE_INDEX, KIND, kindTable, SAID, saidTable, wrongWords } from "./kinds.js";
import { colorTable, hatchBits, KindCanvas, PATTERNS, rasterOf, swatch } from "./patterns.js";

/**
 * @import { Hand } from "./hand.js"
 * @import { Painting, Place, Rectangle } from "./painting.js"
 * @import { Color, SentClasses, Style } from "./patterns.js"
 *
 * A place in the page.
 * @typedef {{ clientX: number, clientY: number }} InPage
 * The styles of classes over the picture, of classes alone, and of kinds.
 * @typedef {{ over: Style[], alone: Style[], kinds: Style[] }} Styles
 */

/** How much is laid over the photograph: of a class, of what the brush changed, and of the background. */
const STRENGTH = { class: 0.34, changed: 0.62, background: 0.12 };
/** How many classes a painter may have; what was changed is so many further on. */
const CHANGED = 16;
export const ZOOMS = [1, 2, 4, 8];

/** @type {(hex: string) => Color} */
const colorOf = (hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/**
 * The styles of the board: a tint of the colour of each class in an outline of its ink, stronger where it was changed.
 * @type {(classes: SentClasses, unscored: Style) => Style[]}
 */
export function boardStyles({ colors, inks, background }, unscored) {
  return Array.from({ length: 256 }, (_, seen) => {
    const k = seen % CHANGED;
    if (seen >= 2 * CHANGED || k >= colors.length) return { ...unscored, alpha: STRENGTH.changed };
    const alpha = STRENGTH[seen >= CHANGED ? "changed" : k === background ? "background" : "class"];
    return { color: colors[k], line: colorOf(inks[k][0]), alpha, patterns: [PATTERNS[0]] };
  });
}

/** The prediction over the picture, with a ring and a cross where the hand is; it can be seen larger. */
export class Board {
  zoom = 1;

  /**
   * @param {Painting} painting @param {Uint8Array} start @param {Uint8Array} image @param {Styles} styles
   * @param {Node} glow
   */
  constructor(painting, start, image, styles, glow) {
    const { width, height } = painting;
    const raster = rasterOf(width, height, 560);
    this.painting = painting;
    this.start = start;
    this.seen = new Uint8Array(width * height);
    this.paper = newPaper("Prediction over the picture. Arrow keys move the cursor, space paints; ? names more keys.");
    this.ring = element("span", { class: "ring", "aria-hidden": "true" });
    this.cross = element("span", { class: "cross", "aria-hidden": "true" });
    this.sheet = overPhotograph(image, raster, this.paper, glow, this.ring, this.cross);
    this.sheet.classList.add("board");
    this.sheet.style.maxWidth = "none";
    this.box = element("div", { class: "view", style: `--ratio:${width / height};--across:${raster.across}px` });
    this.box.append(this.sheet);
    this.bits = new Uint8Array(raster.wide * raster.high);
    this.canvas = new KindCanvas(this.paper, raster, this.bits);
    this.colors = colorTable(styles.over);
  }

  /** Draw a part of the prediction, and the pixels beside it for their edges. @type {(part: Rectangle) => void} */
  draw({ left, top, right, bottom }) {
    const { width, height, prediction, K } = this.painting;
    for (let y = top; y <= bottom; y++)
      for (let at = y * width + left; at <= y * width + right; at++) {
        const k = prediction[at];
        this.seen[at] = k < K ? k + (k === this.start[at] ? 0 : CHANGED) : IGNORE_INDEX;
      }
    const [across, down] = [Math.min(width - 1, right + 1), Math.min(height - 1, bottom + 1)];
    for (let y = top; y <= down; y++) for (let x = left; x <= across; x++) this.outline(x, y);
    this.canvas.draw(this.seen, this.colors, left, top, across, down);
  }

  /** Set the bits of a pixel where it meets another class, at its left and above it: there a line is drawn. */
  outline(/** @type {number} */ x, /** @type {number} */ y) {
    const { width, factor, wide } = this.canvas.raster;
    const at = y * width + x;
    const isEdge = (/** @type {number} */ beside) => (this.seen[at] - this.seen[beside]) % CHANGED !== 0;
    const [left, above] = [x > 0 && isEdge(at - 1), y > 0 && isEdge(at - width)];
    const thick = Math.min(factor, Math.max(1, Math.round(wide / 320)));
    for (let down = 0; down < factor; down++)
      for (let step = 0; step < factor; step++)
        this.bits[(y * factor + down) * wide + x * factor + step] = Number(
          (left && step < thick) || (above && down < thick),
        );
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

  /** The place in the picture below a pointer. @type {(place: InPage) => Place} */
  pointUnder(place) {
    const [across, down] = placeIn(this.paper, place);
    return [across * this.painting.width, down * this.painting.height];
  }

  /** Where the cursor is in the page. @returns {InPage} */
  cursor() {
    const { left, top, width } = this.cross.getBoundingClientRect();
    return { clientX: left + width / 2, clientY: top + width / 2 };
  }

  /** Show the picture so many times as large around a place. @type {(zoom: number, place: InPage) => void} */
  zoomTo(zoom, place) {
    const { box, sheet, painting } = this;
    const [x, y] = this.pointUnder(place);
    this.zoom = zoom;
    box.classList.toggle("zoomed", this.zoom > 1);
    sheet.style.width = `${100 * this.zoom}%`;
    const { left, top, width, height } = this.paper.getBoundingClientRect();
    const scale = box.currentCSSZoom ?? 1; // a box is measured in pixels of the page, and scrolled in its own
    box.scrollLeft += (left + (x / painting.width) * width - place.clientX) / scale;
    box.scrollTop += (top + (y / painting.height) * height - place.clientY) / scale;
  }
}

/** Where the prediction is wrong (of many classes: what it said there), what that is drawn as, and the truth. */
export class Comparison {
  /**
   * @param {Painting} painting @param {SentClasses} classes @param {Styles} styles @param {() => Node} newLayer
   */
  constructor(painting, classes, styles, newLayer) {
    const { names, background } = classes;
    const { truth, width, height } = painting;
    const [raster, small] = [rasterOf(width, height, 270), rasterOf(width, height, 150)];
    const there = newMapFigure("The truth", small, hatchBits(small), colorTable(styles.alone), newLayer());
    there.draw(truth);
    this.isOfMany = names.length > 2 || background === null;
    const said = styles.alone.with(SAID.right, styles.kinds[KIND.rightBackground]);
    const caption = this.isOfMany ? "What it said where it is wrong" : "Where it is wrong";
    const colors = colorTable(this.isOfMany ? said : styles.kinds);
    this.wrong = newMapFigure(caption, raster, hatchBits(raster), colors, newLayer());
    this.painting = painting;
    this.kindOf = kindTable(background);
    this.kinds = new Uint8Array(truth.length);
    this.shownOf = this.isOfMany ? saidTable() : this.kindOf;
    this.shown = new Uint8Array(truth.length);
    const legend = newKindLegend(styles.kinds, [
      [KIND.missed, "missed", !this.isOfMany],
      [KIND.extra, "extra", !this.isOfMany],
      [KIND.ignored, "ignored", truth.includes(IGNORE_INDEX)],
    ]);
    const changed = { ...styles.over[CHANGED + (background === 0 ? 1 : 0)], patterns: [] };
    legend.append(element("span", {}, swatch(changed, 22, 16), "changed by you"));
    this.box = element("div", { class: "beside" }, this.wrong.figure, element("div", {}, there.figure, legend));
  }

  /** Judge a part of the prediction anew, and draw it. @type {(part: Rectangle) => void} */
  draw({ left, top, right, bottom }) {
    const { truth, prediction, width } = this.painting;
    for (let y = top; y <= bottom; y++)
      for (let at = y * width + left; at <= y * width + right; at++) {
        const pair = (truth[at] << 8) | prediction[at];
        this.kinds[at] = this.kindOf[pair];
        this.shown[at] = this.shownOf[pair];
      }
    this.wrong.draw(this.shown, left, top, right, bottom);
  }

  /** Say in words what is wrong. */
  describe() {
    this.wrong.label(`Where the prediction is wrong: ${wrongWords(this.kinds, this.isOfMany)}`);
  }
}
