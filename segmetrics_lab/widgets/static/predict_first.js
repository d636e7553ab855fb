// @ts-check
// Predict first: a guess on a scale or among choices, locked in before the answer appears.

import { element, keyHelp, newId, write } from "./elements.js";
import { newPage } from "./page.js";
import { amongChoices } from "./picks.js";
import { onScale } from "./scale.js";

/**
 * @import { SentScale, Verdict, Way } from "./guesses.js"
 *
 * The traits of PredictFirst that cross.
 * @typedef Model
 * @property {string} words
 * @property {string} question
 * @property {string | number} answer
 * @property {string[]} choices
 * @property {SentScale | null} scale
 * @property {string} because
 * @property {string[]} sureness_levels
 * @property {string | number | null} guess
 * @property {string | null} sureness
 */

const KEPT = "Running the cell again keeps it; with .reset() behind the question, it asks anew.";

/**
 * Buttons that lock a guess in, and above them what to do first; `choose` says what the guess is now.
 * @param {Way<any>} way @param {string[]} levels @param {(guess: string | number, sureness: string) => void} keep
 */
function newLock({ todo, textOf }, levels, keep) {
  /** @type {any} */
  let guess = null;
  const why = element("p", { class: "why", id: newId("why") }, todo);
  const closed = { type: "button", disabled: true, "aria-describedby": why.id };
  const buttons = levels.map((level) =>
    element("button", { ...closed, click: () => keep(guess, level) }, `Lock in: ${level}`),
  );
  const box = element("div", { class: "lock", role: "group", "aria-label": "Lock in your guess" }, why, ...buttons);
  /** @type {(chosen: any, problem?: string) => void} */
  const choose = (chosen, problem = todo) => {
    guess = chosen;
    write(why, guess === null ? problem : `Your guess is ${textOf(guess)}. How sure are you?`);
    for (const button of buttons) button.disabled = guess === null;
  };
  return { box, choose };
}

/** What became of a guess. @type {(verdict: Verdict, because: string, sureness: string | null) => HTMLElement} */
function newOutcome({ right, words }, because, sureness) {
  const sign = element("span", { class: "sign", "aria-hidden": "true" }, right ? "✓" : "✗");
  const locked = `Locked in${sureness === null ? "" : `: ${sureness}`}.`;
  return element(
    "div",
    { class: "outcome", tabindex: "-1", "data-lm-suppress-shortcuts": "true" },
    element("p", { class: `verdict ${right ? "right" : "wrong"}` }, sign, words),
    ...(because ? [element("p", { class: "because" }, because)] : []),
    element("p", { class: "kept" }, `${locked} ${KEPT}`),
  );
}

/** @type {import("@anywidget/types").Render<Model>} */
function render({ model, el }) {
  const [scale, answer] = [model.get("scale"), model.get("answer")];
  /** @type {Way<any>} */
  const way = scale ? onScale(scale, Number(answer)) : amongChoices(model.get("choices"), String(answer));
  const page = newPage(model, el, "predict-first");
  const question = element("p", { class: "question", id: newId("question") }, model.get("question"));
  const body = element("div", { class: "body" });
  page.news.line.classList.add("unseen"); // the eye reads the same in the outcome
  const help = keyHelp([...way.keys, ["Tab", "on to the buttons that lock it in"]]);
  page.root.append(question, body, page.news.line, help);

  /** Ask, and keep the guess in the page until it is locked in; then show it, and let nothing be changed any more. */
  function show() {
    const guess = model.get("guess");
    if (guess === null) {
      const lock = newLock(way, model.get("sureness_levels"), keepGuess);
      body.replaceChildren(way.newInput(question, lock.choose), lock.box);
    } else {
      const because = model.get("because");
      const verdict = way.judged(guess);
      body.replaceChildren(way.marked(guess), newOutcome(verdict, because, model.get("sureness")));
      page.news.say(`${verdict.words} ${because}`.trim());
    }
  }

  /** @type {(guess: string | number, sureness: string) => void} */
  function keepGuess(guess, sureness) {
    model.set("sureness", sureness); // first: the answer appears with the guess
    model.set("guess", guess);
    model.save_changes();
    // the button is gone, and the focus must not fall out of the widget
    /** @type {HTMLElement | null} */ (body.querySelector(".outcome"))?.focus();
  }

  show();
  page.news.stop(); // what is there from the start is not news
  return page.follow({ guess: show, sureness: () => model.get("guess") !== null && show() });
}

export default { render };
