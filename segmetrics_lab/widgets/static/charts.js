// @ts-check
// Charts drawn as SVG: a square of 0 to 1 in both directions, with lines and marks.

import { element } from "./elements.js";

const SVG = "http://www.w3.org/2000/svg";
export const SIDE = 100;
const VIEW = "-9 -4 113 113";

/**
 * An element of an SVG drawing, with attributes and children.
 * @type {<Tag extends keyof SVGElementTagNameMap>(tag: Tag, attributes: Record<string, string | number>,
 *   ...children: (string | Node)[]) => SVGElementTagNameMap[Tag]}
 */
export function svg(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/**
 * A square for lines and marks: 0 to 1 upwards, and across from the first to the last of the two ends.
 * The marks lie on a layer of their own, so that a browser need not draw the lines again when a mark moves.
 * @param {string} title @param {string} across @param {string} up @param {[string, string]} ends
 */
export function newPlot(title, across, up, ends = ["0", "1"]) {
  const lines = svg("g", { class: "lines" });
  const marks = svg("g", { class: "marks" });
  /** @type {[string, number, number, string][]} */
  const places = [
    [ends[0], 0, SIDE + 6, "start"],
    [ends[1], SIDE, SIDE + 6, "end"],
    [across, SIDE / 2, SIDE + 6, "middle"],
    ["0", -2, SIDE, "end"],
    ["1", -2, 4, "end"],
  ];
  const texts = places.map(([text, x, y, anchor]) => svg("text", { x, y, "text-anchor": anchor }, text));
  const turn = `rotate(-90 -3 ${SIDE / 2})`;
  const upward = svg("text", { x: -3, y: SIDE / 2, "text-anchor": "middle", transform: turn }, up);
  const grid = [25, 50, 75].map((at) => svg("path", { class: "grid", d: `M0 ${at}H${SIDE}M${at} 0V${SIDE}` }));
  const frame = svg("rect", { class: "frame", width: SIDE, height: SIDE });
  const drawing = svg("svg", { viewBox: VIEW, role: "img" }, ...grid, frame, lines, ...texts, upward);
  const moving = svg("svg", { viewBox: VIEW, class: "moving", "aria-hidden": "true" }, marks);
  const stack = element("div", { class: "stack" }, drawing, moving);
  const figure = element("figure", { class: "plot" }, element("figcaption", {}, title), stack);
  return { figure, drawing, lines, marks };
}

/** A sample of a line for a legend. @type {(kind: string, dash: string, ...marks: Node[]) => SVGSVGElement} */
export const lineSample = (kind, dash, ...marks) =>
  svg(
    "svg",
    { class: `sample ${kind}`, viewBox: "0 0 30 8", "aria-hidden": "true" },
    svg("path", { class: kind, d: "M0 4H30", "stroke-dasharray": dash }),
    ...marks,
  );

/**
 * Put a mark at a place of 0 to 1 in both directions; it is hidden where a score is undefined.
 * @type {(mark: SVGElement, x: number, y: number) => void}
 */
export function putMark(mark, x, y) {
  const missing = Number.isNaN(x) || Number.isNaN(y);
  mark.style.visibility = missing ? "hidden" : "visible";
  if (!missing) mark.setAttribute("transform", `translate(${x * SIDE} ${(1 - y) * SIDE})`);
}

/**
 * A plot of curves over the places of a slider, 0 to 1, with a line and dots at the present one.
 * `draw` takes the scores of each curve at even steps, `show` those at a place.
 * @param {string} title @param {string} across @param {{ key: string, dash: string, radius?: number }[]} curves
 * @param {[string, string]} [ends]
 */
export function newCurves(title, across, curves, ends) {
  const { figure, drawing, lines, marks } = newPlot(title, across, "score", ends);
  const now = svg("path", { class: "now" });
  const dots = curves.map(({ key, radius = 1.7 }) => svg("circle", { r: radius, class: key }));
  marks.append(now, ...dots);
  const draw = (/** @type {number[][]} */ scores) => {
    const paths = curves.map(({ key, dash }, at) => {
      const d = pathOf(scores[at].map((score, step) => [step / (scores[at].length - 1), score]));
      return svg("path", { class: key, "stroke-dasharray": dash, d });
    });
    lines.replaceChildren(...paths);
  };
  /** @type {(place: number, scores: number[], words: string) => void} */
  const show = (place, scores, words) => {
    now.setAttribute("d", `M${place * SIDE} 0V${SIDE}`);
    for (const [at, score] of scores.entries()) putMark(dots[at], place, score);
    drawing.setAttribute("aria-label", words);
  };
  return { figure, draw, show };
}

/** A path through points of 0 to 1, broken where a score is undefined. @param {Iterable<[number, number]>} points */
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
