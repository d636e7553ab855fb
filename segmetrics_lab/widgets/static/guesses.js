// Guesses: how numbers are shown and judged, in the same words as segmetrics_lab.widgets.guess_question and scales.

/** A number as Python shows it: so many places, and commas between thousands. */
export function numberText(value, places) {
  const [integer, fraction] = value.toFixed(places).split(".");
  const grouped = integer.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Is a guess right, and what is said of it? */
export function judged({ guess, answer, scale }) {
  if (scale === null) {
    const right = guess === answer;
    return { right, words: `You chose "${guess}". ${right ? "Right." : `It is "${answer}".`}` };
  }
  const { low, high, close, places } = scale;
  const off = Math.abs(guess - answer);
  const distance = Number(off.toFixed(places));
  const right = distance <= close + 1e-9 * (high - low);
  const side = guess > answer ? "high" : "low";
  const by = distance === 0 ? "spot on" : `${numberText(off, places)} too ${side}, ${right ? "close" : "not close"}`;
  return { right, words: `You said ${numberText(guess, places)}. It is ${numberText(answer, places)}: ${by}.` };
}

/** The number at a place of the slider, which counts steps from the low end. */
export function numberAt(place, { low, high, step, places }) {
  const number = Number((low + place * step).toFixed(places));
  return Math.min(high, Math.max(low, number));
}

/** Is this a number that may be guessed? */
export const isOnScale = (value, { low, high, whole }) =>
  Number.isFinite(value) && value >= low && value <= high && (!whole || Number.isInteger(value));
