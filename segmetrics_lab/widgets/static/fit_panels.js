// @ts-check
// The panels beside the chart of a sweep: the slider over its values, and what is read off the curves.

import { lineSample } from "./charts.js";
import { counted, element, newId, score2, write } from "./elements.js";
import { SIDES_OF_SWEEP } from "./fit_chart.js";
import { LINE_STYLES } from "./line_styles.js";
import { tableRow } from "./tables.js";

/** @import { Values } from "./fit_chart.js" */

/**
 * A slider whose places are the values of a sweep, however uneven these are, and its label.
 * @param {string} title @param {Values} values @param {(place: number) => void} choose
 */
export function newPlaces(title, values, choose) {
  const id = newId("places");
  const input = () => choose(Number(range.value));
  const range = element("input", { type: "range", id, min: 0, max: values.length - 1, step: 1, input });
  const output = element("span", { class: "value" });
  const label = element("label", { for: id, class: "set" }, title, ": ", output);
  /** @type {(place: number, words: string) => void} */
  const show = (place, words) => {
    if (range.value !== String(place)) range.value = String(place);
    range.setAttribute("aria-valuetext", words);
    write(output, String(values[place]));
  };
  return { range, label, show };
}

/** The two scores of the sweep and their gap, each with what it is counted on. */
export function newReadout() {
  const heads = [...SIDES_OF_SWEEP.map((side) => [lineSample(LINE_STYLES[side]), side]), ["gap"]];
  const means = ["", "on pixels no model has seen", "training less validation"];
  const values = heads.map(() => element("td", { class: "value" }));
  const cells = means.map((words) => element("td", { class: "means" }, words));
  const rows = heads.map((head, at) => tableRow(head, values[at], cells[at]));
  const body = element("tbody", {}, ...rows);
  const table = element("table", { class: "readout", "aria-label": "Scores over all scenes" }, body);
  /** @type {(scores: number[], learned: number) => void} */
  const show = (scores, learned) => {
    write(cells[0], `on ${counted(learned)} it learned from`);
    for (const [at, value] of values.entries()) write(value, score2(scores[at]));
  };
  return { table, show };
}
