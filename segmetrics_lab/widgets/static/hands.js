// @ts-check
// The hands of a vote: how many are up for each choice, typed, or counted one by one with two buttons.

import { counted, element, newId, within, write } from "./elements.js";

const MOST_HANDS = 999;
const NONE_UP = "No hands yet: count them for each choice.";
const NO_COUNT = `Hands are whole numbers from 0 to ${MOST_HANDS}.`;

/** The hands that a field holds, an empty one 0; NaN where it holds anything else. @param {HTMLInputElement} field */
function handsIn({ value, validity }) {
  const hands = Number(value);
  return validity.badInput || !Number.isInteger(hands) || hands < 0 || hands > MOST_HANDS ? Number.NaN : hands;
}

/**
 * A field for each choice, and a button that locks the hands of a vote: `lock` gets them.
 * @type {(choices: string[], words: string, lock: (hands: number[]) => void) => HTMLElement}
 */
export function newHands(choices, words, lock) {
  const why = element("p", { class: "why", id: newId("why") }, NONE_UP);
  const button = element(
    "button",
    {
      type: "button",
      class: "main",
      disabled: true,
      "aria-describedby": why.id,
      click: () => lock(fields.map(handsIn)),
    },
    words,
  );
  const fields = choices.map(() =>
    element("input", {
      type: "number",
      inputmode: "numeric",
      autocomplete: "off",
      min: 0,
      max: MOST_HANDS,
      step: 1,
      placeholder: "0",
      id: newId("hands"),
      input: judge,
      focus: (/** @type {any} */ { target }) => target.select(),
      keydown: onEnter,
    }),
  );

  function judge() {
    const hands = fields.map(handsIn);
    const isWrong = hands.some(Number.isNaN);
    const sum = hands.reduce((one, other) => one + other, 0);
    for (const [at, field] of fields.entries()) field.setAttribute("aria-invalid", String(Number.isNaN(hands[at])));
    write(why, isWrong ? NO_COUNT : sum ? `${counted(sum, "hand")} in all.` : NONE_UP);
    button.disabled = isWrong || !sum;
  }
  /** Enter goes on to the next field, and from the last one to the button. @param {KeyboardEvent} event */
  function onEnter(event) {
    const { key, shiftKey, ctrlKey, metaKey, altKey, target } = event;
    if (key !== "Enter" || shiftKey || ctrlKey || metaKey || altKey) return;
    event.preventDefault();
    const next = fields[fields.indexOf(/** @type {HTMLInputElement} */ (target)) + 1];
    (next ?? (button.disabled ? fields[0] : button)).focus();
  }
  /**
   * A button of one hand for a pointer: Tab leaves it out, as a field has the arrow keys for it.
   * @type {(field: HTMLInputElement, step: number, sign: string, name: string) => HTMLElement}
   */
  const stepper = (field, step, sign, name) => {
    const click = () => {
      field.value = String(within(0, (handsIn(field) || 0) + step, MOST_HANDS));
      judge();
    };
    return element("button", { type: "button", tabindex: -1, "aria-label": name, title: name, click }, sign);
  };

  const rows = choices.map((choice, at) => {
    const field = fields[at];
    const fewer = stepper(field, -1, "−", `one hand fewer for ${choice}`);
    const more = stepper(field, 1, "+", `one hand more for ${choice}`);
    return element(
      "div",
      { class: "hands" },
      element("label", { for: field.id }, choice),
      element("span", { class: "count" }, fewer, field, more),
    );
  });
  return element("div", { class: "vote-body" }, ...rows, element("div", { class: "lock" }, button, why));
}
