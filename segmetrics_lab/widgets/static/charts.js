// @ts-check
// Charts drawn as SVG: 0 to 1 in both directions, with lines and marks. Places are percentages, and all else is pixels
// of the page: texts, marks and strokes have one size in charts of every width.

import { following, placeIn } from "./dragging.js";
import { element, setAll, within } from "./elements.js";

/**
 * @import { LineStyle } from "./line_styles.js"
 *
 * @typedef {[number, number]} Point across and upwards, each 0 to 1
 * @typedef {[number, string]} Tick a place of 0 to 1, and its text
 * @typedef {LineStyle & { name: string }} Curve
 * @typedef {{ ticks?: Tick[], rises?: Tick[], choose?: (place: number) => void }} Options what stands across, and what
 *   upwards; `choose` hears the place that a pointer points at
 */

const SVG = "http://www.w3.org/2000/svg";
export const SIDE = 100;
/** What a box of places is: as wide and high as the plot, and stretched with it. */
const STRETCHED = { viewBox: `0 0 ${SIDE} ${SIDE}`, preserveAspectRatio: "none" };
/** @type {Tick[]} */
export const SHARES = [0, 0.25, 0.5, 0.75, 1].map((share) => [share, String(share)]);
/** Texts with more letters do not stick out beyond the plot. */
const LONG = 6;
/** How far names at the ends of curves lie apart at least, as a share of the height. */
const NAME_GAP = 0.085;
/** The markers of labels.styles. @type {Record<string, string>} */
const SHAPES = {
  "": "M-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z",
  circle: "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
  "hollow circle": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
  square: "M-4.5-4.5h9v9h-9z",
  "triangle up": "M0-6l5.5 10.5h-11z",
  diamond: "M0-6.5l6 6.5l-6 6.5l-6-6.5z",
  cross: "M-4-4l8 8m0-8l-8 8",
};

/**
 * An element of an SVG drawing, with attributes and children.
 * @type {<Tag extends keyof SVGElementTagNameMap>(tag: Tag, attributes: Record<string, string | number>,
 *   ...children: (string | Node)[]) => SVGElementTagNameMap[Tag]}
 */
export function svg(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  setAll(made, attributes);
  made.append(...children);
  return made;
}

