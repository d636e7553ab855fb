// @ts-check
// The matrix explorer: counts that can be changed, every score made from them, and the cells that a score uses.

import { areasOf, scoresOf } from "./counts.js";
import { element, flat, keyHelp, rowsOf, score2, score3, scoreBar, whole, write } from "./elements.js";
import { newPage } from "./page.js";

/**
 * The traits of MatrixExplorer that cross.
 * @typedef Model
 * @property {string} words
 * @property {string[]} names
 * @property {number[][]} start
 * @property {number[][]} matrix
 */

/** The scores of a class: which of found, extra, missed and rest stand above and below the line. */
const PER_CLASS = [
  { key: "iou", name: "IoU", above: ["found"], below: ["found", "extra", "missed"] },
  { key: "dice", name: "Dice", above: ["found"], below: ["found", "extra", "missed"], twice: true },
  { key: "precision", name: "precision", above: ["found"], below: ["found", "extra"] },
  { key: "recall", name: "recall", above: ["found"], below: ["found", "missed"] },
  { key: "specificity", name: "specificity", above: ["rest"], below: ["rest", "extra"] },
];
const OVERALL = [
  { key: "pixel_accuracy", name: "pixel accuracy" },
  { key: "mean_iou", name: "mean IoU", of: "iou" },
  { key: "mean_dice", name: "mean Dice", of: "dice" },
  { key: "mean_recall", name: "mean recall", of: "recall" },
  { key: "frequency_weighted_iou", name: "frequency-weighted IoU", of: "iou" },
];
const LARGEST = 2 ** 53;
const PAGE = 100;

/** What a cell is to a class: found, extra, missed or rest. */
function partOf(row, column, k) {
  if (row === k) return column === k ? "found" : "missed";
  return column === k ? "extra" : "rest";
}

/** How a score of a class is computed, in words and with the numbers of the matrix. */
function formulaOfClass({ name, above, below, twice }, className, parts) {
  const side = (names, text) =>
    names.map((part) => (twice && part === "found" ? `2 × ${text(part)}` : text(part))).join(" + ");
  const count = (part) => whole(parts[part]);
  const quotient = (text) => `${side(above, text)} / (${side(below, text)})`;
  return [`${name} of ${className} = ${quotient((part) => part)}`, quotient(count)];
}

/** The same for a score of all classes. */
function formulaOverall({ key, name, of }, counts, names, scores) {
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

/** The table of number fields. */
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
  const cells = fields.map((row) => row.map((field) => element("td", {}, field)));
  const head = names.map((name) => element("th", { scope: "col" }, name));
  const table = element(
    "table",
    { class: "grid" },
    element("caption", {}, "Pixels: rows are truth, columns are prediction"),
    element("thead", {}, element("tr", {}, element("td", {}), ...head)),
    element(
      "tbody",
      {},
      ...cells.map((row, k) => element("tr", {}, element("th", { scope: "row" }, names[k]), ...row)),
    ),
  );
  table.addEventListener("keydown", (event) => moveInGrid(event, fields));
  return { table, fields, cells };
}

/** Enter goes down, PageUp and PageDown change a count by 100; a wheel that scrolls changes nothing. */
function moveInGrid(event, fields) {
  const row = fields.findIndex((line) => line.includes(event.target));
  if (row < 0) return;
  const column = fields[row].indexOf(event.target);
  const steps = { PageUp: PAGE, PageDown: -PAGE };
  if (event.key === "Enter") {
    const next = (row + (event.shiftKey ? fields.length - 1 : 1)) % fields.length;
    fields[next][column].focus();
    fields[next][column].select();
  } else if (event.key in steps) {
    event.target.value = String(Math.max(0, Number(event.target.value) + steps[event.key]));
    event.target.dispatchEvent(new Event("input"));
  } else return;
  event.preventDefault();
}

/** A button with the value of a score, which shows what it is made of. */
function newScore(label, explain) {
  const value = element("span", { class: "value" });
  const { bar, show } = scoreBar();
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
  const update = (score) => {
    write(value, score3(score));
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
  let explained = { ...PER_CLASS[0], classIndex: 0 };

  const page = newPage(model, el, "matrix-explorer");
  const grid = newGrid(names, (row, column, field) => edit(row, column, field));
  const buttons = [];
  const scoreButton = (score, label) => {
    const made = newScore(label, () => {
      explained = score;
      explain();
    });
    buttons.push({ score, ...made });
    return made.button;
  };
  const perClass = names.map((name, k) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, name),
      ...PER_CLASS.map((score) =>
        element("td", {}, scoreButton({ ...score, classIndex: k }, `${score.name} of ${name}`)),
      ),
    ),
  );
  const classTable = element(
    "table",
    { class: "score-grid" },
    element("caption", {}, "Scores of each class"),
    element(
      "thead",
      {},
      element("tr", {}, element("td", {}), ...PER_CLASS.map(({ name }) => element("th", { scope: "col" }, name))),
    ),
    element("tbody", {}, ...perClass),
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
  const legend = element(
    "p",
    { class: "legend" },
    element("span", {}, element("span", { class: "key above" }), "above and below the line"),
    element("span", {}, element("span", { class: "key below" }), "only below"),
    element("span", {}, element("span", { class: "key" }), "not used"),
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
    const { above, below, classIndex } = explained;
    const scores = scoresOf(counts, K);
    const used = (row, column) => {
      if (classIndex === null) {
        return row === column ? "above" : "below";
      }
      const part = partOf(row, column, classIndex);
      if (above.includes(part)) return "above";
      return below.includes(part) ? "below" : "";
    };
    for (const [row, line] of grid.cells.entries())
      for (const [column, cell] of line.entries()) cell.className = used(row, column);
    const [words, numbers] =
      classIndex === null
        ? formulaOverall(explained, counts, names, scores)
        : formulaOfClass(explained, names[classIndex], partsOf(classIndex));
    const value = classIndex === null ? scores[explained.key] : scores[explained.key][classIndex];
    formula.replaceChildren(
      element("span", {}, words),
      element("span", { class: "worked" }, ` = ${numbers} = `),
      element("strong", {}, score3(value)),
    );
    for (const { score, button } of buttons) {
      const pressed = score.key === explained.key && score.classIndex === classIndex;
      button.setAttribute("aria-pressed", String(pressed));
      if (pressed) page.news.say(`${words} = ${numbers} = ${score3(value)}`);
    }
  }

  /** Found, extra, missed and rest of a class. */
  function partsOf(k) {
    const parts = { found: 0, extra: 0, missed: 0, rest: 0 };
    for (let row = 0; row < K; row++)
      for (let column = 0; column < K; column++) parts[partOf(row, column, k)] += counts[row * K + column];
    return parts;
  }

  /** Show the counts: fields that differ, and every score. */
  function show() {
    const longest = Math.max(...Array.from(counts, (count) => String(count).length));
    grid.table.style.setProperty("--digits", longest);
    for (const [at, field] of grid.fields.flat().entries()) {
      const text = String(counts[at]);
      if (field.value !== text) field.value = text;
    }
    const scores = scoresOf(counts, K);
    for (const { score, update } of buttons)
      update(score.classIndex === null ? scores[score.key] : scores[score.key][score.classIndex]);
    explain();
  }

  /** Take a count from the reader, if it is one. */
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

  function take(next) {
    counts = next;
    model.set("matrix", rowsOf(counts, K));
    show();
    page.rest.due();
  }

  /** Put a whole matrix in, and forget what was wrong in a field. */
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
