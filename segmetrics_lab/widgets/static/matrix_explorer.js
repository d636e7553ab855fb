// @ts-check
// The matrix explorer: counts that can be changed, every score made from them, and the cells that a score uses.

import { areasOf, scoreOf, scoresOf } from "./counts.js";
import { element, flat, keyHelp, legendOf, rowsOf, score2, score3, whole, write } from "./elements.js";
import { newPage } from "./page.js";
import { columnHead, newScoreValue, newTable, tableCell, tableRow } from "./tables.js";

/**
 * The traits of MatrixExplorer that cross.
 * @typedef Model
 * @property {string} words
 * @property {string[]} names
 * @property {number[][]} start
 * @property {number[][]} matrix
 */

/**
 * @import { ClassScore, OverallScore, Scores } from "./counts.js"
 *
 * @typedef {"found" | "extra" | "missed" | "rest"} Part
 * @typedef {{ key: ClassScore, name: string, above: Part[], below: Part[], twice?: boolean }} OfClass
 * @typedef {{ key: OverallScore, name: string, of?: "iou" | "dice" | "recall" }} Overall
 * @typedef {(OfClass & { classIndex: number }) | (Overall & { classIndex: null })} Shown
 */

/**
 * The scores of a class: which of found, extra, missed and rest stand above and below the line.
 * @type {OfClass[]}
 */
const PER_CLASS = [
  { key: "iou", name: "IoU", above: ["found"], below: ["found", "extra", "missed"] },
  { key: "dice", name: "Dice", above: ["found"], below: ["found", "extra", "missed"], twice: true },
  { key: "precision", name: "precision", above: ["found"], below: ["found", "extra"] },
  { key: "recall", name: "recall", above: ["found"], below: ["found", "missed"] },
  { key: "specificity", name: "specificity", above: ["rest"], below: ["rest", "extra"] },
];
/** @type {Overall[]} */
const OVERALL = [
  { key: "pixel_accuracy", name: "pixel accuracy" },
  { key: "mean_iou", name: "mean IoU", of: "iou" },
  { key: "mean_dice", name: "mean Dice", of: "dice" },
  { key: "mean_recall", name: "mean recall", of: "recall" },
  { key: "frequency_weighted_iou", name: "frequency-weighted IoU", of: "iou" },
];
const LARGEST = 2 ** 53;
const PAGE = 100;

/**
 * What a cell is to a class: found, extra, missed or rest.
 * @param {number} row
 * @param {number} column
 * @param {number} k
 * @returns {Part}
 */
function partOf(row, column, k) {
  if (row === k) return column === k ? "found" : "missed";
  return column === k ? "extra" : "rest";
}

/**
 * How a score of a class is computed, in words and with the numbers of the matrix.
 * @param {OfClass} score
 * @param {string} className
 * @param {Record<Part, number>} parts
 */
function formulaOfClass({ name, above, below, twice }, className, parts) {
  /** @type {(names: Part[], text: (part: Part) => string) => string} */
  const side = (names, text) =>
    names.map((part) => (twice && part === "found" ? `2 × ${text(part)}` : text(part))).join(" + ");
  /** @param {Part} part */
  const count = (part) => whole(parts[part]);
  /** @param {(part: Part) => string} text */
  const quotient = (text) => `${side(above, text)} / (${side(below, text)})`;
  return [`${name} of ${className} = ${quotient((part) => part)}`, quotient(count)];
}

/**
 * The same for a score of all classes.
 * @param {Overall} score
 * @param {ArrayLike<number>} counts
 * @param {string[]} names
 * @param {Scores} scores
 */
function formulaOverall({ key, name, of = "iou" }, counts, names, scores) {
  const K = names.length;
  const { truth, right, all } = areasOf(counts, K);
  if (key === "pixel_accuracy") return [`${name} = right / all`, `(${right.map(whole).join(" + ")}) / ${whole(all)}`];
  if (key === "frequency_weighted_iou") {
    const terms = names
      .map((_, k) => k)
      .filter((k) => truth[k] > 0)
      .map((k) => `${score2(truth[k] / all)} × ${score3(scores.iou[k])}`);
    return [`${name} = each IoU times the class's share of the truth`, terms.join(" + ")];
  }
  const defined = scores[of].filter((value) => !Number.isNaN(value));
  const classes = defined.length === K ? `${K} classes` : `the ${defined.length} classes that have one`;
  return [`${name} = its mean over ${classes}`, `(${defined.map(score3).join(" + ")}) / ${defined.length}`];
}

