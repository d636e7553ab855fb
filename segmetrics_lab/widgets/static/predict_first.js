// @ts-check
// Predict first: a guess on a scale, among choices or drawn as a curve, locked in before the answer appears.

import { byDrawing } from "./draw_first.js";
import { element, keyHelp, newId, write } from "./elements.js";
import { newPage } from "./page.js";
import { amongChoices } from "./picks.js";
import { onScale } from "./scale.js";

/**
 * @import { SentScale, Verdict, Way } from "./guesses.js"
 * @import { Chart } from "./draw_first.js"
 *
 * The traits of PredictFirst and DrawFirst that cross: there are choices, a scale or a chart.
 * @typedef Model
 * @property {string} words
 * @property {string} question
 * @property {any} answer
 * @property {string[]} choices
 * @property {SentScale | null} scale
 * @property {Chart | null} chart
 * @property {string} because
 * @property {string[]} sureness_levels
 * @property {any} guess
 * @property {string | null} sureness
 */

const KEPT = "Running the cell again keeps it; with .reset() behind the question, it asks anew.";

/**
 * One control that locks a guess in, and above it what to do first; `choose` says what the guess is now.
 * @param {Way<any>} way @param {string[]} levels @param {(guess: any, sureness: string) => void} keep
 */
function newLock({ todo, textOf }, levels, keep) {
  /** @type {any} */
  let guess = null;
  const why = element("p", { class: "why", id: newId("why") }, todo);
  const closed = { type: "button", disabled: true, "aria-describedby": why.id };
  const buttons = levels.map((level) => element("button", { ...closed, click: () => keep(guess, level) }, level));
  const name = element("span", { id: newId("lock") }, "Lock in as");
  const segments = element("div", { class: "segments", role: "group", "aria-labelledby": name.id }, ...buttons);
  const box = element("div", { class: "lock" }, why, name, segments);
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
  const locked = `Locked in${sureness === null ? "" : ` as ${sureness}`}.`;
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
  const [scale, chart, answer] = [model.get("scale"), model.get("chart"), model.get("answer")];
  /** @type {Way<any>} */
  const wayWithoutChart = scale ? onScale(scale, answer) : amongChoices(model.get("choices"), answer);
  const way = chart ? byDrawing(chart, answer) : wayWithoutChart;
  const page = newPage(model, el, `predict-first ${chart ? "draw-first" : ""}`);
  const question = element("p", { class: "question", id: newId("question") }, model.get("question"));
  const body = element("div", { class: "body" });
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
      const [verdict, marked] = [way.judged(guess), way.marked(guess)];
      marked.classList.toggle("new", body.querySelector(".lock") !== null); // locked in just now: the answer moves in
      body.replaceChildren(marked, newOutcome(verdict, because, model.get("sureness")));
      page.news.say(`${verdict.words} ${because}`.trim());
    }
  }

  /** @type {(guess: any, sureness: string) => void} */
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
