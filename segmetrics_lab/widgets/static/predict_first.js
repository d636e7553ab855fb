// @ts-check
// Predict first: a guess on a scale or among choices, locked in before the answer appears.

import { element, keyHelp, newId, write } from "./elements.js";
import { isOnScale, judgedChoice, judgedNumber, numberAt, numberText } from "./guesses.js";
import { newPage } from "./page.js";

/**
 * @import { SentScale } from "./guesses.js"
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

/**
 * A slider that holds no guess until it is touched, and a field for the exact number; both tell `choose`.
 * @param {SentScale} scale
 * @param {HTMLElement} question
 * @param {(guess: number | null, problem?: string) => void} choose
 */
function newScale(scale, question, choose) {
  const most = Math.ceil((scale.high - scale.low) / scale.step - 1e-9);
  const hint = element("p", { class: "allowed", id: newId("hint") }, scale.hint);
  const range = element("input", {
    type: "range",
    class: "empty",
    min: 0,
    max: most,
    step: 1,
    value: Math.round(most / 2),
    "aria-label": "Your guess",
    "aria-describedby": `${question.id} ${hint.id}`,
    "aria-valuetext": "no guess yet",
  });
  const field = element("input", {
    type: "number",
    min: scale.low,
    max: scale.high,
    step: scale.whole ? 1 : "any",
    placeholder: "?",
    "aria-label": "Your guess, exactly",
    "aria-describedby": hint.id,
  });
  /** @param {number | null} value */
  const show = (value, isWrong = false) => {
    range.classList.toggle("empty", value === null);
    range.setAttribute("aria-valuetext", value === null ? "no guess yet" : numberText(value, scale.places));
    field.setAttribute("aria-invalid", String(isWrong));
    choose(value, isWrong ? `That cannot be guessed. ${scale.hint}` : undefined);
  };
  const fromRange = () => {
    const value = numberAt(Number(range.value), scale);
    field.value = value.toFixed(scale.places);
    show(value);
  };
  const fromField = () => {
    const value = Number(field.value);
    const guessed = field.value !== "" && isOnScale(value, scale);
    if (guessed) range.value = String(Math.round((value - scale.low) / scale.step));
    show(guessed ? value : null, !guessed && (field.value !== "" || field.validity.badInput));
  };
  range.addEventListener("input", fromRange);
  range.addEventListener("click", fromRange); // also where the thumb stands already
  range.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    fromRange();
  });
  field.addEventListener("input", fromField);
  const ends = element(
    "div",
    { class: "ends", "aria-hidden": "true" },
    element("span", {}, scale.ends[0]),
    element("span", {}, scale.ends[1]),
  );
  return element(
    "div",
    { class: "guess" },
    element("div", { class: "line" }, element("div", { class: "track" }, range, ends), field),
    hint,
  );
}

/**
 * Choices of which one is picked.
 * @param {string[]} choices
 * @param {HTMLElement} question
 * @param {(guess: string) => void} choose
 */
function newPicks(choices, question, choose) {
  const name = newId("pick");
  const picks = choices.map((choice) =>
    element(
      "label",
      { class: "pick" },
      element("input", { type: "radio", name, change: () => choose(choice) }),
      element("span", {}, choice),
    ),
  );
  return element("div", { class: "picks", role: "radiogroup", "aria-labelledby": question.id }, ...picks);
}

/**
 * The choices after the answer: which one was picked, and which one is right, in signs and words.
 * @param {string[]} choices
 * @param {string} guess
 * @param {string} answer
 */
function markedPicks(choices, guess, answer) {
  /** @param {string} choice */
  const marks = (choice) => {
    if (choice === answer) return ["✓", choice === guess ? "your guess, and the answer" : "the answer"];
    return choice === guess ? ["✗", "your guess"] : ["", ""];
  };
  const items = choices.map((choice) => {
    const [sign, words] = marks(choice);
    const kind = choice === answer ? " right" : choice === guess ? " wrong" : "";
    return element(
      "li",
      { class: `pick${kind}` },
      element("span", { class: "sign", "aria-hidden": "true" }, sign),
      element("span", {}, choice),
      element("span", { class: "mark" }, words),
    );
  });
  return element("ul", { class: "picks" }, ...items);
}

/**
 * The scale after the answer: what counted as close, and a mark for the guess and one for the answer.
 * @param {SentScale} scale
 * @param {number} guess
 * @param {number} answer
 */