const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(2)}%`;

/** What is drawn in pixels around a place. @type {(x: number, y: number, ...drawn: Node[]) => SVGSVGElement} */
export const atPlace = (x, y, ...drawn) => svg("svg", { x: percent(x), y: percent(1 - y) }, ...drawn);

/** A text around a place, and so many pixels beside it. @param {Record<string, string | number>} attributes */
const textAt = (/** @type {number} */ x, /** @type {number} */ y, attributes, /** @type {string} */ words) =>
  atPlace(x, y, svg("text", attributes, words));

/** The marker of a line, at 0 0 until it is put somewhere. @param {LineStyle} style @param {Node[]} more */
export const newMark = ({ color, marker }, ...more) =>
  svg("svg", { class: "mark", style: `--line:${color}` }, svg("path", { class: marker, d: SHAPES[marker] }), ...more);

/** A line through points, as pathOf writes them. @type {(style: LineStyle, d?: string) => SVGPathElement} */
export const lineOf = ({ color, dash, width }, d = "") =>
  svg("path", { style: `--line:${color};--width:${width}px`, "stroke-dasharray": dash, d });

/** A sample of a line with its marker, for a legend. @param {LineStyle} style */
export const lineSample = (style) =>
  svg(
    "svg",
    { class: "sample", "aria-hidden": "true" },
    svg("svg", STRETCHED, lineOf(style, `M0 ${SIDE / 2}H${SIDE}`)),
    ...(style.marker ? [putMark(newMark(style), 0.5, 0.5)] : []),
  );

/**
 * A plot for lines and marks. The marks lie on a layer of their own, so that a browser need not draw the lines again
 * when a mark moves.
 * @param {string | Node} title @param {string} across @param {string} up @param {Options} [options]
 */
export function newPlot(title, across, up, { ticks = SHARES, rises = SHARES, choose } = {}) {
  const [lines, marks] = [svg("svg", { class: "lines", ...STRETCHED }), svg("svg", { class: "marks" })];
  const [below, names] = [{ y: 17, "text-anchor": "middle" }, svg("g", {})];
  const atEdge = { ...below, x: 8, "text-anchor": "end" };
  const grid = [...rises.map(([y]) => `M0 ${(1 - y) * SIDE}H${SIDE}`), ...ticks.map(([x]) => `M${x * SIDE} 0V${SIDE}`)];
  const drawing = svg(
    "svg",
    { role: "img" },
    svg("svg", STRETCHED, svg("path", { class: "grid", d: grid.join("") })),
    lines,
    ...ticks.map(([x, text]) => textAt(x, 0, text.length > LONG && x === 1 ? atEdge : below, text)),
    ...rises.map(([y, text]) => textAt(0, y, { x: -7, y: 4, "text-anchor": "end" }, text)),
    textAt(0.5, 0, { ...below, y: 34 }, across),
    textAt(0, 1, { x: -7, y: -10 }, up),
    names,
  );
  const moving = svg("svg", { class: "moving", "aria-hidden": "true" }, marks);
  const stack = element("div", { class: "stack" }, drawing, moving);
  const figure = element("figure", { class: "plot" }, element("figcaption", {}, title), stack);
  if (choose) {
    following(stack, (event) => choose(within(0, placeIn(drawing, event)[0], 1)));
    stack.classList.add("chosen");
  }
  return { figure, drawing, lines, marks, names };
}

/**
 * Put a mark at a place of 0 to 1 in both directions; it is hidden where a score is undefined.
 * @type {(mark: SVGSVGElement, x: number, y: number) => SVGSVGElement}
 */
export function putMark(mark, x, y) {
  const missing = Number.isNaN(x) || Number.isNaN(y);
  mark.style.visibility = missing ? "hidden" : "visible";
  if (missing) return mark;
  setAll(mark, { x: percent(x), y: percent(1 - y) });
  return mark;
}

/** Heights of names that do not cover each other, near where their curves end. @param {number[]} ends */
export function spread(ends) {
  const order = [...ends.keys()].sort((a, b) => ends[a] - ends[b] || b - a);
  const heights = [...ends];
  let least = 0;
  for (const at of order) {
    heights[at] = Math.max(ends[at], least);
    least = heights[at] + NAME_GAP;
  }
  let most = 1;
  for (const at of order.reverse()) {
    heights[at] = Math.min(heights[at], most);
    most = heights[at] - NAME_GAP;
  }
  return heights;
}

/** The names of curves at their ends, each with its marker and a thread to its last point. */
function namesOf(/** @type {{ curve: Curve, end: Point }[]} */ ended) {
  const heights = spread(ended.map(({ end }) => end[1]));
  return ended.map(({ curve, end: [x, y] }, at) => {
    const thread = { class: "thread", x1: percent(x), y1: percent(1 - y), x2: "100%", y2: percent(1 - heights[at]) };
    const name = svg("text", { x: curve.marker ? 22 : 10, y: 4.5 }, curve.name);
    const mark = curve.marker ? [svg("svg", { x: 12 }, newMark(curve))] : [];
    const style = `--line:${curve.color}`;
    return svg("g", { class: "end", style }, svg("line", thread), atPlace(1, heights[at], ...mark, name));
  });
}

/** The last of the points that is defined, if any. @param {Point[]} points */
const lastOf = (points) => points.filter(([x, y]) => !Number.isNaN(x) && !Number.isNaN(y)).slice(-1);

/**
 * A plot of curves over the places of a slider, 0 to 1, with their names at the ends, and a line and marks at the
 * present place. `draw` takes the scores of each curve at even steps, `show` those at a place.
 * @param {string | Node} title @param {string} across @param {Curve[]} curves @param {Options} [options]
 */
export function newCurves(title, across, curves, options) {
  const plot = newPlot(title, across, "", options);
  const { figure, drawing, lines, marks, names } = plot;
  figure.style.cssText = `--top:8px;--names:${2 + Math.max(...curves.map(({ name }) => name.length))}`;
  const now = svg("line", { class: "now", y2: "100%" });
  const dots = curves.map((curve) => newMark(curve));
  marks.append(now, ...dots);
  const draw = (/** @type {number[][]} */ scores) => {
    const paths = scores.map((each) => each.map((y, step) => /** @type {Point} */ ([step / (each.length - 1), y])));
    lines.replaceChildren(...curves.map((curve, at) => lineOf(curve, pathOf(paths[at]))));
    const ended = curves.flatMap((curve, at) => lastOf(paths[at]).map((end) => ({ curve, end })));
    names.replaceChildren(...namesOf(ended));
  };
  /** @type {(place: number, scores: number[], words: string) => void} */
  const show = (place, scores, words) => {
    setAll(now, { x1: percent(place), x2: percent(place) });
    for (const [at, score] of scores.entries()) putMark(dots[at], place, score);
    drawing.setAttribute("aria-label", words);
  };
  return { ...plot, draw, show };
}

/** A path through points of 0 to 1, broken where a score is undefined. @param {Iterable<Point>} points */
export function pathOf(points) {
  let path = "";
  let broken = true;
  for (const [x, y] of points) {
    const missing = Number.isNaN(x) || Number.isNaN(y);
    if (!missing) path += `${broken ? "M" : "L"}${(x * SIDE).toFixed(2)} ${((1 - y) * SIDE).toFixed(2)}`;
    broken = missing;
  }
  return path;
}
