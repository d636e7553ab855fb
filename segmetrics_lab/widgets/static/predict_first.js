// @ts-check
// Predict first: a guess on a scale, among choices or drawn as a curve, locked in before the answer appears.

import { byDrawing } from "./draw_first.js";
import { element, keyHelp, newId, write } from "./elements.js";
import { newGate } from "./gate.js";
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
 * @property {Record<string, string>} wrong
 * @property {string} key
 * @property {string[]} sureness_levels
 * @property {any} guess
 * @property {string | null} sureness
 * @property {boolean} skipped
 */

const KEPT = "Running the cell again keeps it. To be asked anew, write .reset() at the end of its last line.";
const KEPT_ALONE = "The page asks anew when it is loaded again.";

const OPENED = "What waited for your guess is shown below.";

/**
 * One control that locks a guess in, above it what to do first, and beside it a way round; `choose` says what the guess
 * is now.
 * @param {Way<any>} way @param {string[]} levels @param {(guess: any, sureness: string) => void} keep
 * @param {() => void} skip
 */
function newLock({ todo, textOf }, levels, keep, skip) {
  /** @type {any} */
  let guess = null;
  const why = element("p", { class: "why", id: newId("why") }, todo);
  const closed = { type: "button", disabled: true, "aria-describedby": why.id };
  const buttons = levels.map((level) => element("button", { ...closed, click: () => keep(guess, level) }, level));
  const name = element("span", { id: newId("lock") }, "Lock in as");
  const segments = element("div", { class: "segments", role: "group", "aria-labelledby": name.id }, ...buttons);
  const about = { type: "button", title: "Open what waits for it, without a guess", click: skip };
  const around = element("button", about, "Skip");
  const box = element("div", { class: "lock" }, why, name, segments, around);
  /** @type {(chosen: any, problem?: string, isSlip?: boolean) => void} */
  const choose = (chosen, problem = todo, isSlip = false) => {
    guess = chosen;
    around.disabled = isSlip; // Tab and Enter behind a slip of the keyboard must not open the answer
    write(why, guess === null ? problem : `Your guess is ${textOf(guess)}. How sure are you?`);
    for (const button of buttons) button.disabled = guess === null;
  };
  return { box, choose };
}

/** What came out, why, and what is kept. @type {(verdict: Node, why: string[], kept: string) => HTMLElement} */
function newOutcome(verdict, why, kept) {
  const sentences = why.map((sentence) => element("p", { class: "because" }, sentence));
  const last = element("p", { class: "kept" }, kept);
  return element("div", { class: "outcome", tabindex: "-1" }, verdict, ...sentences, last);
}

/** What is said of a guess. @type {(verdict: Verdict) => HTMLElement} */
function newVerdict({ right, words }) {
  const sign = element("span", { class: "sign", "aria-hidden": "true" }, right ? "✓" : "✗");
  return element("p", { class: `verdict ${right ? "right" : "wrong"}` }, sign, words);
}

/** @type {import("@anywidget/types").Render<Model>} */
function render({ model, el }) {
  const [scale, chart, right] = [model.get("scale"), model.get("chart"), model.get("answer")];
  /** @type {Way<any>} */
  const wayWithoutChart = scale ? onScale(scale, right) : amongChoices(model.get("choices"), right);
  const way = chart ? byDrawing(chart, right) : wayWithoutChart;
  const page = newPage(model, el, `predict-first ${chart ? "draw-first" : ""}`);
  const question = element("p", { class: "question", id: newId("question") }, model.get("question"));
  const body = element("div", { class: "body" });
  const gate = newGate(model.get("key"));
  const hasKernel = "send" in model;
  const help = keyHelp([...way.keys, ["Tab", "on to the buttons that lock it in"]]);
  page.root.append(question, body, page.news.line, help);

  /** Ask, and keep the guess in the page until it is locked in; then show it, and let nothing be changed any more. */
  function show() {
    const [guess, sureness] = [model.get("guess"), model.get("sureness")];
    if (guess === null && !model.get("skipped")) {
      const lock = newLock(way, model.get("sureness_levels"), keepGuess, () => answer({ skipped: true }));
      body.replaceChildren(way.newInput(question, lock.choose), lock.box);
      gate.hold();
      return;
    }
    const verdict = guess === null ? { right: true, words: way.told, slip: "" } : way.judged(guess);
    const why = [model.get("wrong")[verdict.slip], model.get("because")].filter(Boolean);
    const said = guess === null ? element("p", { class: "verdict" }, verdict.words) : newVerdict(verdict);
    const skipped = hasKernel ? "Skipped: the recap leaves it out." : "Skipped.";
    const locked = guess === null ? skipped : `Locked in${sureness === null ? "" : ` as ${sureness}`}.`;
    const marked = way.marked(guess);
    marked.classList.toggle("new", body.querySelector(".lock") !== null); // locked in just now: the answer moves in
    body.replaceChildren(marked, newOutcome(said, why, `${locked} ${hasKernel ? KEPT : KEPT_ALONE}`));
    page.news.say([verdict.words, ...why, ...(gate.open() ? [OPENED] : [])].join(" "));
  }

  /** Show the answer to what is set. @type {(traits: Partial<Model>) => void} */
  function answer(traits) {
    for (const [trait, value] of Object.entries(traits)) model.set(/** @type {keyof Model} */ (trait), value);
    model.save_changes();
    // the button is gone, and the focus must not fall out of the widget
    /** @type {HTMLElement | null} */ (body.querySelector(".outcome"))?.focus();
  }
  /** @type {(guess: any, sureness: string) => void} */
  const keepGuess = (guess, sureness) => answer({ sureness, guess }); // this order: the answer appears with the guess

  show();
  page.news.stop(); // what is there from the start is not news
  const end = page.follow({ guess: show, skipped: show, sureness: () => model.get("guess") !== null && show() });
  return () => {
    end();
    gate.leave();
  };
}

export default { render };
