// @ts-check
// The choices of a question: one is picked, and after the answer signs and words mark them.

import { element, newId } from "./elements.js";
import { judgedChoice } from "./guesses.js";

/** @import { Way } from "./guesses.js" */

/** What marks a choice after the answer. @param {boolean} isGuess @param {boolean} isAnswer */
function markOf(isGuess, isAnswer) {
  const words = isGuess ? "your guess, and the answer" : "the answer";
  if (isAnswer) return { kind: "pick right", sign: "✓", words };
  return isGuess ? { kind: "pick wrong", sign: "✗", words: "your guess" } : { kind: "pick", sign: "", words: "" };
}

/** To guess by one of the choices. @type {(choices: string[], answer: string) => Way<string>} */
export const amongChoices = (choices, answer) => ({
  keys: [["← →", "pick another choice"]],
  todo: "Pick one, then say how sure you are.",
  newInput: (question, choose) => {
    const name = newId("pick");
    const picks = choices.map((choice) => {
      const input = element("input", { type: "radio", name, change: () => choose(choice) });
      return element("label", { class: "pick" }, input, element("span", {}, choice));
    });
    return element("div", { class: "picks", role: "radiogroup", "aria-labelledby": question.id }, ...picks);
  },
  told: `It is "${answer}".`,
  textOf: (guess) => `"${guess}"`,
  judged: (guess) => judgedChoice(guess, answer),
  marked: (guess) => {
    const items = choices.map((choice) => {
      const { kind, sign, words } = markOf(choice === guess, choice === answer);
      const before = element("span", { class: "sign", "aria-hidden": "true" }, sign);
      const after = element("span", { class: "mark" }, words);
      return element("li", { class: kind }, before, element("span", {}, choice), after);
    });
    return element("ul", { class: "picks" }, ...items);
  },
});
