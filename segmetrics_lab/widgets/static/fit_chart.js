// @ts-check
// The chart of a sweep: training and validation over the values of a parameter, with a place that can be moved.

import { pathOf, SIDE, svg } from "./charts.js";
import { dragging } from "./dragging.js";
import { element, score2 } from "./elements.js";
import { axisFor, placeOfBest } from "./fits.js";

/**
 * @typedef {"training" | "validation"} Side
 * @typedef {{ side: Side, dash: string }} Curve
 * @typedef {(number | string)[]} Values of the parameter
 * @typedef {{ parameter: string, values: Values, score: string, curves: Record<Side, number[]> }} Sweep
 * @typedef {ReturnType<typeof newScale>} Scale
 */

/** @type {Curve[]} */
export const CURVES = [
  { side: "training", dash: "" },
  { side: "validation", dash: "6 3" },
];
const DIGIT = 2.4;

/** Put a dot at a place; it is hidden where a score is undefined. @type {(dot: Element, x: number, y: number) => void} */
function putDot(dot, x, y) {
  dot.setAttribute("visibility", Number.isNaN(y) ? "hidden" : "visible");
  if (!Number.isNaN(y)) dot.setAttribute("transform", `translate(${x * SIDE} ${(1 - y) * SIDE})`);
}

/** The mark of a curve: a dot for training, a square for validation. */
export function newDot(/** @type {Side} */ side) {
  if (side === "training") return svg("circle", { r: 2.2, class: side });
  return svg("rect", { x: -2.1, y: -2.1, width: 4.2, height: 4.2, class: `square ${side}` });
}

/** The values below the axis, each where there is room for it. */
function ticksAcross(/** @type {Values} */ values) {
  let end = -Infinity;
  return values.flatMap((value, at) => {
    const x = (at / (values.length - 1)) * SIDE;
    const half = (String(value).length * DIGIT) / 2;
    if (x - half < end + 1) return [];
    end = x + half;
    return [svg("text", { x, y: SIDE + 6, "text-anchor": "middle" }, String(value))];
  });
}

/** The lines and numbers at the ticks of the scores, below and above the frame. */
const ticksUp = (/** @type {Scale} */ { ticks, down }, /** @type {SVGElement} */ frame) => [
  ...ticks.map((tick) => svg("path", { class: "grid", d: `M0 ${down(tick)}H${SIDE}` })),
  frame,
  ...ticks.map((tick) => svg("text", { x: -2, y: down(tick) + 1.4, "text-anchor": "end" }, tick.toFixed(1))),
];