/**
 * The table of number fields.
 * @param {string[]} names
 * @param {(row: number, column: number, field: HTMLInputElement) => void} change
 */
function newGrid(names, change) {
  const fields = names.map((truth, row) =>
    names.map((prediction, column) =>
      element("input", {
        type: "number",
        min: 0,
        step: 1,
        inputmode: "numeric",
        required: true,
        "aria-label": `truly ${truth}, predicted ${prediction}`,
        input: (event) => change(row, column, event.target),
      }),
    ),
  );
  const cells = fields.map((row) => row.map((field) => tableCell(field)));
  const table = newTable(
    "grid",
    "Pixels: rows are truth, columns are prediction",
    names.map((name) => columnHead(name)),
    cells.map((row, k) => tableRow([names[k]], ...row)),
  );
  table.addEventListener("keydown", (event) => moveInGrid(event, fields));
  return { table, fields, cells };
}

/**
 * Enter goes down, PageUp and PageDown change a count by 100; a wheel that scrolls changes nothing.
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement[][]} fields
 */
function moveInGrid(event, fields) {
  const field = /** @type {HTMLInputElement} */ (event.target);
  const row = fields.findIndex((line) => line.includes(field));
  if (row < 0) return;
  const column = fields[row].indexOf(field);
  /** @type {Record<string, number>} */
  const steps = { PageUp: PAGE, PageDown: -PAGE };
  if (event.key === "Enter") {
    const next = (row + (event.shiftKey ? fields.length - 1 : 1)) % fields.length;
    fields[next][column].focus();
    fields[next][column].select();
  } else if (event.key in steps) {
    field.value = String(Math.max(0, Number(field.value) + steps[event.key]));
    field.dispatchEvent(new Event("input"));
  } else return;
  event.preventDefault();
}

/**
 * A button with the value of a score, which shows what it is made of.
 * @param {string} label
 * @param {() => void} explain
 */
function newScore(label, explain) {
  const { value, bar, show } = newScoreValue();
  const button = element(
    "button",
    {
      type: "button",
      class: "score",
      "aria-pressed": "false",
      focus: explain,
      pointerenter: explain,
      click: explain,
    },
    value,
    bar,
  );
  /** @param {number} score */
  const update = (score) => {
    show(score);
    button.setAttribute("aria-label", `${label}: ${score3(score)}`);
  };
  return { button, update };
}

