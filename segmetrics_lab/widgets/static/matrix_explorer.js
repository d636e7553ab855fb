// @ts-check
// The matrix explorer: counts that can be changed, every score made from them, and the cells that a score uses.

import { areasOf, scoreOf, scoresOf } from "./counts.js";
import { arrayOf, element, flat, keyHelp, rowsOf, score3, write } from "./elements.js";
import { newMapFigure } from "./figures.js";
import { formulaOf, OVERALL, PER_CLASS, useOf } from "./formulas.js";
import { cellsOf, Glow } from "./glow.js";
import { KIND } from "./kinds.js";
import { newPage } from "./page.js";
import { classStyles, colorTable, hatchBits, rasterOf, styleOfKind, swatch } from "./patterns.js";
import { columnHead, newScoreValue, newTable, tableCell, tableRow } from "./tables.js";

/**
 * @import { AnyModel, Render } from "@anywidget/types"
 * @import { Scores } from "./counts.js"
 * @import { SentArray } from "./elements.js"
 * @import { Shown } from "./formulas.js"
 * @import { SentClasses, SentKind } from "./patterns.js"
 *
 * The traits of MatrixExplorer that cross.
 * @typedef Model
 * @property {string} words
 * @property {string[]} names
 * @property {number[][]} start
 * @property {number[][]} matrix
 * @property {SentArray} truth
 * @property {SentArray} prediction
 * @property {SentKind[]} kinds
 * @property {SentClasses} classes
 */

const LARGEST = 2 ** 53;
const PAGE = 100;
/** @type {Record<string, number>} */
const LEAPS = { PageUp: PAGE, PageDown: -PAGE };
const HELP = [
  ["Tab", "next count or score"],
  ["↑ ↓", "count up or down by 1"],
  ["PgUp PgDn", `by ${PAGE}`],
  ["Enter", "next row"],
  ["Tab to a score", "shows the cells it uses, and its formula"],
];

/**
 * Enter goes to the next row, PageUp and PageDown change a count by 100.
 * @type {(event: KeyboardEvent, fields: HTMLInputElement[], K: number) => void}
 */
function moveInGrid(event, fields, K) {
  const at = fields.indexOf(/** @type {HTMLInputElement} */ (event.target));
  if (at < 0) return;
  if (event.key === "Enter") {
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = fields[(at + K) % fields.length];
    next.focus();
    next.select();
  } else if (event.key in LEAPS) {
    fields[at].value = String(Math.max(0, Number(fields[at].value) + LEAPS[event.key]));
    fields[at].dispatchEvent(new Event("input"));
  } else return;
  event.preventDefault();
}

/** A number field for each count. @type {(names: string[], change: (at: number) => void) => HTMLInputElement[]} */
const newFields = (names, change) =>
  names.flatMap((truth, row) =>
    names.map((prediction, column) =>
      element("input", {
        type: "number",
        min: 0,
        step: 1,
        inputmode: "numeric",
        required: true,
        "aria-label": `truly ${truth}, predicted ${prediction}`,
        input: () => change(row * names.length + column),
      }),
    ),
  );

/**
 * The table of the fields.
 * @param {string[]} names @param {(Node | string)[][]} rowHeads @param {(at: number) => void} change
 */
function newGrid(names, rowHeads, change) {
  const K = names.length;
  const fields = newFields(names, change);
  const cells = fields.map((field) => tableCell(field));
  const heads = names.map((name) => columnHead(name));
  const rows = rowHeads.map((head, k) => tableRow(head, ...cells.slice(k * K, k * K + K)));
  const table = newTable("grid", "Pixels: rows are truth, columns are prediction", heads, rows);
  table.addEventListener("keydown", (event) => moveInGrid(event, fields, K));
  const show = (/** @type {Float64Array} */ counts) => {
    const texts = Array.from(counts, String);
    table.style.setProperty("--digits", String(Math.max(...texts.map(({ length }) => length))));
    for (const [at, field] of fields.entries()) if (field.value !== texts[at]) field.value = texts[at];
  };
  const mark = (/** @type {Shown} */ score) => {
    for (const [at, cell] of cells.entries()) {
      const use = useOf(score, Math.floor(at / K), at % K);
      for (const side of ["above", "below"]) cell.classList.toggle(side, use === side);
    }
  };
  return { table, cells, fields, show, mark };
}

