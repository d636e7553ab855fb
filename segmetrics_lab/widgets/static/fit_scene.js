// @ts-check
// A scene of a sweep: its labels, what a model says of it, where that is wrong, and what the model learned from.

import { areasOf, scoresOf } from "./counts.js";
import { arrayOf, counted, element, mapsOf, score2, whole, write } from "./elements.js";
import { newMapFigure } from "./figures.js";
import { judge, rightWhereLearned } from "./fits.js";
import { contextOf, hatchBits, rasterOf } from "./patterns.js";

/**
 * @import { Side } from "./fit_chart.js"
 * @import { AnyModel } from "./fit_explorer.js"
 *
 * What both scenes share: the number of classes, the colours of classes and kinds, and the kinds of all pairs.
 * @typedef {{ K: number, colors: { classes: Uint32Array, kinds: Uint32Array }, kindOf: Uint8Array }} Shared
 */

const RINGS = [
  { strokeStyle: "#fff", lineWidth: 3 },
  { strokeStyle: "#000", lineWidth: 1.4 },
];

export class FitScene {
  constructor(/** @type {AnyModel} */ model, /** @type {Side} */ side, /** @type {Shared} */ shared) {
    const { shape } = model.get(`${side}_truth`);
    this.side = side;
    this.shared = shared;
    this.truth = arrayOf(model.get(`${side}_truth`));
    this.predictions = mapsOf(model.get(`${side}_predictions`));
    this.kinds = new Uint8Array(this.truth.length);
    this.raster = rasterOf(shape[1], shape[0], 230);
    /** @type {Uint8Array | null} */
    this.ringed = null;
    this.rings = element("canvas", { class: "rings", "aria-hidden": "true" });
    this.right = element("p", { class: "counted" });
    const bits = hatchBits(this.raster);
    const { classes, kinds } = shared.colors;
    const [name, labels] = side === "training" ? ["Training", "learn from"] : ["Validation", "judge by"];
    const given = newMapFigure(`Labels to ${labels}`, this.raster, bits, classes);
    this.says = newMapFigure("What the model says", this.raster, bits, classes);
    this.wrong = newMapFigure("Where that is wrong", this.raster, bits, kinds, this.rings);
    given.draw(this.truth);
    const title = `${name} scene: ${model.get("scene_names")[side]}`;
    const head = element("div", { class: "head" }, element("p", { class: "name" }, title), this.right);
    const figures = [given, this.says, this.wrong].map(({ figure }) => figure);
    this.box = element("section", { class: "scene", "aria-label": title }, head, ...figures);
  }

  /** Show what the model of this place says, and how it does, also where it learned; returns matrix and accuracy. */
  show(/** @type {number} */ place, /** @type {string} */ setting, /** @type {Uint8Array | null} */ learned) {
    const { K, kindOf } = this.shared;
    const prediction = this.predictions[place];
    const counts = judge(this.truth, prediction, K, kindOf, this.kinds);
    const { pixel_accuracy: accuracy } = scoresOf(counts, K);
    const { all, right } = areasOf(counts, K);
    const wrong = right.reduce((rest, count) => rest - count, all);
    const words = [all ? `This scene: ${score2(accuracy)} of its ${counted(all)} right` : "No pixel is scored"];
    if (learned) {
      const { all: seen, share } = rightWhereLearned(this.truth, prediction, learned);
      words.push(seen ? `${score2(share)} of the ${whole(seen)} that it learned from` : "it learned from none of them");
    }
    this.says.draw(prediction);
    this.wrong.draw(this.kinds);
    write(this.right, words.join("; "));
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