/** @type {import("@anywidget/types").Render<Model>} */
function render({ model, el }) {
  const names = model.get("names");
  const K = names.length;
  let counts = flat(model.get("matrix"));
  /** @type {Shown} */
  let explained = { ...PER_CLASS[0], classIndex: 0 };

  const page = newPage(model, el, "matrix-explorer");
  const grid = newGrid(names, (row, column, field) => edit(row, column, field));
  /** @type {({ score: Shown } & ReturnType<typeof newScore>)[]} */
  const buttons = [];
  /** @type {(score: Shown, label: string) => HTMLButtonElement} */
  const scoreButton = (score, label) => {
    const made = newScore(label, () => {
      explained = score;
      explain();
    });
    buttons.push({ score, ...made });
    return made.button;
  };
  const classTable = newTable(
    "score-grid",
    "Scores of each class",
    PER_CLASS.map(({ name }) => columnHead(name)),
    names.map((name, classIndex) =>
      tableRow(
        [name],
        ...PER_CLASS.map((score) => tableCell(scoreButton({ ...score, classIndex }, `${score.name} of ${name}`))),
      ),
    ),
  );
  const overall = element(
    "div",
    { class: "overall" },
    ...OVERALL.map((score) =>
      element("div", {}, element("span", {}, score.name), scoreButton({ ...score, classIndex: null }, score.name)),
    ),
  );
  const formula = element("p", { class: "formula" });
  const problem = element("p", { class: "problem", role: "alert" });
  const reset = element(
    "button",
    {
      type: "button",
      class: "reset",
      click: () => replace(flat(model.get("start")), "The matrix is as it was at first."),
    },
    "Reset",
  );
  const legend = legendOf(
    [element("span", { class: "key above" }), "above and below the line"],
    [element("span", { class: "key below" }), "only below"],
    [element("span", { class: "key" }), "not used"],
  );
  page.news.line.classList.add("unseen"); // the eye has the formula
  const help = keyHelp([
    ["Tab", "next count or score"],
    ["↑ ↓", "count up or down by 1"],
    ["PgUp PgDn", `by ${PAGE}`],
    ["Enter", "next row (Shift+Enter: the one before)"],
    ["Tab to a score", "shows the cells it uses, and its formula"],
  ]);
  page.root.append(
    element(
      "div",
      { class: "panels" },
      element("div", { class: "left" }, grid.table, problem, reset),
      element("div", { class: "right" }, classTable, overall),
    ),
    formula,
    legend,
    page.news.line,
    help,
  );

  /** Mark the cells that the explained score uses, and write its formula. */
  function explain() {
    const score = explained;
    const scores = scoresOf(counts, K);
    /** @type {(row: number, column: number) => string} */
    const used = (row, column) => {
      if (score.classIndex === null) return row === column ? "above" : "below";
      const part = partOf(row, column, score.classIndex);
      if (score.above.includes(part)) return "above";
      return score.below.includes(part) ? "below" : "";
    };
    for (const [row, line] of grid.cells.entries())
      for (const [column, cell] of line.entries()) cell.className = used(row, column);
    const [words, numbers] =
      score.classIndex === null
        ? formulaOverall(score, counts, names, scores)
        : formulaOfClass(score, names[score.classIndex], partsOf(score.classIndex));
    const value = scoreOf(scores, score);
    formula.replaceChildren(
      element("span", {}, words),
      element("span", { class: "worked" }, ` = ${numbers} = `),
      element("strong", {}, score3(value)),
    );
    for (const { score: other, button } of buttons) {
      const pressed = other.key === score.key && other.classIndex === score.classIndex;
      button.setAttribute("aria-pressed", String(pressed));
      if (pressed) page.news.say(`${words} = ${numbers} = ${score3(value)}`);
    }
  }

  /**
   * Found, extra, missed and rest of a class.
   * @param {number} k
   */
  function partsOf(k) {
    const parts = { found: 0, extra: 0, missed: 0, rest: 0 };
    for (let row = 0; row < K; row++)
      for (let column = 0; column < K; column++) parts[partOf(row, column, k)] += counts[row * K + column];
    return parts;
  }

  /** Show the counts: fields that differ, and every score. */
  function show() {
    const longest = Math.max(...Array.from(counts, (count) => String(count).length));
    grid.table.style.setProperty("--digits", String(longest));
    for (const [at, field] of grid.fields.flat().entries()) {
      const text = String(counts[at]);
      if (field.value !== text) field.value = text;
    }
    const scores = scoresOf(counts, K);
    for (const { score, update } of buttons) update(scoreOf(scores, score));
    explain();
  }

  /**
   * Take a count from the reader, if it is one.
   * @param {number} row
   * @param {number} column
   * @param {HTMLInputElement} field
   */
  function edit(row, column, field) {
    const value = Number(field.value);
    const others = areasOf(counts, K).all - counts[row * K + column];
    const isCount = field.value !== "" && Number.isInteger(value) && value >= 0 && others + value <= LARGEST;
    field.setAttribute("aria-invalid", String(!isCount));
    write(problem, isCount ? "" : "A count is a whole number of pixels, 0 or more. The scores wait for one.");
    if (!isCount) return;
    const next = counts.slice();
    next[row * K + column] = value;
    take(next);
  }

  function take(/** @type {Float64Array<ArrayBuffer>} */ next) {
    counts = next;
    model.set("matrix", rowsOf(counts, K));
    show();
    page.rest.due();
  }

  /**
   * Put a whole matrix in, and forget what was wrong in a field.
   * @param {Float64Array<ArrayBuffer>} next
   * @param {string} words
   */
  function replace(next, words) {
    write(problem, "");
    for (const field of grid.fields.flat()) field.removeAttribute("aria-invalid");
    take(next);
    page.news.say(words);
  }

  function follow() {
    const next = flat(model.get("matrix"));
    if (next.every((count, at) => count === counts[at])) return;
    write(problem, "");
    counts = next;
    show();
  }

  show();
  return page.follow({ matrix: follow });
}

export default { render };
