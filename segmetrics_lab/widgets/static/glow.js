// @ts-check
// The link between a matrix and the pictures of its pixels: a cell lights up its pixels, a pixel rings its cell.

import { placeIn } from "./dragging.js";
import { counted, element, setAll, within } from "./elements.js";
import { IGNORE_INDEX } from "./kinds.js";
import { contextOf } from "./patterns.js";

/**
 * What is linked: the size of the pictures, the names of the classes, the cell of a pixel (truth * K + prediction, or
 * -1 where nothing is scored), which is asked anew at each drawing, and who hears what is lit.
 * @typedef {{ width: number, height: number, names: string[], cellAt: (at: number) => number,
 *   say: (words: string) => void }} Linked
 */

/** How much of a pixel that is not lit the fade hides: a quarter of it stays. */
const HIDDEN = 0.75;

/**
 * The cell of each pixel of two maps, for so many classes.
 * @type {(maps: { truth: Uint8Array, prediction: Uint8Array }, K: number) => (at: number) => number}
 */
export const cellsOf =
  ({ truth, prediction }, K) =>
  (at) =>
    truth[at] === IGNORE_INDEX ? -1 : truth[at] * K + prediction[at];

/** Where the arrow keys lead: across and down. @type {Record<string, [number, number]>} */
export const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** A colour of CSS as one number, as a canvas holds it. @type {(color: string, alpha: number) => number} */
function packedColor(color, alpha) {
  const context = contextOf(element("canvas", { width: 1, height: 1 }));
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const pixel = context.getImageData(0, 0, 1, 1);
  pixel.data[3] = Math.round(255 * alpha);
  return new Uint32Array(pixel.data.buffer)[0];
}

export class Glow {
  /** @type {HTMLCanvasElement[]} */
  layers = [];
  /** @type {HTMLElement[]} */
  cells = [];
  lit = -1;
  focused = -1;
  ringed = -1;

  constructor(/** @type {Linked} */ linked) {
    this.linked = linked;
    this.inside = new Uint8Array(linked.width * linked.height);
  }

  /** What lies above a picture, and lets only the lit pixels of it through. */
  newLayer() {
    const { width, height } = this.linked;
    const layer = element("canvas", { class: "glow", width, height, "aria-hidden": "true" });
    this.layers.push(layer);
    return layer;
  }

  /** Light up the pixels of a cell while it is pointed at, or has the focus. @param {HTMLElement[]} cells */
  connect(cells) {
    this.cells = cells;
    for (const [at, cell] of cells.entries()) {
      cell.addEventListener("pointerenter", () => this.light(at));
      cell.addEventListener("pointerleave", () => this.light(this.focused));
      cell.addEventListener("focusin", () => {
        this.focused = at;
        this.light(at);
      });
      cell.addEventListener("focusout", () => {
        this.focused = -1;
        this.light(-1);
      });
    }
  }

  /**
   * Ring the cell of the pixel of a picture that is pointed at, or that a cursor is on, which arrow keys move.
   * @type {(board: HTMLElement, caption: string) => void}
   */
  follow(board, caption) {
    const { width, height, cellAt, say } = this.linked;
    const cross = element("span", { class: "cross", "aria-hidden": "true" });
    let [x, y] = [width >> 1, height >> 1];
    const goTo = (/** @type {number} */ column, /** @type {number} */ row) => {
      x = within(0, Math.floor(column), width - 1);
      y = within(0, Math.floor(row), height - 1);
      cross.style.cssText = `left:${(100 * (x + 0.5)) / width}%;top:${(100 * (y + 0.5)) / height}%`;
      this.ring(y * width + x);
    };
    const point = (/** @type {PointerEvent} */ event) => {
      const [across, down] = placeIn(board, event);
      goTo(across * width, down * height);
    };
    board.append(cross);
    board.tabIndex = 0;
    setAll(board, {
      role: "application",
      "aria-label": `${caption}: arrow keys move over its pixels, by 10 with Shift`,
    });
    board.addEventListener("pointermove", point);
    board.addEventListener("pointerdown", point);
    board.addEventListener("pointerleave", () => this.ring(-1));
    board.addEventListener("focus", () => goTo(x, y));
    board.addEventListener("blur", () => this.ring(-1));
    board.addEventListener("keydown", (event) => {
      const step = ARROWS[event.key];
      if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
      const far = event.shiftKey ? 10 : 1;
      goTo(x + far * step[0], y + far * step[1]);
      const cell = cellAt(y * width + x);
      const found = cell < 0 ? "ignored" : this.words(cell);
      say(`row ${y}, column ${x}: ${found}`);
      event.preventDefault();
    });
  }

  /** Light up a cell, or none (-1). @param {number} cell */
  light(cell) {
    if (cell === this.lit) return;
    this.lit = cell;
    this.show();
    const count = this.inside.reduce((sum, one) => sum + one, 0);
    if (cell >= 0) this.linked.say(`${this.words(cell)}: ${counted(count)}`);
  }

  /** What a cell counts. @param {number} cell */
  words(cell) {
    const { names } = this.linked;
    const [there, said] = [names[Math.floor(cell / names.length)], names[cell % names.length]];
    return there === said ? `${there} found` : `${there} taken for ${said}`;
  }

  /** Draw the layers: a rim of ink around what is lit, and a fade over all else. */
  show() {
    const { lit, inside } = this;
    const { width, height, cellAt } = this.linked;
    for (const layer of this.layers) layer.classList.toggle("lit", lit >= 0);
    if (lit < 0 || !this.layers.length) return;
    for (let at = 0; at < inside.length; at++) inside[at] = Number(cellAt(at) === lit);
    const style = getComputedStyle(this.layers[0]);
    const [rim, fade] = [packedColor(style.outlineColor, 1), packedColor(style.color, HIDDEN)];
    const pixels = new ImageData(width, height);
    const colors = new Uint32Array(pixels.data.buffer);
    for (let at = 0; at < inside.length; at++) {
      if (inside[at]) continue;
      const x = at % width;
      const beside = (x > 0 && inside[at - 1]) || (x < width - 1 && inside[at + 1]);
      colors[at] = beside || inside[at - width] || inside[at + width] ? rim : fade;
    }
    for (const layer of this.layers) contextOf(layer).putImageData(pixels, 0, 0);
  }

  /** Ring the cell of a pixel, or none (-1). @param {number} at */
  ring(at) {
    const cell = at < 0 ? -1 : this.linked.cellAt(at);
    if (cell === this.ringed) return;
    this.cells[this.ringed]?.classList.remove("ringed");
    this.cells[cell]?.classList.add("ringed");
    this.ringed = cell;
  }
}
