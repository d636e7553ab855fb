// @ts-check
// Room vote: hands, two minutes with a neighbour, hands again; nothing of the first vote is in the page before that.

import { counted, element, keyHelp, newId } from "./elements.js";
import { newHands } from "./hands.js";
import { newPage } from "./page.js";
import { newTimer } from "./talk.js";

/**
 * The traits of RoomVote that cross.
 * @typedef Model
 * @property {string} words
 * @property {string} question
 * @property {string[]} choices
 * @property {string} answer
 * @property {number[] | null} before
 * @property {number[] | null} after
 * @property {boolean} skipped
 * @property {boolean} shown
 */

const FIRST = "First vote: everybody alone, one hand each.";
const TALK = "Convince your neighbour: two minutes.";
const SECOND = "Second vote: hands again.";
const ONE_VOTE = "One vote: the second one was skipped.";
const NOTHING = { before: null, after: null, skipped: false, shown: false };
const KEYS = [
  ["0 to 9", "how many hands are up"],
  ["Tab, Enter", "on to the next choice, then to the button"],
  ["↑ ↓", "one hand more or fewer"],
];

const sumOf = (/** @type {number[]} */ hands) => hands.reduce((one, other) => one + other, 0);

/** How far a choice moved, in points of a hundred. @type {(before: number, after: number) => string} */
function movedText(before, after) {
  const points = 100 * (after - before);
  const size = Math.abs(points);
  if (size < 1e-9) return "no change";
  if (size < 1) return `${points > 0 ? "up" : "down"} less than 1 point`;
  return `${points > 0 ? "+" : "−"}${counted(Math.round(size), "point")}`;
}

/** The bar of a choice in one vote. @type {(name: string, hands: number, all: number) => HTMLElement} */
function newBar(name, hands, all) {
  const fill = element("span", { class: "fill", style: `width: ${(100 * hands) / all}%` });
  const said = element("span", { class: "vote-said" }, `${hands} of ${all}`);
  const bar = element("span", { class: "bar", "aria-hidden": "true" }, fill);
  return element("div", { class: `vote-line ${name}` }, element("span", { class: "vote-name" }, name), bar, said);
}

/**
 * A choice with its bars, how it moved, and a sign where it is the answer.
 * @type {(choice: string, at: number, votes: [string, number[]][], isAnswer: boolean) => HTMLElement}
 */
function newChoiceRow(choice, at, votes, isAnswer) {
  const sign = element("span", { class: "sign", "aria-hidden": "true" }, isAnswer ? "✓" : "");
  const mark = isAnswer ? [element("span", { class: "mark" }, "the answer")] : [];
  const bars = votes.map(([name, hands]) => newBar(name, hands[at], sumOf(hands)));
  const [before, after] = votes.map(([, hands]) => hands[at] / sumOf(hands));
  const moved = after === undefined ? [] : [element("span", { class: "moved" }, movedText(before, after))];
  const name = element("span", { class: "vote-choice" }, sign, element("strong", {}, choice), ...mark);
  return element(
    "li",
    { class: `vote-row ${isAnswer ? "right" : ""}` },
    name,
    element("div", { class: "vote-bars" }, ...bars),
    ...moved,
  );
}

/** @type {import("@anywidget/types").Render<Model>} */
function render({ model, el }) {
  const [choices, answer] = [model.get("choices"), model.get("answer")];
  const page = newPage(model, el, "room-vote");
  const question = element("p", { class: "question", id: newId("question") }, model.get("question"));
  const body = element("div", { class: "body", role: "group", "aria-labelledby": question.id });
  page.root.append(question, body, page.news.line, keyHelp(KEYS));
  let isTalking = true;
  let stopTimer = () => {};

  /** Set what the lecturer did, and tell Python at once. @type {(traits: Partial<Model>) => void} */
  function keep(traits) {
    page.take(traits);
    page.rest.now();
  }
  /** @type {(name: string, click: () => void, kind?: string) => HTMLElement} */
  const button = (name, click, kind = "") => element("button", { type: "button", class: kind, click }, name);
  const anew = () => button("Start anew", () => keep(NOTHING), "anew");

  function talk() {
    const vote = () => {
      isTalking = false;
      show();
    };
    const timer = newTimer(vote);
    stopTimer = timer.stop;
    const skip = button("Skip the second vote", () => keep({ skipped: true }));
    const row = element("div", { class: "line" }, timer.button, button("Vote again now", vote), skip, anew());
    return [element("p", { class: "verdict" }, TALK), timer.clock, row];
  }
  function outcome() {
    const [before, after, isShown] = [model.get("before") ?? [], model.get("after"), model.get("shown")];
    /** @type {[string, number[]][]} */
    const votes = after
      ? [
          ["first", before],
          ["second", after],
        ]
      : [["vote", before]];
    const rows = choices.map((choice, at) => newChoiceRow(choice, at, votes, isShown && choice === answer));
    const reveal = isShown ? [] : [button("Show the answer", () => keep({ shown: true }), "main")];
    const told = after ? "How the room moved" : ONE_VOTE;
    const list = element("ul", { class: "vote-rows" }, ...rows);
    return [
      element("p", { class: "verdict", tabindex: "-1" }, told),
      list,
      element("div", { class: "line" }, ...reveal, anew()),
    ];
  }
  /** What is to be done or seen now, and what is said of it. @type {() => [HTMLElement[], string]} */
  function stage() {
    const isOver = model.get("after") || model.get("skipped");
    if (!model.get("before")) {
      const fields = newHands(choices, "Lock the first vote", (hands) => keep({ ...NOTHING, before: hands }));
      return [[element("p", { class: "verdict" }, FIRST), fields], FIRST];
    }
    if (isOver) return [outcome(), toldOf()];
    if (isTalking) return [talk(), `The first vote is locked. ${TALK}`];
    const fields = newHands(choices, "Lock the second vote", (hands) => keep({ after: hands }));
    return [[element("p", { class: "verdict" }, SECOND), fields], SECOND];
  }
  /** The votes in one sentence for each choice, and the answer. */
  function toldOf() {
    const [before, after] = [model.get("before") ?? [], model.get("after")];
    const of = (/** @type {number[]} */ hands, /** @type {number} */ at) =>
      `${hands[at]} of ${counted(sumOf(hands), "hand")}`;
    const rows = choices.map((name, at) => `${name}: ${of(before, at)}${after ? `, then ${of(after, at)}` : ""}.`);
    return `${after ? "" : `${ONE_VOTE} `}${rows.join(" ")}${model.get("shown") ? ` The answer is: ${answer}.` : ""}`;
  }
  /** Draw the stage anew; the focus goes on to what is next, if it was in the stage before. */
  function show() {
    stopTimer();
    const had = body.contains(document.activeElement);
    const [parts, told] = stage();
    body.replaceChildren(...parts);
    page.news.say(told);
    /** @type {HTMLElement | null} */
    const next = body.querySelector("input, .main") ?? body.querySelector(".verdict");
    if (had) next?.focus();
  }

  show();
  page.news.stop(); // what is there from the start is not news
  const talkAnew = () => {
    isTalking = true;
    show();
  };
  const end = page.follow({ before: talkAnew, after: show, skipped: show, shown: show });
  return () => {
    stopTimer();
    end();
  };
}

export default { render };
