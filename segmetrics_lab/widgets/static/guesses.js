// @ts-check
// Guesses: how numbers are shown and judged, in the same words as segmetrics_lab.widgets.guess_question and scales.

import { fixed, scoreText, within } from "./elements.js";

/**
 * What Python sends of a scale, and what is said of a guess.
 * @typedef {{
 *   low: number, high: number, close: number, ends: [string, string], hint: string,
 *   whole: boolean, step: number, places: number,
 * }} SentScale
 * @typedef {{ right: boolean, words: string, slip: string }} Verdict slip: what is wrong, if anything is
 */
/**
 * What Python sends of a curve: what its places are called, how a single one is said, and how near is close.
 * @typedef {{ places: string[], at: string, close: number }} SentCurve
 */
/**
 * A way to guess: how it is asked, how the answer is told, and how a guess is said, judged and shown beside the answer;
 * without one (null) the answer is shown alone.
 * @template Guess
 * @typedef {{
 *   keys: string[][],
 *   todo: string,
 *   newInput: (
 *     question: HTMLElement,
 *     choose: (guess: Guess | null, problem?: string, isSlip?: boolean) => void,
 *   ) => HTMLElement,
 *   told: string,
 *   textOf: (guess: Guess) => string,
 *   judged: (guess: Guess) => Verdict,
 *   marked: (guess: Guess | null) => HTMLElement,
 * }} Way
 */

/** A number as Python shows it: small ones as a score, large ones with commas between thousands. */
export function numberText(/** @type {number} */ value, /** @type {SentScale} */ { low, high, places }) {
  if (Math.abs(value) < 1000) return scoreText(value, places, [low, high]);
  const [integer, fraction] = value.toFixed(places).split(".");
  const grouped = integer.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Is a choice right, and what is said of it? @type {(guess: string, answer: string) => Verdict} */
export function judgedChoice(guess, answer) {
  const right = guess === answer;
  const words = `You chose "${guess}". ${right ? "Right." : `It is "${answer}".`}`;
  return { right, words, slip: right ? "" : guess };
}

/**
 * Is a number near enough, and what is said of it?
 * @type {(guess: number, answer: number, scale: SentScale) => Verdict}
 */
export function judgedNumber(guess, answer, scale) {
  const off = Math.abs(guess - answer);
  const right = Number(off.toFixed(scale.places)) <= scale.close + 1e-9 * (scale.high - scale.low);
  const [said, is] = [guess, answer].map((number) => numberText(number, scale));
  const side = guess < answer ? "too low" : "too high";
  const by = said === is ? "spot on" : `${numberText(off, scale)} ${side}, ${right ? "close" : "not close"}`;
  return { right, words: `You said ${said}. It is ${is}: ${by}.`, slip: right ? "" : side };
}

const units = (/** @type {number} */ score) => Math.floor(1e4 * score + 0.5);

/**
 * Is a curve near enough on average, and what is said of it?
 * @type {(guess: number[], answer: number[], curve: SentCurve) => Verdict}
 */
export function judgedCurve(guess, answer, { places, at, close }) {
  const gaps = guess.map((value, place) => units(value) - units(answer[place]));
  const sizes = gaps.map(Math.abs);
  const [mean, largest] = [sizes.reduce((sum, size) => sum + size) / sizes.length / 1e4, Math.max(...sizes)];
  const right = Number(fixed(100 * mean, 0)) <= 100 * close;
  const side = gaps.every((gap) => gap >= 0) ? "too high" : gaps.every((gap) => gap <= 0) ? "too low" : "off";
  const by = `${scoreText(mean, 2)} ${side} on average, ${right ? "close" : "not close"}`;
  const most = `The largest gap is ${scoreText(largest / 1e4, 2)}, at ${at} ${places[sizes.indexOf(largest)]}.`;
  const words = largest < 50 ? "Your curve is spot on." : `Your curve is ${by}. ${most}`;
  return { right, words, slip: right ? "" : side };
}

/** The number at a place of the slider, which counts steps. @type {(place: number, scale: SentScale) => number} */
export function numberAt(place, { low, high, step, places }) {
  return within(low, Number((low + place * step).toFixed(places)), high);
}

/** Is this a number that may be guessed? @type {(value: number, scale: SentScale) => boolean} */
export const isOnScale = (value, { low, high, whole }) =>
  Number.isFinite(value) && value >= low && value <= high && (!whole || Number.isInteger(value));
