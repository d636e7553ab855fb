// @ts-check
// Guesses: how numbers are shown and judged, in the same words as segmetrics_lab.widgets.guess_question and scales.

/**
 * What Python sends of a scale.
 * @typedef {{
 *   low: number, high: number, close: number, ends: [string, string], hint: string,
 *   whole: boolean, step: number, places: number,
 * }} SentScale
 */

/**
 * A number as Python shows it: so many places, and commas between thousands.
 * @param {number} value
 * @param {number} places
 */
export function numberText(value, places) {
  const [integer, fraction] = value.toFixed(places).split(".");
  const grouped = integer.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/**
 * Is a choice right, and what is said of it?
 * @param {string} guess
 * @param {string} answer
 */
export function judgedChoice(guess, answer) {
  const right = guess === answer;
  return { right, words: `You chose "${guess}". ${right ? "Right." : `It is "${answer}".`}` };
}

/**
 * Is a number near enough, and what is said of it?
 * @param {number} guess
 * @param {number} answer
 * @param {SentScale} scale
 */
export function judgedNumber(guess, answer, scale) {
  const { low, high, close, places } = scale;
  const off = Math.abs(guess - answer);
  const distance = Number(off.toFixed(places));
  const right = distance <= close + 1e-9 * (high - low);
  const side = guess > answer ? "high" : "low";
  const by = distance === 0 ? "spot on" : `${numberText(off, places)} too ${side}, ${right ? "close" : "not close"}`;
  return { right, words: `You said ${numberText(guess, places)}. It is ${numberText(answer, places)}: ${by}.` };
}

/**
 * The number at a place of the slider, which counts steps from the low end.
 * @param {number} place
 * @param {SentScale} scale
 */
export function numberAt(place, { low, high, step, places }) {
  const number = Number((low + place * step).toFixed(places));
  return Math.min(high, Math.max(low, number));
}

/**
 * Is this a number that may be guessed?
 * @param {number} value
 * @param {SentScale} scale
 */
export const isOnScale = (value, { low, high, whole }) =>
  Number.isFinite(value) && value >= low && value <= high && (!whole || Number.isInteger(value));
