// @ts-check
// The panels beside the chart of a sweep: the slider over its values, and what is read off the curves.

import { lineSample } from "./charts.js";
import { counted, element, newId, score2, write } from "./elements.js";
import { CURVES } from "./fit_chart.js";
import { LINE_STYLES } from "./line_styles.js";
import { newTable, tableRow } from "./tables.js";

/** @import { Sweep } from "./fit_chart.js" */

/** A slider whose places are the values of a sweep, however uneven these are. */
export function newPlaces(/** @type {Sweep} */ { parameter, values }, /** @type {(place: number) => void} */ choose) {
  const id = newId("places");
  const input = () => choose(Number(range.value));
  const range = element("input", { type: "range", id, min: 0, max: values.length - 1, step: 1, input });
  const output = element("span", { class: "value" });
  const box = element(
    "div",
    { class: "places" },
    range,
    element("label", { for: id }, parameter, " ", output),
    element("p", { class: "hint", "aria-hidden": "true" }, "← slide →"),
  );
  /** @type {(place: number, words: string) => void} */
  const show = (place, words) => {
    if (range.value !== String(place)) range.value = String(place);
    range.setAttribute("aria-valuetext", words);
    write(output, String(values[place]));
  };
  return { box, show };
}

/** The two scores of the sweep and their gap, each with what it is counted on. */
export function newReadout() {
  const heads = [...CURVES.map(({ side }) => [lineSample(LINE_STYLES[side]), side]), ["gap"]];
  const means = ["", "on pixels that no model has seen", "training less validation"];
  const values = heads.map(() => element("td", { class: "value" }));
  const cells = means.map((words) => element("td", { class: "means" }, words));
  const rows = heads.map((head, at) => tableRow(head, values[at], cells[at]));
  const caption = new Text();
  const table = newTable("readout", caption, [], rows);
  /** @type {(score: string, scores: number[], learned: number) => void} */
  const show = (score, scores, learned) => {
    write(caption, `The curves: ${score} over all scenes`);
    write(cells[0], `on the ${counted(learned)} it learned from`);
    for (const [at, value] of values.entries()) write(value, score2(scores[at]));
  };
  return { table, show };
}
