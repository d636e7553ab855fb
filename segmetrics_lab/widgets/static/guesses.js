// @ts-check
// Guesses: how numbers are shown and judged, in the same words as segmetrics_lab.widgets.guess_question and scales.

import { scoreText } from "./elements.js";

/**
 * What Python sends of a scale, and what is said of a guess.
 * @typedef {{
 *   low: number, high: number, close: number, ends: [string, string], hint: string,
 *   whole: boolean, step: number, places: number,
 * }} SentScale
 * @typedef {{ right: boolean, words: string }} Verdict
 */
/**
 * A way to guess: how it is asked, and how a guess is said, judged and shown beside the answer.
 * @template Guess
 * @typedef {{
 *   keys: string[][],
 *   todo: string,
 *   newInput: (question: HTMLElement, choose: (guess: Guess | null, problem?: string) => void) => HTMLElement,
 *   textOf: (guess: Guess) => string,
 *   judged: (guess: Guess) => Verdict,
 *   marked: (guess: Guess) => HTMLElement,
 * }} Way
 */

/** A number as Python shows it: small ones as a score, large ones with commas between thousands. */
export function numberText(/** @type {number} */ value, /** @type {SentScale} */ { low, high, places }) {
  if (Math.abs(value) < 1000) return scoreText(value, places, [low, high]);
  const [integer, fraction] = value.toFixed(places).split(".");
  const grouped = integer.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Is a choice right, and what is said of it? @param {string} guess @param {string} answer */
export function judgedChoice(guess, answer) {
  const right = guess === answer;
  return { right, words: `You chose "${guess}". ${right ? "Right." : `It is "${answer}".`}` };
}

/**
 * Is a number near enough, and what is said of it?
 * @type {(guess: number, answer: number, scale: SentScale) => Verdict}
 */
export function judgedNumber(guess, answer, scale) {
  const off = Math.abs(guess - answer);
  const right = Number(off.toFixed(scale.places)) <= scale.close + 1e-9 * (scale.high - scale.low);
  const [said, is] = [guess, answer].map((number) => numberText(number, scale));
  const side = guess > answer ? "high" : "low";
  const by = said === is ? "spot on" : `${numberText(off, scale)} too ${side}, ${right ? "close" : "not close"}`;
  return { right, words: `You said ${said}. It is ${is}: ${by}.` };
}

/** The number at a place of the slider, which counts steps. @type {(place: number, scale: SentScale) => number} */
export function numberAt(place, { low, high, step, places }) {
  const number = Number((low + place * step).toFixed(places));
  return Math.min(high, Math.max(low, number));
}

/** Is this a number that may be guessed? @type {(value: number, scale: SentScale) => boolean} */
export const isOnScale = (value, { low, high, whole }) =>
  Number.isFinite(value) && value >= low && value <= high && (!whole || Number.isInteger(value));
