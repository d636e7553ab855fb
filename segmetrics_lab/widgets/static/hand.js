// @ts-check
// The hand that paints: its tool, its class, its brush and its place, what it does to the painting, and its words.

import { whole, within } from "./elements.js";
import { disc } from "./painting.js";

/**
 * @import { ScoreKey } from "./counts.js"
 * @import { Painting, Place } from "./painting.js"
 * @import { SentClasses } from "./patterns.js"
 */

/** How many pixels each brush is wide. */
export const SIZES = [1, 3, 5, 9, 17, 33];
const DISCS = SIZES.map(disc);

export class Hand {
  /** @param {Painting} painting @param {SentClasses} classes @param {ScoreKey[]} goals */
  constructor(painting, classes, goals) {
    this.painting = painting;
    this.classes = classes;
    this.tools = classes.background === null ? ["brush", "fill"] : ["brush", "eraser", "fill"];
    this.tool = "brush";
    const wanted = goals.find(({ classIndex }) => classIndex !== null)?.classIndex;
    this.cls = wanted ?? (classes.background === 0 ? 1 : 0);
    this.size = 3;
    this.hidden = false;
    /** @type {Place} */
    this.cursor = [painting.width >> 1, painting.height >> 1];
  }

  /** The class that is painted. */
  get target() {
    return this.tool === "eraser" ? (this.classes.background ?? 0) : this.cls;
  }

  /** A class, and a tool that paints it. @type {(k: number) => Partial<Hand>} */
  withClass(k) {
    return { cls: k, tool: this.tool === "eraser" ? "brush" : this.tool };
  }

  /** Go to the pixel that is nearest to a place; returns where it was. @type {(to: Place) => Place} */
  goTo([x, y]) {
    const from = this.cursor;
    const { width, height } = this.painting;
    this.cursor = [within(0, Math.floor(x), width - 1), within(0, Math.floor(y), height - 1)];
    return from;
  }

  /** Use the tool along a line of places; a fill uses its last place only. @type {(line: Place[]) => void} */
  use(line) {
    if (this.tool === "fill") this.painting.fill(line[line.length - 1], this.target);
    else for (const place of line) this.painting.dab(place, DISCS[this.size], this.target);
  }

  /** What is chosen, in words. */
  chosen() {
    const brush = `${SIZES[this.size]} pixel${this.size ? "s" : ""} wide`;
    return `${this.tool}, ${this.classes.names[this.target]}, ${brush}${this.hidden ? ", prediction hidden" : ""}`;
  }

  /** Where it is, in words. */
  where() {
    return `row ${this.cursor[1]}, column ${this.cursor[0]}`;
  }

  /** What is where it is, in words. */
  found() {
    const { truth, prediction, width } = this.painting;
    const at = this.cursor[1] * width + this.cursor[0];
    const [there, said] = [truth, prediction].map((map) => this.classes.names[map[at]] ?? "ignored");
    return `${this.where()}: truth ${there}, predicted ${said}`;
  }

  /** What it has done to so many pixels, in words. @type {(count: number) => string} */
  done(count) {
    const did = `${this.tool === "fill" ? "Filled" : "Painted"} ${whole(count)} pixel${count === 1 ? "" : "s"}`;
    return `${did} with ${this.classes.names[this.target]} up to ${this.where()}`;
  }
}