function markedScale({ low, high, close, places, ends }, guess, answer) {
  /** @param {number} value */
  const place = (value) => (100 * (Math.min(high, Math.max(low, value)) - low)) / (high - low);
  /** @type {(kind: string, value: number, words: string) => HTMLElement} */
  const mark = (kind, value, words) =>
    element(
      "span",
      { class: `mark ${kind}`, style: `--place:${place(value)}` },
      element("span", { class: "words" }, `${words} ${numberText(value, places)}`),
    );
  const near = element("span", {
    class: "near",
    style: `left:${place(answer - close)}%;right:${100 - place(answer + close)}%`,
  });
  return element(
    "div",
    { class: "marked", "aria-hidden": "true" },
    mark("mine", guess, "you said"),
    element("div", { class: "rail" }, near),
    mark("true", answer, "the answer"),
    element(
      "div",
      { class: "ends" },
      element("span", {}, ends[0]),
      element("span", {}, close > 0 ? "hatched: close" : ""),
      element("span", {}, ends[1]),
    ),
  );
}

/** @type {import("@anywidget/types").Render<Model>} */
function render({ model, el }) {
  const [choices, scale, answer] = [model.get("choices"), model.get("scale"), model.get("answer")];
  const page = newPage(model, el, "predict-first");
  const question = element("p", { class: "question", id: newId("question") }, model.get("question"));
  const body = element("div", { class: "body" });
  page.news.line.classList.add("unseen"); // the eye reads the same in the outcome
  const keys =
    scale === null
      ? [["← →", "pick another choice"]]
      : [
          ["← →", "move the guess by one step"],
          ["Page Up, Page Down", "by many steps"],
          ["Home, End", "to an end of the scale"],
          ["Enter", "take the guess where the slider stands"],
        ];
  page.root.append(question, body, page.news.line, keyHelp([...keys, ["Tab", "on to the buttons that lock it in"]]));

  /** Ask: the guess is only in the page until it is locked in. */
  function ask() {
    /** @type {string | number | null} */
    let guess = null;
    const todo =
      scale === null
        ? "Pick one, then say how sure you are."
        : "Move the slider or type a number, then say how sure you are.";
    const why = element("p", { class: "why", id: newId("why") }, todo);
    const buttons = model
      .get("sureness_levels")
      .map((level) =>
        element(
          "button",
          { type: "button", disabled: true, "aria-describedby": why.id, click: () => keepGuess(guess, level) },
          `Lock in: ${level}`,
        ),
      );
    /** @param {string | number | null} chosen */
    const choose = (chosen, problem = todo) => {
      guess = chosen;
      const shown = scale === null || guess === null ? `"${guess}"` : numberText(Number(guess), scale.places);
      write(why, guess === null ? problem : `Your guess is ${shown}. How sure are you?`);
      for (const button of buttons) button.disabled = guess === null;
    };
    const inputs = scale === null ? newPicks(choices, question, choose) : newScale(scale, question, choose);
    body.replaceChildren(
      inputs,
      element("div", { class: "lock", role: "group", "aria-label": "Lock in your guess" }, why, ...buttons),
    );
  }

  /**
   * Show the guess beside the answer; nothing can be changed any more.
   * @param {string | number} guess
   */
  function reveal(guess) {
    const { right, words } =
      scale === null ? judgedChoice(String(guess), String(answer)) : judgedNumber(Number(guess), Number(answer), scale);
    const sureness = model.get("sureness");
    const sign = element("span", { class: "sign", "aria-hidden": "true" }, right ? "✓" : "✗");
    const verdict = element("p", { class: `verdict ${right ? "right" : "wrong"}` }, sign, words);
    const because = model.get("because");
    const kept = `Locked in${sureness === null ? "" : `: ${sureness}`}. Running the cell again keeps it; with .reset() behind the question, it asks anew.`;
    const outcome = element(
      "div",
      { class: "outcome", tabindex: "-1", "data-lm-suppress-shortcuts": "true" },
      verdict,
      ...(because ? [element("p", { class: "because" }, because)] : []),
      element("p", { class: "kept" }, kept),
    );
    body.replaceChildren(
      scale === null
        ? markedPicks(choices, String(guess), String(answer))
        : markedScale(scale, Number(guess), Number(answer)),
      outcome,
    );
    page.news.say(`${words} ${because}`.trim());
  }

  function show() {
    const guess = model.get("guess");
    if (guess === null) ask();
    else reveal(guess);
  }

  /**
   * Lock a guess in.
   * @param {string | number | null} guess
   * @param {string} sureness
   */
  function keepGuess(guess, sureness) {
    model.set("sureness", sureness); // first: the answer appears with the guess
    model.set("guess", guess);
    model.save_changes();
    /** @type {HTMLElement | null} */ (body.querySelector(".outcome"))?.focus(); // the button is gone, and the focus must not fall out of the widget
  }

  show();
  page.news.stop(); // what is there from the start is no news
  return page.follow({ guess: show, sureness: () => model.get("guess") !== null && show() });
}

export default { render };
