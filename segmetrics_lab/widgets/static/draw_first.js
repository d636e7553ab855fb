// @ts-check
// Draw it first: a curve is drawn from tick to tick and locked in; then the true one is drawn over it.

import { newCurves, pathOf, svg } from "./charts.js";
import { dragging, placeIn } from "./dragging.js";
import { element, score2, setAll, within } from "./elements.js";
import { judgedCurve } from "./guesses.js";
import { LINE_STYLES } from "./line_styles.js";

/**
 * @import { SentCurve, Way } from "./guesses.js"
 *
 * A curve: its name, and that of its style; those that are given have values of 0 to 1.
 * @typedef {{ name: string, style: string }} Named
 * @typedef {SentCurve & { across: string, up: string, drawn: Named, given: (Named & { values: number[] })[] }} Chart
 */

const MOST_TICKS = 12;
/** What the keys change a value by. @type {Record<string, number>} */
const CHANGES = { ArrowUp: 0.02, ArrowDown: -0.02, PageUp: 0.1, PageDown: -0.1, Enter: 0, " ": 0 };
const TEXT = { color: "var(--ink)", dash: "", marker: "", width: 2.5 };
/** A curve that is no score; grey where it is given, so that it is not taken for yours. */
const PLAIN = {
  given: { ...TEXT, color: "color-mix(in srgb, var(--ink) 60%, var(--ground))" },
  true: { ...TEXT, dash: "7 4" },
};
const YOURS = { ...TEXT, name: "you" };

const inHundredths = (/** @type {number} */ value) => Math.round(100 * within(0, value, 1)) / 100;
/** The points of a curve. @type {(values: number[]) => [number, number][]} */
const pointsOf = (values) => values.map((value, at) => [at / (values.length - 1), value]);

/** A plot of the given curves, and of others above them. @param {Chart} chart @param {typeof YOURS[]} others */
function newDrawn({ places, across, up, given }, ...others) {
  const every = Math.ceil(places.length / MOST_TICKS);
  const ticks = pointsOf(places.map(Number)).map(([x], at) => /** @type {[number, string]} */ ([x, places[at]]));
  const named = given.map(({ name, style }) => ({ ...(LINE_STYLES[style] ?? PLAIN.given), name }));
  const plot = newCurves(up, across, [...named, ...others], { ticks: ticks.filter((_, at) => at % every === 0) });
  /** @type {(...drawn: number[][]) => number[][]} */
  const draw = (...drawn) => {
    const all = [...given.map(({ values }) => values), ...drawn];
    plot.draw(all);
    return all;
  };
  return { ...plot, draw };
}

/**
 * A plot to draw on, by hand or with keys; `choose` hears of the curve once it reaches from end to end.
 * @param {Chart} chart @param {HTMLElement} question @param {(guess: number[] | null, problem?: string) => void} choose
 */
