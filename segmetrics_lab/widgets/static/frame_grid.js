// @ts-check
// The frame grid: a row for each drive, small pictures of its frames, and a mark for the side of each.

import { element, write } from "./elements.js";
import { drawFrame, SIDES } from "./frames.js";

/**
 * @import { Pictures, SentFrame } from "./frames.js"
 *
 * @typedef {{ frames: SentFrame[], rows: number[][], cells: HTMLElement[] }} Grid rows: the places of the frames
 * @typedef {(at: number) => void} Select selects the frame at a place, or none at -1
 */

/** The places of the frames, by row and column. @param {SentFrame[]} frames */
function placed(frames) {
  /** @type {number[][]} */
  const rows = Array.from({ length: 1 + Math.max(...frames.map(({ row }) => row)) }, () => []);
  for (const [at, { row, column }] of frames.entries()) rows[row][column] = at;
  return rows;
}

/** A frame of the grid, and letters for its side. @param {string} name @param {Pictures} pictures @param {number} at */
function newCell(name, pictures, at) {
  const canvas = element("canvas", { "aria-hidden": "true" });
  drawFrame(canvas, pictures, at);
  const letters = element("span", { class: "letters", "aria-hidden": "true" });
  const box = element("div", { class: "frame" }, canvas, letters);
  const cell = element("td", { role: "gridcell", tabindex: "-1", "aria-selected": "false" }, box);
  /** @type {(side: number, selected: boolean, nearest: boolean) => void} */
  const show = (side, selected, nearest) => {
    const label = `${name}: ${SIDES[side].word}${nearest ? ", nearest to the selected frame" : ""}`;
    if (cell.getAttribute("aria-label") !== label) cell.setAttribute("aria-label", label);
    write(letters, SIDES[side].letters);
    box.dataset.side = String(side);
    cell.setAttribute("aria-selected", String(selected));
    cell.classList.toggle("nearest", nearest);
  };
  return { cell, show };
}

/** The entry at a place of a list, or its first or last one. @type {<Entry>(list: Entry[], at: number) => Entry} */
const nearestIn = (list, at) => list[Math.min(Math.max(at, 0), list.length - 1)];

/**
 * The frame that a key leads to, if it leads to one.
 * @type {(key: string, from: SentFrame, rows: number[][]) => number | undefined}
 */
function frameAfter(key, { row, column }, rows) {
  /** @type {Record<string, [number, number]>} */
  const places = {
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    Home: [row, 0],
    End: [row, Infinity],
    PageUp: [0, column],
    PageDown: [Infinity, column],
  };
  const place = places[key];
  return place && nearestIn(nearestIn(rows, place[0]), place[1]);
}

/** A row for each drive, with the cells of its frames. @param {Grid} grid */
function newTableOfFrames({ frames, rows, cells }) {
  const columns = Math.max(...rows.map((row) => row.length));
  const head = Array.from({ length: columns }, (_, column) =>
    element("th", { scope: "col", role: "columnheader" }, String(column)),
  );
  const lines = rows.map((row) => {
    const drive = element("th", { scope: "row", role: "rowheader" }, frames[row[0]].drive);
    return element("tr", {}, drive, ...row.map((at) => cells[at]));
  });
  return element(
    "table",
    {
      class: "frames",
      role: "grid",
      "aria-label": "Frames: a row is a drive",
      "data-lm-suppress-shortcuts": "true",
      style: `--columns:${columns}`,
    },
    element("thead", {}, element("tr", {}, element("td", {}), ...head)),
    element("tbody", {}, ...lines),
  );
}

/** Select what is clicked. @type {(table: HTMLElement, cells: HTMLElement[], select: Select) => void} */
function connectPointer(table, cells, select) {
  table.addEventListener("click", ({ target }) => {
    const at = cells.findIndex((cell) => cell.contains(/** @type {Node} */ (target)));
    if (at < 0) return;
    cells[at].focus({ preventScroll: true });
    select(at);
  });
}

/** Let keys move the focus, and select what has it. @type {(table: HTMLElement, grid: Grid, select: Select) => void} */
function connectKeys(table, { frames, rows, cells }, select) {
  table.addEventListener("keydown", (event) => {
    const from = cells.indexOf(/** @type {HTMLElement} */ (event.target));
    if (from < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") select(-1);
    else if (event.key === "Enter" || event.key === " ") select(from);
    else {
      const to = frameAfter(event.key, frames[from], rows);
      if (to === undefined) return;
      cells[to].focus();
      select(to);
    }
    event.preventDefault();
  });
}

/**
 * The grid as one stop of the Tab key; arrows move in it, and what has the focus is selected.
 * @param {SentFrame[]} frames @param {Pictures} pictures @param {Select} select
 */
export function newFrameGrid(frames, pictures, select) {
  const rows = placed(frames);
  const marked = frames.map(({ name }, at) => newCell(name, pictures, at));
  const cells = marked.map(({ cell }) => cell);
  const grid = { frames, rows, cells };
  const table = newTableOfFrames(grid);
  connectPointer(table, cells, select);
  connectKeys(table, grid, select);
  let stop = -1;
  /** Make one cell the stop of the Tab key. @param {number} at */
  const stopAt = (at) => {
    if (at === stop) return;
    cells[stop]?.setAttribute("tabindex", "-1");
    cells[at].setAttribute("tabindex", "0");
    stop = at;
  };
  /**
   * Mark the side of each frame, the selected one and the one nearest to it (-1 for none).
   * @type {(sides: number[], selected: number, nearest: number) => void}
   */
  const show = (sides, selected, nearest) => {
    stopAt(selected < 0 ? Math.max(stop, 0) : selected);
    for (const [at, { show: mark }] of marked.entries())
      mark(sides[at], at === selected, at === nearest && at !== selected);
  };
  const title = element("strong", { "aria-hidden": "true" }, "Frames: a row is a drive, time runs to the right");
  return { box: element("div", { class: "frame-grid" }, title, element("div", { class: "wide" }, table)), show };
}
