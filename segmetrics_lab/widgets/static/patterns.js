// @ts-check
// Colours with hatches: which hatch lines run through a pixel, and the colour that each class gets there.

import { within } from "./elements.js";

/**
 * @typedef {number[]} Color red, green and blue, each 0 to 255
 * @typedef {{ color: Color, alpha?: number, patterns?: string[], line?: Color, lineAlpha?: number }} Style
 * @typedef {{ width: number, height: number, factor: number, wide: number, high: number }} Scaled
 * @typedef {Scaled & { period: number, across: number }} Raster
 */

/**
 * What Python sends of the kinds of pixels, and of the classes.
 * @typedef {{ name: string, color: Color, pattern: string | null, line: Color }} SentKind
 * @typedef {{ names: string[], colors: Color[], inks: string[][], dashes: string[], letters: string[],
 *   background: number | null }} SentClasses
 */

/** The hatches, in the order of their bits. */
export const PATTERNS = ["/", "\\", ".", "-"];

/** How much finer than the page a picture is drawn: as fine as the screen, within bounds that leave it quick. */
const fineness = () => within(1, globalThis.devicePixelRatio ?? 1, 1.5);

/**
 * How an image is drawn that is shown about so many pixels wide: its pixels become squares, hatches keep their look.
 * Shown `across` wide, its pixels are pixels of the screen, which is far cheaper than scaling it.
 * @type {(width: number, height: number, shown: number) => Raster}
 */
export function rasterOf(width, height, shown) {
  const longest = Math.max(width, height);
  const factor = Math.max(1, Math.round((fineness() * shown) / longest));
  const period = 2 * Math.max(3, Math.round((3 * longest * factor) / shown));
  const [wide, high] = [width * factor, height * factor];
  return { width, height, factor, wide, high, period, across: wide / fineness() };
}

/**
 * The bits of one pixel: one for each hatch that draws a line through it. As in pictures.hatch.
 * @type {(row: number, column: number, period: number) => number}
 */
function bitsAt(row, column, period) {
  const line = Math.max(1, Math.floor(period / 4));
  /** @type {(value: number, whole: number) => number} */
  const modulo = (value, whole) => ((value % whole) + whole) % whole;
  const shifted = column + (Math.floor(row / period) % 2) * (period / 2);
  const lines = [
    (row + column) % period < line,
    modulo(row - column, period) < line,
    row % period <= line && shifted % period <= line,
    row % period < line,
  ];
  return lines.reduce((sum, on, bit) => sum | (Number(on) << bit), 0);
}

/** The bits of every pixel of a raster: one tile, again and again. */
export function hatchBits(/** @type {Pick<Raster, "wide" | "high" | "period">} */ { wide, high, period }) {
  const side = 2 * period;
  const tile = Uint8Array.from({ length: side * side }, (_, at) => bitsAt(Math.floor(at / side), at % side, period));
  const bits = new Uint8Array(wide * high);
  for (let row = 0, at = 0; row < high; row++) {
    const start = (row % side) * side;
    for (let column = 0; column < wide; column++, at++) bits[at] = tile[start + (column % side)];
  }
  return bits;
}

/** @type {(color: Color, alpha: number) => number} */
const packed = ([red, green, blue], alpha) =>
  ((Math.round(alpha * 255) << 24) | (blue << 16) | (green << 8) | red) >>> 0;

/** The colour of every kind under every combination of hatches: table[(kind << 8) | bits]. @param {Style[]} styles */
export function colorTable(styles) {
  const table = new Uint32Array(styles.length << 8);
  styles.forEach(({ color, alpha = 1, patterns = [], line = [255, 255, 255], lineAlpha = 1 }, kind) => {
    const wanted = patterns.reduce((sum, pattern) => sum | (1 << PATTERNS.indexOf(pattern)), 0);
    for (let bits = 0; bits < 256; bits++) {
      table[(kind << 8) | bits] = bits & wanted ? packed(line, lineAlpha) : packed(color, alpha);
    }
  });
  return table;
}

/** What draws on a canvas. @param {HTMLCanvasElement} canvas */
export const contextOf = (canvas) => /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));

/** A canvas that shows a map of kinds (one byte per pixel of the image) in the colours of a table. */
export class KindCanvas {
  /** @param {HTMLCanvasElement} canvas @param {Scaled & { period: number }} raster @param {Uint8Array} [bits] */
  constructor(canvas, raster, bits = hatchBits(raster)) {
    canvas.width = raster.wide;
    canvas.height = raster.high;
    this.canvas = canvas;
    this.context = contextOf(canvas);
    this.raster = raster;
    this.bits = bits;
    this.pixels = this.context.createImageData(raster.wide, raster.high);
    this.colors = new Uint32Array(this.pixels.data.buffer);
  }

  /**
   * Draw the pixels of a rectangle of the image; without one, all of them.
   * @param {Uint8Array} kinds @param {Uint32Array} table
   */
  draw(kinds, table, left = 0, top = 0, right = this.raster.width - 1, bottom = this.raster.height - 1) {
    const { width, wide, factor } = this.raster;
    const { bits, colors } = this;
    for (let y = top; y <= bottom; y++) {
      for (let down = 0; down < factor; down++) {
        let at = (y * factor + down) * wide + left * factor;
        for (let x = left; x <= right; x++) {
          const kind = kinds[y * width + x] << 8;
          for (let across = 0; across < factor; across++, at++) colors[at] = table[kind | bits[at]];
        }
      }
    }
    const [across, down] = [right - left + 1, bottom - top + 1].map((length) => length * factor);
    this.context.putImageData(this.pixels, 0, 0, left * factor, top * factor, across, down);
  }
}

/**
 * Draw an image of three bytes per pixel, its pixels as squares.
 * @type {(canvas: HTMLCanvasElement, bytes: Uint8Array, raster: Scaled) => void}
 */
export function drawImage(canvas, bytes, { width, factor, wide, high }) {
  canvas.width = wide;
  canvas.height = high;
  const context = contextOf(canvas);
  const pixels = context.createImageData(wide, high);
  const colors = new Uint32Array(pixels.data.buffer);
  for (let row = 0; row < high; row++) {
    for (let column = 0; column < wide; column++) {
      const from = 3 * (Math.floor(row / factor) * width + Math.floor(column / factor));
      colors[row * wide + column] = packed([bytes[from], bytes[from + 1], bytes[from + 2]], 1);
    }
  }
  context.putImageData(pixels, 0, 0);
}

/** A small patch in a style, for a legend or a button. @param {Style} style */
export function swatch(style, wide = 26, high = 18) {
  const raster = { width: wide, height: high, factor: 1, wide, high, period: 6 };
  const canvas = document.createElement("canvas");
  canvas.className = "swatch";
  canvas.setAttribute("aria-hidden", "true");
  new KindCanvas(canvas, raster).draw(new Uint8Array(wide * high), colorTable([style]));
  return canvas;
}

/** A style of the page from a kind that Python sent. @type {(kind: SentKind) => Style} */
export const styleOfKind = ({ color, pattern, line }) => ({ color, line, patterns: pattern ? [pattern] : [] });

/**
 * The style of each class; the last one stands for what is not a class.
 * @type {(classes: Pick<SentClasses, "colors">, unscored: Style) => Style[]}
 */
export const classStyles = ({ colors }, unscored) =>
  Array.from({ length: 256 }, (_, k) => (k < colors.length ? { color: colors[k] } : unscored));
