// @ts-check
// The scale of a question: a slider and a field to guess on it, and after the answer marks for both.

import { element, newId, within } from "./elements.js";
import { isOnScale, judgedNumber, numberAt, numberText } from "./guesses.js";

/** @import { SentScale, Way } from "./guesses.js" */

const BEGINS_A_NUMBER = /^[-.,0-9]$/u;

const spans = (/** @type {string[]} */ ...texts) => texts.map((text) => element("span", {}, text));

/** A slider that holds no guess yet, and a field for the exact number. @param {SentScale} scale @param {string} id */
function newInputs({ low, high, step, whole, ends, hint }, id) {
  const most = Math.ceil((high - low) / step - 1e-9);
  const allowed = element("p", { class: "allowed", id: newId("hint") }, hint);
  const range = element("input", {
    type: "range",
    class: "empty",
    min: 0,
    max: most,
    step: 1,
    value: Math.round(most / 2),
    "aria-label": "Your guess",
    "aria-describedby": `${id} ${allowed.id}`,
    "aria-valuetext": "no guess yet",
  });
  const field = element("input", {
    type: "number",
    min: low,
    max: high,
    step: whole ? 1 : "any",
    placeholder: "?",
    "aria-label": "Your guess, exactly",
    "aria-describedby": allowed.id,
  });
  const below = element("div", { class: "ends", "aria-hidden": "true" }, ...spans(...ends));
  const line = element("div", { class: "line" }, element("div", { class: "track" }, range, below), field);
  return { range, field, box: element("div", { class: "guess" }, line, allowed) };
}

/**
 * Tell of the guess whenever the slider or the field is touched; each follows the other.
 * @param {ReturnType<typeof newInputs>} inputs @param {SentScale} scale
 * @param {(guess: number | null, problem?: string, isSlip?: boolean) => void} choose
 */
function connect({ range, field }, scale, choose) {
  /** @type {(value: number | null, isWrong?: boolean) => void} */
  const show = (value, isWrong = false) => {
    range.classList.toggle("empty", value === null);
    range.setAttribute("aria-valuetext", value === null ? "no guess yet" : numberText(value, scale));
    field.setAttribute("aria-invalid", String(isWrong));
    choose(value, isWrong ? `That cannot be guessed. ${scale.hint}` : undefined, isWrong);
  };
  const fromRange = () => {
    const value = numberAt(Number(range.value), scale);
    field.value = value.toFixed(scale.places);
    show(value);
  };
  range.addEventListener("input", fromRange);
  range.addEventListener("click", fromRange); // also where the thumb stands already
  range.addEventListener("keydown", (event) => {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (BEGINS_A_NUMBER.test(key) && !(ctrlKey || metaKey || altKey)) {
      field.select();
      field.focus(); // the character goes there by itself
      return;
    }
    const isEnter = key === "Enter" && !(shiftKey || ctrlKey || metaKey || altKey);
    if (!isEnter && key !== " ") return;
    event.preventDefault();
    fromRange();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== ",") return;
    event.preventDefault();
    document.execCommand("insertText", false, "."); // a number field drops the comma, and 0,4 would be 04
  });
  field.addEventListener("input", () => {
    const value = Number(field.value);
    const guessed = field.value !== "" && isOnScale(value, scale);
    if (guessed) range.value = String(Math.round((value - scale.low) / scale.step));
    show(guessed ? value : null, !guessed && (field.value !== "" || field.validity.badInput));
  });
}

/**
 * The scale after the answer: what counted as close, and a mark for the guess and one for the answer.
 * @type {(scale: SentScale, guess: number | null, answer: number) => HTMLElement}
 */
function newMarks(scale, guess, answer) {
  const { low, high, close, ends } = scale;
  const place = (/** @type {number} */ value) => (100 * (within(low, value, high) - low)) / (high - low);
  /** @type {(kind: string, value: number, words: string) => HTMLElement} */
  const mark = (kind, value, words) => {
    const text = element("span", { class: "words" }, `${words} ${numberText(value, scale)}`);
    return element(
      "span",
      { class: `mark ${kind}`, style: `--from:${place(guess ?? answer)};--place:${place(value)}` },
      text,
    );
  };
  const style = `left:${place(answer - close)}%;right:${100 - place(answer + close)}%`;
  const rail = element("div", { class: "rail" }, element("span", { class: "near", style }));
  const below = element("div", { class: "ends" }, ...spans(ends[0], close > 0 ? "in the band: close" : "", ends[1]));
  const mine = guess === null ? [] : [mark("mine", guess, "you said")];
  const right = mark("true", answer, "the answer");
  return element("div", { class: "marked", "aria-hidden": "true" }, ...mine, rail, right, below);
}

/** To guess by a number on a scale. @type {(scale: SentScale, answer: number) => Way<number>} */
export const onScale = (scale, answer) => ({
  keys: [
    ["← →", "move the guess by one step"],
    ["Page Up, Page Down", "by many steps"],
    ["Home, End", "to an end of the scale"],
    ["Enter", "begin in the middle of the scale"],
    ["0 to 9, −", "type the number"],
  ],
  todo: "Point at the scale or type a number, then say how sure you are.",
  newInput: (question, choose) => {
    const inputs = newInputs(scale, question.id);
    connect(inputs, scale, choose);
    return inputs.box;
  },
  told: `It is ${numberText(answer, scale)}.`,
  textOf: (guess) => numberText(guess, scale),
  judged: (guess) => judgedNumber(guess, answer, scale),
  marked: (guess) => newMarks(scale, guess, answer),
});
