// @ts-check
// Tables: rows under a caption, and scores with their values and bars.

import { element, score3, write } from "./elements.js";
import { LINE_STYLES } from "./line_styles.js";

/**
 * What stands in a table; and of a score, what it is called in counts.js, and the value of its goal.
 * @typedef {string | Node} Content
 * @typedef {{ key?: string, goal?: number }} ScoreStyle
 */

/**
 * A table of a kind with a caption, the heads of its columns where it has some, and its rows.
 * @type {(kind: string, caption: Content, heads: Content[], rows: Content[]) => HTMLTableElement}
 */
export function newTable(kind, caption, heads, rows) {
  const head = heads.length ? [element("thead", {}, element("tr", {}, element("td", {}), ...heads))] : [];
  return element("table", { class: kind }, element("caption", {}, caption), ...head, element("tbody", {}, ...rows));
}

export const columnHead = (/** @type {Content[]} */ ...content) => element("th", { scope: "col" }, ...content);
export const tableCell = (/** @type {Content[]} */ ...content) => element("td", {}, ...content);
/** A row of a table: its head, and its cells. @type {(head: Content[], ...cells: Content[]) => HTMLTableRowElement} */
export const tableRow = (head, ...cells) => element("tr", {}, element("th", { scope: "row" }, ...head), ...cells);

/**
 * The value of a score as text, and a bar as long as it, in its colour and with a tick at its goal; the bar is empty
 * where the score is undefined.
 * @param {(score: number) => string} text @param {ScoreStyle} style
 */
export function newScoreValue(text = score3, { key = "", goal } = {}) {
  const value = element("span", { class: "value" });
  const fill = element("span", { class: "fill" });
  fill.style.background =
    LINE_STYLES[key.replace(/^(mean|pixel|frequency_weighted)_/, "").replace("f_beta", "dice")]?.color;
  const tick = goal === undefined ? [] : [element("span", { class: "tick", style: `left:${100 * goal}%` })];
  const bar = element("span", { class: "bar", "aria-hidden": "true" }, fill, ...tick);
  const show = (/** @type {number} */ score) => {
    write(value, text(score));
    fill.style.transform = `scaleX(${Number.isNaN(score) ? 0 : score})`;
  };
  return { value, bar, show };
}

/**
 * A table of scores, each with its name, its value and its bar.
 * @param {Content} caption @param {Content[][]} names @param {(score: number) => string} text
 * @param {ScoreStyle[]} styles
 */
export function newScoreTable(caption, names, text = score3, styles = []) {
  const values = names.map((_, at) => newScoreValue(text, styles[at]));
  const rows = names.map((name, at) => tableRow(name, tableCell(values[at].value), tableCell(values[at].bar)));
  const show = (/** @type {number[]} */ scores) => {
    for (const [at, value] of values.entries()) value.show(scores[at]);
  };
  return { table: newTable("scores", caption, [], rows), rows, show };
}