function newDrawing(chart, question, choose) {
  const { places, at, drawn } = chart;
  const last = places.length - 1;
  const {
    figure,
    drawing,
    draw,
    show: showAt,
  } = newDrawn(chart, { ...YOURS, color: "var(--accent)", marker: "circle" });
  const board = /** @type {HTMLElement} */ (drawing.parentElement);
  const limits = { "aria-valuemin": 0, "aria-valuemax": 1, "aria-orientation": "vertical", tabindex: 0 };
  const names = { "aria-label": `Your curve: ${drawn.name}`, "aria-describedby": question.id, role: "slider" };
  setAll(board, { ...limits, ...names });
  const cue = element("p", { class: "cue" }, `Draw "${drawn.name}" here`);
  board.append(cue);
  /** What is drawn, without gaps; NaN where nothing is. */
  const values = places.map(() => Number.NaN);
  const isDrawn = (/** @type {number} */ place) => !Number.isNaN(values[place]);
  let here = 0;

  function show() {
    const words = `${at} ${places[here]}: ${isDrawn(here) ? score2(values[here]) : "nothing yet"}`;
    const all = draw(values);
    showAt(
      here / last,
      all.map((each) => each[here]),
      words,
    );
    setAll(board, { "aria-valuenow": isDrawn(here) ? values[here] : 0.5, "aria-valuetext": words });
    const known = values.filter((value) => !Number.isNaN(value));
    cue.hidden = known.length > 0;
    const more = known.length ? `Draw on, over all of ${places[0]} to ${places[last]}.` : undefined;
    choose(known.length > last ? known : null, more);
  }

  /** Draw a straight line to a value, from a place. @type {(place: number, value: number, from: number) => void} */
  function lineTo(place, value, from) {
    const [start, steps] = [isDrawn(from) ? values[from] : value, Math.abs(place - from)];
    for (let step = 1; step <= steps; step++)
      values[from + step * Math.sign(place - from)] = inHundredths(start + ((value - start) * step) / steps);
    values[place] = inHundredths(value);
    here = place;
    show();
  }
  /** The place that is nearest to this one of those that are drawn; without any, itself. */
  function nearest(/** @type {number} */ place) {
    const known = [...values.keys()].filter(isDrawn);
    return known.length ? within(known[0], place, known[known.length - 1]) : place;
  }
  /** Draw to where the pointer is. @type {(event: PointerEvent, from?: number) => void} */
  function drawTo(event, from) {
    const [across, down] = placeIn(drawing, event);
    const place = Math.round(last * within(0, across, 1));
    lineTo(place, 1 - down, from ?? nearest(place));
  }
  dragging(board, { start: (event) => drawTo(event), move: (event) => drawTo(event, here) });
  board.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const to = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: last }[key];
    if (ctrlKey || metaKey || altKey || shiftKey || (to === undefined && !(key in CHANGES))) return;
    event.preventDefault();
    if (to === undefined) lineTo(here, (isDrawn(here) ? values[here] : 0.5) + CHANGES[key], nearest(here));
    else if (key === "ArrowRight" && isDrawn(here) && to <= last && !isDrawn(to)) lineTo(to, values[here], here);
    else here = within(0, to, last);
    show();
  });
  show();
  return figure;
}

/** The plot after the answer: the true curve over the drawn one, and what lies between. */
function newAnswer(/** @type {Chart} */ chart, /** @type {number[] | null} */ guess, /** @type {number[]} */ answer) {
  const { name, style } = chart.drawn;
  const right = { ...(LINE_STYLES[style] ?? PLAIN.true), name };
  const { figure, lines, marks, draw } = newDrawn(chart, ...(guess ? [YOURS, right] : [right]));
  draw(...(guess ? [guess, answer] : [answer]));
  marks.replaceChildren();
  lines.lastElementChild?.classList.add("true");
  const between = pathOf([...pointsOf(guess ?? answer), ...pointsOf(answer).reverse()]);
  lines.prepend(svg("path", { class: "area", d: between }));
  figure.setAttribute("aria-hidden", "true");
  return figure;
}

/** The value at a place, in words. @type {(chart: Chart, values: number[], place: number) => string} */
const placed = ({ at, places }, values, place) => `${score2(values[place])} at ${at} ${places[place]}`;

/** To guess by drawing a curve. @type {(chart: Chart, answer: number[]) => Way<number[]>} */
export const byDrawing = (chart, answer) => ({
  keys: [
    ["← →", "to the next tick; to the right the curve is drawn on"],
    ["↑ ↓", "move the curve at this tick"],
    ["Page Up, Page Down", "by more"],
    ["Home, End", "to the first or last tick"],
  ],
  todo: `Draw "${chart.drawn.name}" over the whole width, by hand or by arrow keys. Within ${chart.close} is close.`,
  newInput: (question, choose) => newDrawing(chart, question, choose),
  told: `It goes from ${placed(chart, answer, 0)} to ${placed(chart, answer, answer.length - 1)}.`,
  textOf: (guess) => `a curve from ${score2(guess[0])} to ${score2(guess[guess.length - 1])}`,
  judged: (guess) => judgedCurve(guess, answer, chart),
  marked: (guess) => newAnswer(chart, guess, answer),
});
