// @ts-check
// Draw it first: a curve is drawn from tick to tick and locked in; then the true one is drawn over it.

import { svg } from "./charts.js";
import { dragging } from "./dragging.js";
import { element, score2 } from "./elements.js";
import { judgedCurve } from "./guesses.js";

/**
 * @import { SentCurve, Way } from "./guesses.js"
 *
 * How a line looks, and with its values of 0 to 1 (null where nothing is drawn yet) what is drawn.
 * @typedef {{ name: string, ink: string, dash: string }} Look
 * @typedef {Look & { values: (number | null)[] }} Line
 * @typedef {SentCurve & { across: string, up: string, drawn: Look, given: Line[] }} Chart
 */

const QUARTERS = [0, 0.25, 0.5, 0.75, 1];
const MOST_TICKS = 12;
/** So far apart are the names of lines, in percent of the height. */
const APART = 7.5;
/** What the keys change a value by. @type {Record<string, number>} */
const CHANGES = { ArrowUp: 0.02, ArrowDown: -0.02, PageUp: 0.1, PageDown: -0.1, Enter: 0, " ": 0 };

const between = (/** @type {number} */ low, /** @type {number} */ value, /** @type {number} */ high) =>
  Math.min(high, Math.max(low, value));
const inHundredths = (/** @type {number} */ value) => Math.round(100 * between(0, value, 1)) / 100;
const downTo = (/** @type {number} */ value) => 100 * (1 - value);

/** The points of a line in percent from the left and from above. @param {(number | null)[]} values */
const pointsOf = (values) =>
  values.flatMap((value, at) => (value === null ? [] : [`${(100 * at) / (values.length - 1)} ${downTo(value)}`]));
/** A path through points. @param {string[]} points */
const through = (points) => (points.length ? `M${points.join("L")}` : "");

/** A text that stands at a place of an axis. @type {(text: string, place: number, ink?: string) => HTMLElement} */
const textAt = (text, place, ink = "--faint") => element("span", { style: `--at:${place}%;color:var(${ink})` }, text);

/** The names of lines, at their ends and apart from each other. @param {Line[]} lines */
function namesOf(lines) {
  const ends = lines.flatMap(({ name, ink, values }) => {
    const end = values.at(-1);
    return typeof end === "number" ? [{ name, ink, place: downTo(end) }] : [];
  });
  ends.sort((one, other) => one.place - other.place);
  let above = -APART;
  return ends.map(({ name, ink, place }, at) => {
    above = Math.max(above + APART, Math.min(place, 100 - APART * (ends.length - 1 - at)));
    return textAt(name, above, ink);
  });
}

/** A chart with its axes; `draw` draws lines with their names. */
function newChart(/** @type {Chart} */ { places, across, up }, /** @type {Record<string, any>} */ attributes = {}) {
  const grid = svg("path", { class: "grid", d: QUARTERS.map((value) => `M0 ${downTo(value)}H100`).join("") });
  const [lines, names] = [svg("g", {}), element("div", { class: "names" })];
  const plane = svg("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" }, grid, lines);
  const board = element("div", { class: "plane", ...attributes }, plane);
  const values = QUARTERS.map((value) => textAt(String(value), downTo(value)));
  const every = Math.ceil(places.length / MOST_TICKS);
  const ticks = places.map((text, at) => textAt(at % every ? "" : text, (100 * at) / (places.length - 1)));
  const [above, left] = [element("div", { class: "up" }, up), element("div", { class: "values" }, ...values)];
  const box = element("div", { class: "draw" }, above, left, board, names);
  box.append(element("div", { class: "ticks" }, ...ticks, across));
  const draw = (/** @type {Line[]} */ drawn) => {
    const paths = drawn.map(({ ink, dash, values }) =>
      svg("path", { d: through(pointsOf(values)), "stroke-dasharray": dash, style: `stroke:var(${ink})` }),
    );
    lines.replaceChildren(...paths);
    names.replaceChildren(...namesOf(drawn));
  };
  return { box, board, lines, draw };
}

/**
 * A chart to draw on, by hand or with keys; `choose` hears of the curve once it reaches from end to end.
 * @param {Chart} chart @param {HTMLElement} question @param {(guess: number[] | null, problem?: string) => void} choose
 */
