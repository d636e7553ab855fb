// @ts-check
// A scene of a sweep: its labels, what a model says of it, where that is wrong, and what the model learned from.

import { areasOf, scoresOf } from "./counts.js";
import { arrayOf, counted, element, mapsOf, score2, whole, write } from "./elements.js";
import { newMapFigure } from "./figures.js";
import { changesOf, judge, rightWhereLearned } from "./fits.js";
import { colorTable, contextOf, KindCanvas } from "./patterns.js";

/**
 * @import { Side } from "./fit_chart.js"
 * @import { AnyModel } from "./fit_explorer.js"
 * @import { Raster } from "./patterns.js"
 *
 * What both scenes share: the number of classes, the colours of classes and kinds, and the kinds of all pairs.
 * @typedef {{ K: number, colors: { classes: Uint32Array, kinds: Uint32Array }, kindOf: Uint8Array }} Shared
 */

/** How wide a panel is at least: pixels of the scene become whole squares on a canvas that is no narrower. */
const PANEL_PX = 254;
const CHANGED = colorTable([
  { color: [0, 0, 0], alpha: 0 },
  { color: [0, 0, 0], alpha: 0.8 },
]);
const FLASH = { duration: 600, easing: "cubic-bezier(0.2, 0.7, 0.2, 1)" };
const RINGS = [
  { strokeStyle: "#fff", lineWidth: 3 },
  { strokeStyle: "#000", lineWidth: 1.4 },
];

/** How a scene is drawn: plainly, in whole squares. @type {(width: number, height: number) => Raster} */
function plainRaster(width, height) {
  const factor = Math.ceil(PANEL_PX / width);
  const [wide, high] = [width * factor, height * factor];
  return { width, height, factor, wide, high, period: 1, across: wide };
}

export class FitScene {
  constructor(/** @type {AnyModel} */ model, /** @type {Side} */ side, /** @type {Shared} */ shared) {
    const { shape } = model.get(`${side}_truth`);
    this.side = side;
    this.shared = shared;
    this.truth = arrayOf(model.get(`${side}_truth`));
    this.predictions = mapsOf(model.get(`${side}_predictions`));
    this.kinds = new Uint8Array(this.truth.length);
    this.raster = plainRaster(shape[1], shape[0]);
    this.place = -1;
    /** @type {Uint8Array | null} */
    this.ringed = null;
    this.rings = element("canvas", { class: "rings", "aria-hidden": "true" });
    this.right = element("p", { class: "counted" });
    const bits = new Uint8Array(this.raster.wide * this.raster.high); // no hatch: it would blur where squares are small
    const { classes, kinds } = shared.colors;
    const [name, labels] = side === "training" ? ["Training", "learn from"] : ["Validation", "judge by"];
    const given = newMapFigure(`Labels to ${labels}`, this.raster, bits, classes);
    this.flash = element("canvas", { class: "flash", "aria-hidden": "true" });
    this.changes = new KindCanvas(this.flash, { ...this.raster, factor: 1, wide: shape[1], high: shape[0] }, bits);
    this.says = newMapFigure("What the model says", this.raster, bits, classes, this.flash);
    this.wrong = newMapFigure("Where that is wrong", this.raster, bits, kinds, this.rings);
    this.changed = element("span", { class: "note says-changed" });
    this.failed = element("span", { class: "note" });
    this.says.figure.firstChild?.appendChild(this.changed);
    this.wrong.figure.firstChild?.appendChild(this.failed);
    given.draw(this.truth);
    const title = `${name} scene: ${model.get("scene_names")[side]}`;
    const head = element("div", { class: "head" }, element("p", { class: "name" }, title), this.right);
    const figures = [given, this.says, this.wrong].map(({ figure }) => figure);
    this.box = element("section", { class: "scene", "aria-label": title }, head, ...figures);
  }

  /** Say how many pixels the model of this place calls otherwise than the one before, and mark them for a moment. */
  mark(/** @type {number} */ place, /** @type {boolean} */ flashes) {
    const { changed, count } = changesOf(this.predictions[this.place], this.predictions[place]);
    write(this.changed, `${whole(count)} changed`);
    if (!flashes) return;
    this.changes.draw(changed, CHANGED);
    this.flash.animate([{ opacity: 1 }, { opacity: 0 }], FLASH);
  }

  /**
   * Show what the model of this place says, and how it does, also where it learned; returns matrix and accuracy.
   * @type {(place: number, setting: string, learned: Uint8Array | null, flashes: boolean) =>
   *   { counts: Float64Array, accuracy: number }}
   */
  show(place, setting, learned, flashes) {
    const { K, kindOf } = this.shared;
    const prediction = this.predictions[place];
    const counts = judge(this.truth, prediction, K, kindOf, this.kinds);
    const { pixel_accuracy: accuracy } = scoresOf(counts, K);
    const { all, right } = areasOf(counts, K);
    const wrong = right.reduce((rest, count) => rest - count, all);
    const words = [
      all ? `This scene: ${score2(accuracy)} of its ${counted(all)} right by its labels` : "No pixel is scored",
    ];
    if (learned) {
      const { all: seen, share } = rightWhereLearned(this.truth, prediction, learned);
      words.push(seen ? `${score2(share)} of the ${whole(seen)} that it learned from` : "it learned from none of them");
    }
    if (this.place >= 0 && place !== this.place) this.mark(place, flashes);
    this.place = place;
    this.says.draw(prediction);
    this.wrong.draw(this.kinds);
    write(this.right, words.join("; "));
    write(this.failed, all ? `${whole(wrong)} of ${whole(all)}` : "undefined");
    this.says.label(`What the model says of the ${this.side} scene at ${setting}: ${words.join("; ")}`);
    this.wrong.label(`Where it is wrong: ${whole(wrong)} of ${counted(all)}`);
    return { counts, accuracy };
  }

  /** A ring around each pixel of a map, where it is shown what is wrong; none without a map. */
  ring(/** @type {Uint8Array | null} */ learned) {
    if (learned === this.ringed) return;
    this.ringed = learned;
    const { width, factor, wide, high } = this.raster;
    Object.assign(this.rings, { width: wide, height: high });
    const context = contextOf(this.rings);
    for (const style of RINGS) {
      Object.assign(context, style);
      learned?.forEach((on, at) => {
        if (!on) return;
        const [x, y] = [at % width, Math.floor(at / width)].map((pixel) => (pixel + 0.5) * factor);
        context.beginPath();
        context.arc(x, y, 1.5 * factor + 1, 0, 2 * Math.PI);
        context.stroke();
      });
    }
  }
}
