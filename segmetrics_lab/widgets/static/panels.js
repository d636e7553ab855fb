// @ts-check
// The panels of the widgets: choices, a matrix of counts, rows of scores, goals, sliders.

import { scoreOf } from "./counts.js";
import { element, newId, score3, whole, within, write } from "./elements.js";
import { ARROWS } from "./glow.js";
import { newScoreTable, newTable, tableRow } from "./tables.js";

/**
 * @import { ScoreKey, Scores } from "./counts.js"
 *
 * What Python sends of a score that is shown, and of a goal.
 * @typedef {ScoreKey & { name: string }} SentScore
 * @typedef {SentScore & { comparison: keyof typeof MEETS, value: number, words: string }} SentGoal
 */

/**
 * Does a score meet the value of a goal? As in segmetrics_lab.widgets.scores.
 * @type {Record<">=" | ">" | "<=" | "<", (score: number, value: number) => boolean>}
 */
export const MEETS = {
  ">=": (score, value) => score >= value,
  ">": (score, value) => score > value,
  "<=": (score, value) => score <= value,
  "<": (score, value) => score < value,
};

/**
 * A button that is pressed or not.
 * @type {(pressed: boolean, click: () => void, label: string, ...children: (string | Node)[]) => HTMLButtonElement}
 */
export function choice(pressed, click, label, ...children) {
  const attributes = { "aria-pressed": String(pressed), "aria-label": label, title: label };
  return element("button", { type: "button", ...attributes, click }, ...children);
}

/**
 * A row of buttons, one of them pressed; an entry is the label of a button and what is seen on it.
 * @param {string} name @param {[string, ...(string | Node)[]][]} entries @param {(at: number) => void} choose
 */
export function newChoices(name, entries, choose) {
  const buttons = entries.map(([label, ...content], at) => choice(false, () => choose(at), label, ...content));
  const row = element("div", { class: "choices", role: "group", "aria-label": name }, ...buttons);
  const show = (/** @type {number} */ chosen) => {
    for (const [at, button] of buttons.entries()) button.setAttribute("aria-pressed", String(at === chosen));
  };
  return { row, show };
}

/**
 * Make a table one stop of the Tab key; arrows move in it.
 * @type {(table: HTMLElement, cells: HTMLElement[], K: number) => void}
 */
export function connectArrows(table, cells, K) {
  for (const [at, cell] of cells.entries()) cell.tabIndex = at ? -1 : 0;
  table.addEventListener("keydown", (event) => {
    const at = cells.indexOf(/** @type {HTMLElement} */ (event.target));
    const step = ARROWS[event.key];
    if (at < 0 || !step || event.ctrlKey || event.metaKey || event.altKey) return;
    const column = within(0, (at % K) + step[0], K - 1);
    const next = cells[within(0, Math.floor(at / K) + step[1], K - 1) * K + column];
    cells[at].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
    event.preventDefault();
  });
}

/** The matrix as a table of counts. @param {{ names: string[], letters: string[] }} classes */
export function newCounts({ names, letters }) {
  const K = names.length;
  const numbers = Array.from({ length: K * K }, () => element("span", { class: "number" }));
  const cells = numbers.map((number, at) =>
    element("td", { role: "gridcell", class: at % (K + 1) ? "" : "diagonal" }, number),
  );
  const short = K > 4;
  const heads = names.map((name, k) =>
    element("th", { scope: "col", title: name, "aria-label": name }, short ? letters[k] : name),
  );
  const rows = names.map((name, k) =>
    tableRow([short ? `${letters[k]} ${name}` : name], ...cells.slice(k * K, k * K + K)),
  );
  const kind = `live-matrix ${short ? "many" : ""}`;
  const table = newTable(kind, "Pixels: rows truth, columns prediction", heads, rows);
  table.setAttribute("role", "grid");
  connectArrows(table, cells, K);
  const show = (/** @type {ArrayLike<number>} */ counts) => {
    for (const [at, number] of numbers.entries()) write(number, whole(counts[at]));
  };
  return { box: element("div", { class: "wide" }, table), cells, show };
}

/**
 * Named scores with their values and bars: the scores that Python asked for.
 * @param {SentScore[]} wanted @param {SentGoal[]} goals
 */
export function newScoreRows(wanted, goals) {
  const styles = wanted.map(({ key, name }) => ({ key, goal: goals.find((goal) => goal.name === name)?.value }));
  const { table, show } = newScoreTable(
    "Scores",
    wanted.map(({ name }) => [name]),
    score3,
    styles,
  );
  table.hidden = !wanted.length;
  return { table, show: (/** @type {Scores} */ scores) => show(wanted.map((score) => scoreOf(scores, score))) };
}

/** Goals that light up when they are met; `news` says once which ones have been met. @param {SentGoal[]} goals */
export function newGoals(goals) {
  const items = goals.map((goal) => {
    const sign = element("span", { class: "sign", "aria-hidden": "true" }, "○");
    const state = element("span", { class: "unseen" }, "not met: ");
    return { goal, sign, state, item: element("li", { class: "goal" }, sign, state, goal.words) };
  });
  const list = element("ul", { class: "goals", "aria-label": "Goals" }, ...items.map(({ item }) => item));
  /** @type {string[]} */
  const reached = [];
  const show = (/** @type {Scores} */ scores) => {
    for (const { goal, sign, state, item } of items) {
      const met = MEETS[goal.comparison](scoreOf(scores, goal), goal.value);
      if (met && !item.classList.contains("met")) reached.push(goal.words);
      item.classList.toggle("met", met);
      write(sign, met ? "✓" : "○");
      write(state, met ? "met: " : "not met: ");
    }
  };
  const news = () => (reached.length ? ` Goal met: ${reached.splice(0).join(", ")}.` : "");
  return { lists: goals.length ? [list] : [], show, news };
}

/**
 * A slider, and a field for the exact number; it has `per` places for each whole number, and both call `move`.
 * @param {{ label: string, least: number, most: number, per?: number, move: (value: number) => void }} slider
 */
export function newSlider({ label, least, most, per = 1, move }) {
  const id = newId("slider");
  const range = element("input", {
    type: "range",
    id,
    min: least * per,
    max: most * per,
    step: 1,
    input: () => move(Number(range.value) / per),
  });
  const field = element("input", {
    type: "number",
    min: least,
    max: most,
    step: 1 / per,
    "aria-label": `${label}, exactly`,
    input: () => {
      const value = Number(field.value);
      if (field.value !== "" && value >= least && value <= most) move(value);
    },
  });
  const box = element("div", { class: "slider" }, element("label", { for: id }, label), range, field);
  /** @type {(value: number, words: string) => void} */
  const show = (value, words) => {
    const place = String(Math.round(value * per));
    if (range.value !== place) range.value = place;
    range.setAttribute("aria-valuetext", words);
    if (Number(field.value) !== value || field.value === "") field.value = String(value);
  };
  return { box, show };
}