function newDrawing(chart, question, choose) {
  const { places, at, given, drawn } = chart;
  const last = places.length - 1;
  const limits = { "aria-valuemin": 0, "aria-valuemax": 1, "aria-orientation": "vertical", tabindex: 0 };
  const names = { "aria-label": `Your curve: ${drawn.name}`, "aria-describedby": question.id, role: "slider" };
  const { box, board, draw } = newChart(chart, { ...limits, ...names });
  const [cue, spot] = [element("p", { class: "cue" }, `Draw ${drawn.name} here`), element("span", { class: "spot" })];
  board.append(cue, spot);
  /** @type {(number | null)[]} */
  const values = places.map(() => null);
  let here = 0;

  function show() {
    const value = values[here];
    draw([...given, { name: "you", ink: "--accent", dash: "", values }]);
    spot.style.cssText = `left:${(100 * here) / last}%;top:${downTo(value ?? 0.5)}%`;
    board.setAttribute("aria-valuenow", String(value ?? 0.5));
    board.setAttribute("aria-valuetext", `${at} ${places[here]}: ${value === null ? "nothing yet" : score2(value)}`);
    const known = values.filter((one) => one !== null);
    cue.hidden = known.length > 0;
    const more = known.length ? `Draw on, over all of ${places[0]} to ${places[last]}.` : undefined;
    choose(known.length > last ? known : null, more);
  }

  /** Draw a straight line to a value, from another place. */
  function lineTo(/** @type {number} */ place, /** @type {number} */ value, /** @type {number} */ from) {
    const [start, steps] = [values[from] ?? value, Math.abs(place - from)];
    for (let step = 1; step <= steps; step++)
      values[from + step * Math.sign(place - from)] = inHundredths(start + ((value - start) * step) / steps);
    values[place] = inHundredths(value);
    here = place;
    show();
  }
  /** The place that is nearest to this one of those that are drawn, which have no gaps; without any, itself. */
  function nearest(/** @type {number} */ place) {
    const known = [...values.keys()].filter((other) => values[other] !== null);
    return known.length ? between(known[0], place, known[known.length - 1]) : place;
  }
  /** Draw to where the pointer is. @type {(event: PointerEvent, from?: number) => void} */
  function drawTo({ clientX, clientY }, from) {
    const { left, top, width, height } = board.getBoundingClientRect();
    const place = Math.round(last * between(0, (clientX - left) / width, 1));
    lineTo(place, 1 - (clientY - top) / height, from ?? nearest(place));
  }
  dragging(board, { start: (event) => drawTo(event), move: (event) => drawTo(event, here) });
  board.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const to = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: last }[key];
    if (ctrlKey || metaKey || altKey || shiftKey || (to === undefined && !(key in CHANGES))) return;
    event.preventDefault();
    const value = values[here];
    if (to === undefined) lineTo(here, (value ?? 0.5) + CHANGES[key], nearest(here));
    else if (key === "ArrowRight" && value !== null && values[to] === null) lineTo(to, value, here);
    else here = between(0, to, last);
    show();
  });
  show();
  return box;
}

/** The chart after the answer: the true curve over the drawn one, and what lies between. */
function newAnswer(/** @type {Chart} */ chart, /** @type {number[]} */ guess, /** @type {number[]} */ answer) {
  const { box, lines, draw } = newChart(chart);
  draw([...chart.given, { name: "you", ink: "--ink", dash: "", values: guess }, { ...chart.drawn, values: answer }]);
  lines.lastElementChild?.classList.add("true");
  lines.prepend(svg("path", { class: "area", d: through([...pointsOf(guess), ...pointsOf(answer).toReversed()]) }));
  box.setAttribute("aria-hidden", "true");
  return box;
}

/** To guess by drawing a curve. @type {(chart: Chart, answer: number[]) => Way<number[]>} */
export const byDrawing = (chart, answer) => ({
  keys: [
    ["← →", "to the next tick; to the right the curve is drawn on"],
    ["↑ ↓", "move the curve at this tick"],
    ["Page Up, Page Down", "by more"],
    ["Home, End", "to the first or last tick"],
  ],
  todo: `Draw ${chart.drawn.name} over the whole width, by hand or with the arrow keys, then say how sure you are.`,
  newInput: (question, choose) => newDrawing(chart, question, choose),
  textOf: (guess) => `a curve from ${score2(guess[0])} to ${score2(guess[guess.length - 1])}`,
  judged: (guess) => judgedCurve(guess, answer, chart),
  marked: (guess) => newAnswer(chart, guess, answer),
});