/** A score as a button. @param {Shown} score @param {string} label @param {(score: Shown) => void} explain */
function newScore(score, label, explain) {
  const { value, bar, show } = newScoreValue(score3, score);
  const choose = () => explain(score);
  const chosen = { focus: choose, pointerenter: choose, click: choose };
  const pressed = { class: "score", "aria-pressed": "false", "data-name": score.name };
  const button = element("button", { type: "button", ...pressed, ...chosen }, value, bar);
  const update = (/** @type {Scores} */ scores) => {
    const now = scoreOf(scores, score);
    show(now);
    button.setAttribute("aria-label", `${label}: ${score3(now)}`);
  };
  return { score, button, update };
}

/** The scores of each class, then of all. @param {string[]} names @param {(score: Shown) => void} explain */
function newScores(names, explain) {
  const ofClass = names.map((name, classIndex) =>
    PER_CLASS.map((score) => newScore({ ...score, classIndex }, `${score.name} of ${name}`, explain)),
  );
  const overall = OVERALL.map((score) => newScore({ ...score, classIndex: null }, score.name, explain));
  const heads = PER_CLASS.map(({ name }) => columnHead(name));
  const rows = names.map((name, k) => tableRow([name], ...ofClass[k].map(({ button }) => tableCell(button))));
  const table = newTable("score-grid", "Scores of each class", heads, rows);
  const list = overall.map(({ score, button }) => element("div", {}, element("span", {}, score.name), button));
  const box = element("div", { class: "right" }, table, element("div", { class: "overall" }, ...list));
  return { box, buttons: [...ofClass.flat(), ...overall] };
}

/** The maps of which the matrix was counted, linked with its cells. */
class Maps {
  /** @param {AnyModel<Model>} model @param {(words: string) => void} say */
  constructor(model, say) {
    const classes = model.get("classes");
    const [truth, prediction] = [arrayOf(model.get("truth")), arrayOf(model.get("prediction"))];
    const [height, width] = model.get("truth").shape;
    const { names } = classes;
    this.glow = new Glow({ width, height, names, cellAt: cellsOf({ truth, prediction }, names.length), say });
    const styles = classStyles(classes, styleOfKind(model.get("kinds")[KIND.ignored]));
    const raster = rasterOf(width, height, 400);
    const [bits, colors] = [hatchBits(raster), colorTable(styles)];
    const figures = [truth, prediction].map((map, at) => {
      const caption = at ? "Prediction" : "Truth";
      const { figure, draw, board } = newMapFigure(caption, raster, bits, colors, this.glow.newLayer());
      draw(map);
      this.glow.follow(board, caption);
      return figure;
    });
    this.note = element("p", { class: "note" });
    this.box = element("div", { class: "maps", style: `--ratio:${width / height}` }, ...figures, this.note);
    this.heads = names.map((name, k) => [swatch(styles[k], 16, 16), name]);
  }

  /** Say whether the counts are those of the maps. @param {boolean} same */
  show(same) {
    const first = "The maps show the counts as they were at first. Reset brings those back.";
    write(
      this.note,
      same ? "Point at a cell, and its pixels stay lit. Point at a pixel, and its cell is ringed." : first,
    );
  }
}