/** The flag on the best validation score, with its words on the side where there is room. */
function newFlag(/** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ words) {
  const down = y < 16;
  const [base, top] = [y + (down ? 3 : -3), y + (down ? 22 : -14)];
  const pole = svg("path", { class: "pole", d: `M${x} ${base}V${top}` });
  const cloth = svg("path", { class: "cloth", d: `M${x} ${top}l6 2.2l-6 2.2z` });
  const [place, anchor] = x > SIDE / 2 ? [x - 2, "end"] : [x + 8, "start"];
  return [pole, cloth, svg("text", { x: place, y: top + 3.5, "text-anchor": anchor, class: "said" }, words)];
}

/** The bracket between the two scores of a place, and its words. */
function newGap() {
  const bracket = svg("path", { class: "bracket" });
  const words = svg("text", { class: "said" });
  /** @type {(x: number, ends: number[], gap: number) => void} */
  const show = (x, [from, to], gap) => {
    const out = x > SIDE * 0.7 ? -1 : 1;
    const isGap = !Number.isNaN(gap);
    bracket.setAttribute("d", isGap ? `M${x + out * 3.5} ${from}h${out * 2.5}V${to}h${out * -2.5}` : "");
    words.textContent = isGap ? `gap ${score2(gap)}` : "";
    words.setAttribute("x", String(x + out * 8));
    words.setAttribute("y", String((isGap ? (from + to) / 2 : 0) + 1.5));
    words.setAttribute("text-anchor", out < 0 ? "end" : "start");
  };
  return { bracket, words, show };
}

/** Where the places and scores of a sweep lie: of 0 to 1 across and up, and down in the drawing. */
function newScale(/** @type {Sweep} */ { values, curves }) {
  const { low, high, ticks } = axisFor(CURVES.flatMap(({ side }) => curves[side]));
  const across = (/** @type {number} */ place) => place / (values.length - 1);
  const up = (/** @type {number} */ score) => (score - low) / (high - low);
  const down = (/** @type {number} */ score) => (1 - up(score)) * SIDE;
  return { ticks, across, up, down };
}

/** The best validation score of a sweep: its words, and its flag. */
function bestOf(/** @type {Sweep} */ { parameter, values, curves: { validation } }, /** @type {Scale} */ scale) {
  const best = placeOfBest(validation);
  if (best < 0) return { words: "No validation score is defined", flag: [] };
  const score = score2(validation[best]);
  const flag = newFlag(scale.across(best) * SIDE, scale.down(validation[best]), `best ${score}`);
  return { words: `Best validation score: ${score} at ${parameter} ${values[best]}`, flag };
}

/** The line of a curve, as long as the sweep. @type {(curve: Curve, sweep: Sweep, scale: Scale) => SVGElement} */
function newLine({ side, dash }, { curves }, { across, up }) {
  const points = curves[side].map((score, place) => /** @type {[number, number]} */ ([across(place), up(score)]));
  return svg("path", { class: side, "stroke-dasharray": dash, d: pathOf(points) });
}

/**
 * The chart of a sweep; `choose` is called with the place that a pointer points at.
 * show(place) moves the marks, showBest(true) shows the best.
 */
export function newFitChart(/** @type {Sweep} */ sweep, /** @type {(place: number) => void} */ choose) {
  const { parameter, values, score, curves } = sweep;
  const scale = newScale(sweep);
  const best = bestOf(sweep, scale);
  const frame = svg("rect", { class: "frame", width: SIDE, height: SIDE });
  const [now, flag, gap] = [svg("path", { class: "now" }), svg("g", { class: "flag" }), newGap()];
  const dots = CURVES.map(({ side }) => newDot(side));
  const drawing = svg(
    "svg",
    { viewBox: "-17 -5 123 114", role: "img", class: "fit-chart" },
    ...ticksUp(scale, frame),
    ...ticksAcross(values),
    svg("text", { x: -12, y: SIDE / 2, "text-anchor": "middle", transform: `rotate(-90 -12 ${SIDE / 2})` }, score),
    svg("g", { class: "lines" }, ...CURVES.map((curve) => newLine(curve, sweep, scale))),
    now,
    flag,
    gap.bracket,
    ...dots,
    gap.words,
  );
  const ends = CURVES.map(
    ({ side }) => `${side} from ${score2(curves[side][0])} to ${score2(curves[side][values.length - 1])}`,
  );
  const about = `${score} over ${parameter} ${values[0]} to ${values.at(-1)}: ${ends.join(", ")}`;

  /** Choose the place that is nearest to a pointer. @type {(event: PointerEvent) => void} */
  const chooseUnder = ({ clientX }) => {
    const { left, width } = frame.getBoundingClientRect();
    choose(Math.round(Math.min(1, Math.max(0, (clientX - left) / width)) * (values.length - 1)));
  };
  dragging(drawing, { start: chooseUnder, move: chooseUnder });

  const show = (/** @type {number} */ place) => {
    const scores = CURVES.map(({ side }) => curves[side][place]);
    const [training, validation] = scores;
    const x = scale.across(place);
    now.setAttribute("d", `M${x * SIDE} 0V${SIDE}`);
    for (const [at, score] of scores.entries()) putDot(dots[at], x, scale.up(score));
    gap.show(x * SIDE, scores.map(scale.down), training - validation);
    const words = `At ${values[place]}: training ${score2(training)}, validation ${score2(validation)}`;
    drawing.setAttribute("aria-label", `${about}. ${words}`);
  };
  const showBest = (/** @type {boolean} */ shown) => flag.replaceChildren(...(shown ? best.flag : []));
  return { figure: element("figure", { class: "plot" }, drawing), show, showBest, bestWords: best.words };
}
