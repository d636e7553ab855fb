// @ts-check
// The chart of a sweep: training and validation over the values of a parameter, with a place that can be moved.

import { pathOf, putMark, SIDE, svg } from "./charts.js";
import { dragging } from "./dragging.js";
import { element, score2 } from "./elements.js";
import { axisFor, placeOfBest } from "./fits.js";

/** @typedef {"training" | "validation"} Side */

/** @type {{ side: Side, dash: string }[]} */
export const CURVES = [
  { side: "training", dash: "" },
  { side: "validation", dash: "6 3" },
];
const DIGIT = 2.4;

/**
 * The mark of a curve: a dot for training, a square for validation.
 * @param {Side} side
 */
export function newDot(side) {
  if (side === "training") return svg("circle", { r: 2.2, class: side });
  return svg("rect", { x: -2.1, y: -2.1, width: 4.2, height: 4.2, class: `square ${side}` });
}

/**
 * The values below the axis, each where there is room for it.
 * @param {(number | string)[]} values
 */
function ticksAcross(values) {
  let end = -Infinity;
  return values.flatMap((value, at) => {
    const x = (at / (values.length - 1)) * SIDE;
    const half = (String(value).length * DIGIT) / 2;
    if (x - half < end + 1) return [];
    end = x + half;
    return [svg("text", { x, y: SIDE + 6, "text-anchor": "middle" }, String(value))];
  });
}

/**
 * The flag on the best validation score, with its words on the side where there is room.
 * @param {number} x
 * @param {number} y
 * @param {string} words
 */
function newFlag(x, y, words) {
  const down = y < 16;
  const [base, top] = [y + (down ? 3 : -3), y + (down ? 22 : -14)];
  const pole = svg("path", { class: "pole", d: `M${x} ${base}V${top}` });
  const cloth = svg("path", { class: "cloth", d: `M${x} ${top}l6 2.2l-6 2.2z` });
  const onLeft = x > SIDE / 2;
  const text = svg(
    "text",
    { x: onLeft ? x - 2 : x + 8, y: top + 3.5, "text-anchor": onLeft ? "end" : "start", class: "said" },
    words,
  );
  return [pole, cloth, text];
}

/**
 * A chart of one score over all values; `choose` is called with the place that a pointer points at.
 * show(place) moves the marks, showBest(true) shows the best.
 * @param {{
 *   parameter: string, values: (number | string)[], score: string, curves: Record<Side, number[]>,
 *   choose: (place: number) => void,
 * }} chart
 */
export function newFitChart({ parameter, values, score, curves, choose }) {
  const { low, high, ticks } = axisFor(CURVES.flatMap(({ side }) => curves[side]));
  /** @param {number} place */
  const across = (place) => place / (values.length - 1);
  /** @param {number} value */
  const up = (value) => (value - low) / (high - low);
  const grid = ticks.map((tick) => svg("path", { class: "grid", d: `M0 ${(1 - up(tick)) * SIDE}H${SIDE}` }));
  const scale = ticks.map((tick) =>
    svg("text", { x: -2, y: (1 - up(tick)) * SIDE + 1.4, "text-anchor": "end" }, tick.toFixed(1)),
  );
  const frame = svg("rect", { class: "frame", width: SIDE, height: SIDE });
  const lines = CURVES.map(({ side, dash }) =>
    svg("path", {
      class: side,
      "stroke-dasharray": dash,
      d: pathOf(curves[side].map((value, place) => [across(place), up(value)])),
    }),
  );
  const now = svg("path", { class: "now" });
  const bracket = svg("path", { class: "bracket" });
  const gap = svg("text", { class: "said" });
  const dots = CURVES.map(({ side }) => newDot(side));
  const flag = svg("g", { class: "flag" });
  const title = svg(
    "text",
    { x: -12, y: SIDE / 2, "text-anchor": "middle", transform: `rotate(-90 -12 ${SIDE / 2})` },
    score,
  );
  const drawing = svg(
    "svg",
    { viewBox: "-17 -5 123 114", role: "img", class: "fit-chart" },
    ...grid,
    frame,
    ...scale,
    ...ticksAcross(values),
    title,
    svg("g", { class: "lines" }, ...lines),
    now,
    flag,
    bracket,
    ...dots,
    gap,
  );
  const best = placeOfBest(curves.validation);
  const bestWords =
    best < 0
      ? "No validation score is defined"
      : `Best validation score: ${score2(curves.validation[best])} at ${parameter} ${values[best]}`;

  /**
   * Choose the place that is nearest to a pointer.
   * @param {PointerEvent} event
   */
  const chooseUnder = (event) => {
    const { left, width } = frame.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - left) / width));
    choose(Math.round(share * (values.length - 1)));
  };
  dragging(drawing, { start: chooseUnder, move: chooseUnder });

  /** @param {number} place */
  const show = (place) => {
    const [training, validation] = CURVES.map(({ side }) => curves[side][place]);
    const x = across(place) * SIDE;
    const [from, to] = [training, validation].map((value) => (1 - up(value)) * SIDE);
    const out = x > SIDE * 0.7 ? -1 : 1;
    const isGap = !Number.isNaN(training - validation);
    now.setAttribute("d", `M${x} 0V${SIDE}`);
    for (const [at, { side }] of CURVES.entries()) putMark(dots[at], across(place), up(curves[side][place]));
    bracket.setAttribute("d", isGap ? `M${x + out * 3.5} ${from}h${out * 2.5}V${to}h${out * -2.5}` : "");
    gap.textContent = isGap ? `gap ${score2(training - validation)}` : "";
    gap.setAttribute("x", String(x + out * 8));
    gap.setAttribute("y", String((isGap ? (from + to) / 2 : 0) + 1.5));
    gap.setAttribute("text-anchor", out < 0 ? "end" : "start");
    const ends = CURVES.map(
      ({ side }) => `${side} from ${score2(curves[side][0])} to ${score2(curves[side][values.length - 1])}`,
    ).join(", ");
    drawing.setAttribute(
      "aria-label",
      `${score} over ${parameter} ${values[0]} to ${values.at(-1)}: ${ends}. At ${values[place]}: training ${score2(training)}, validation ${score2(validation)}`,
    );
  };
  /** @param {boolean} shown */
  const showBest = (shown) =>
    flag.replaceChildren(
      ...(shown && best >= 0
        ? newFlag(
            across(best) * SIDE,
            (1 - up(curves.validation[best])) * SIDE,
            `best ${score2(curves.validation[best])}`,
          )
        : []),
    );
  return { figure: element("figure", { class: "plot" }, drawing), show, showBest, bestWords };
}
