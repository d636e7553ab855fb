// @ts-check
// The chart of a sweep: training and validation over the values of a setting, with a place that can be moved.

import { atPlace, newCurves, svg } from "./charts.js";
import { element, score2, setAll, write } from "./elements.js";
import { placeOfBest } from "./fits.js";
import { LINE_STYLES } from "./line_styles.js";

/**
 * @typedef {"training" | "validation"} Side
 * @typedef {(number | string)[]} Values of the setting
 * @typedef {{ setting: string, values: Values, score: string, curves: Record<Side, number[]> }} Sweep
 */

/** @type {Side[]} */
export const SIDES_OF_SWEEP = ["training", "validation"];
const MOST_TICKS = 14;
/** Beyond these scores a word has no room above, or below. */
const HIGH = 0.87;
const LOW = 0.25;

/** A value below each tick, or below every other one where they are many. @param {Values} values */
function ticksOf(values) {
  const every = Math.ceil(values.length / MOST_TICKS);
  const last = values.length - 1;
  return values.map((value, at) => /** @type {[number, string]} */ ([at / last, at % every ? "" : String(value)]));
}

/** The gap between the two scores of a place: a line between them, and its words. */
function newGap() {
  const [line, words] = [svg("line", {}), svg("text", { class: "said" })];
  const beside = svg("svg", {}, words);
  const box = svg("svg", { class: "gap" }, line, beside);
  /** @type {(x: number, ends: number[]) => void} */
  const show = (x, ends) => {
    const gap = ends[0] - ends[1];
    box.style.visibility = Number.isNaN(gap) ? "hidden" : "visible";
    write(words, Number.isNaN(gap) ? "" : `gap ${score2(gap)}`);
    if (Number.isNaN(gap)) return;
    const out = x > HIGH ? -12 : 12;
    const [y1, y2] = ends.map((end) => `${100 * (1 - end)}%`);
    const lower = Math.min(...ends);
    setAll(box, { x: `${100 * x}%` });
    setAll(line, { x1: out, x2: out, y1, y2 });
    setAll(beside, { y: `${100 * (1 - lower)}%` });
    // The words stand below both curves, where there is room.
    setAll(words, { x: out, y: lower < LOW ? -10 : 18, "text-anchor": out < 0 ? "end" : "start" });
  };
  return { box, show };
}

/** The best validation score of a sweep: its words, and a ring around its point. @param {Sweep} sweep */
function bestOf({ setting, values, curves: { validation } }) {
  const best = placeOfBest(validation);
  if (best < 0) return { words: "No validation score is defined", ring: [] };
  const score = score2(validation[best]);
  const y = validation[best] > HIGH ? 26 : -15;
  const ring = atPlace(
    best / (values.length - 1),
    validation[best],
    svg("circle", { r: 9 }),
    svg("text", { y, "text-anchor": "middle", class: "said" }, `best ${score}`),
  );
  return { words: `Best validation score: ${score} at ${setting} ${values[best]}`, ring: [ring] };
}

/**
 * The chart of sweeps over the same values; `choose` is called with the place that a pointer points at.
 * draw(sweep) draws its curves, show(place) moves the marks, showBest(true) shows the best and returns its words.
 * @param {Values} values @param {(place: number) => void} choose
 */
export function newFitChart(values, choose) {
  const last = values.length - 1;
  const caption = element("span");
  const named = SIDES_OF_SWEEP.map((side) => ({ ...LINE_STYLES[side], name: side }));
  const chosen = (/** @type {number} */ place) => choose(Math.round(place * last));
  const plot = newCurves(caption, "", named, { ticks: ticksOf(values), choose: chosen });
  const [gap, best] = [newGap(), svg("g", { class: "best-of" })];
  plot.marks.append(best, gap.box);
  /** @type {Sweep} */
  let sweep;
  const draw = (/** @type {Sweep} */ drawn) => {
    sweep = drawn;
    write(caption, `${sweep.score}, over all scenes`);
    plot.draw(SIDES_OF_SWEEP.map((side) => sweep.curves[side]));
  };
  const show = (/** @type {number} */ place) => {
    const { setting, score, curves } = sweep;
    const scores = SIDES_OF_SWEEP.map((side) => curves[side][place]);
    const ends = SIDES_OF_SWEEP.map(
      (side) => `${side} from ${score2(curves[side][0])} to ${score2(curves[side][last])}`,
    );
    const about = `${score} over ${setting} ${values[0]} to ${values[last]}: ${ends.join(", ")}`;
    const words = `At ${values[place]}: training ${score2(scores[0])}, validation ${score2(scores[1])}`;
    plot.show(place / last, scores, `${about}. ${words}`);
    gap.show(place / last, scores);
  };
  const showBest = (/** @type {boolean} */ shown) => {
    const { ring, words } = bestOf(sweep);
    best.replaceChildren(...(shown ? ring : []));
    return shown ? words : "";
  };
  return { figure: plot.figure, draw, show, showBest };
}