/** The counts of the reader, and the score whose formula is shown. */
class Explorer {
  constructor(/** @type {AnyModel<Model>} */ model, /** @type {HTMLElement} */ el) {
    this.model = model;
    this.page = newPage(model, el, "matrix-explorer");
    this.names = model.get("names");
    this.counts = flat(model.get("matrix"));
    const isLinked = model.get("truth").shape[0] > 0;
    this.maps = isLinked ? new Maps(model, (words) => this.page.news.say(words)) : null;
    this.grid = newGrid(this.names, this.maps?.heads ?? this.names.map((name) => [name]), (at) => this.edit(at));
    this.maps?.glow.connect(this.grid.cells);
    const { box, buttons } = newScores(this.names, (score) => this.explain(score));
    this.buttons = buttons;
    this.explained = buttons[0].score;
    this.formula = element("p", { class: "formula" });
    this.problem = element("p", { class: "problem", role: "alert" });
    const reset = element("button", { type: "button", class: "reset", click: () => this.reset() }, "Reset");
    const wide = element("div", { class: "wide", tabindex: 0, role: "group", "aria-label": "Counts" }, this.grid.table);
    const left = element("div", { class: "left" }, wide, this.problem, reset);
    const maps = this.maps ? [this.maps.box] : [];
    const { root, news } = this.page;
    root.append(this.formula, element("div", { class: "panels" }, left, box, ...maps), news.line, keyHelp(HELP));
    this.show();
  }

  /** Mark the cells that a score uses, and write its formula. @param {Shown} score */
  explain(score) {
    this.explained = score;
    const scores = scoresOf(this.counts, this.names.length);
    const { name, words, numbers } = formulaOf(score, this.names, this.counts, scores);
    const value = score3(scoreOf(scores, score));
    const parts = (/** @type {string[]} */ [above, below]) =>
      below
        ? [element("span", { class: "part above" }, above), " / ", element("span", { class: "part below" }, below)]
        : [above];
    this.grid.mark(score);
    this.formula.replaceChildren(
      element("span", {}, `${name} = `, ...parts(words)),
      element("span", { class: "worked" }, " = ", ...parts(numbers), " = "),
      element("strong", {}, value),
    );
    for (const { score: other, button } of this.buttons) button.setAttribute("aria-pressed", String(other === score));
    this.page.news.say(this.formula.textContent ?? "");
  }

  /** Show the counts, and every score. */
  show() {
    this.grid.show(this.counts);
    this.maps?.show(flat(this.model.get("start")).every((count, at) => count === this.counts[at]));
    const scores = scoresOf(this.counts, this.names.length);
    for (const { update } of this.buttons) update(scores);
    this.explain(this.explained);
  }

  /** Take a count from the reader, if it is one. @param {number} at */
  edit(at) {
    const field = this.grid.fields[at];
    const value = Number(field.value);
    const others = areasOf(this.counts, this.names.length).all - this.counts[at];
    const isCount = field.value !== "" && Number.isInteger(value) && value >= 0 && others + value <= LARGEST;
    field.setAttribute("aria-invalid", String(!isCount));
    write(this.problem, isCount ? "" : "A count is a whole number of pixels, 0 or more. The scores wait for one.");
    if (!isCount) return;
    const next = this.counts.slice();
    next[at] = value;
    this.take(next);
  }

  take(/** @type {Float64Array<ArrayBuffer>} */ counts) {
    this.counts = counts;
    this.page.take({ matrix: rowsOf(counts, this.names.length) });
    this.show();
  }

  /** Forget what was wrong in a field. */
  forgive() {
    write(this.problem, "");
    for (const field of this.grid.fields) field.removeAttribute("aria-invalid");
  }

  /** Take the counts of the start. */
  reset() {
    this.forgive();
    this.take(flat(this.model.get("start")));
    this.page.news.say("The matrix is as it was at first.");
  }

  /** Show the counts of the model where they differ. */
  follow() {
    const next = flat(this.model.get("matrix"));
    if (next.every((count, at) => count === this.counts[at])) return;
    this.forgive();
    this.counts = next;
    this.show();
  }
}

/** @type {Render<Model>} */
function render({ model, el }) {
  const explorer = new Explorer(model, el);
  return explorer.page.follow({ matrix: () => explorer.follow() });
}

export default { render };
