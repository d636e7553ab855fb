// @ts-check
// The frame grid: a row for each drive, small pictures of its frames, and a mark for the side of each.

import { element } from "./elements.js";
import { drawImage } from "./patterns.js";

/**
 * A frame as Python sends it, and the small pictures of all frames.
 * @typedef {{ name: string, drive: string, row: number, column: number }} SentFrame
 * @typedef {{ bytes: Uint8Array, shape: number[] }} Pictures
 */

/** Where a frame is: not used, training, test, or both. */
export const SIDES = [
  { word: "not used", letters: "" },
  { word: "training", letters: "T" },
  { word: "test", letters: "?" },
  { word: "training and test", letters: "T?" },
];
/**
 * Is a frame of this side in the test?
 * @param {number} side
 */
export const isInTest = (side) => (side & 2) !== 0;

/**
 * Draw the picture of a frame as it was sent.
 * @param {HTMLCanvasElement} canvas
 * @param {Pictures} pictures
 * @param {number} at
 */
export function drawFrame(canvas, { bytes, shape }, at) {
  const [, height, width] = shape;
  const size = 3 * width * height;
  drawImage(canvas, bytes.subarray(at * size, (at + 1) * size), {
    width,
    height,
    factor: 1,
    wide: width,
    high: height,
  });
}

/**
 * A box in the style of a side, for the legend.
 * @param {number} side
 */
export const sideKey = (side) =>
  element(
    "span",
    { class: "frame key-frame", "data-side": side, "aria-hidden": "true" },
    element("span", { class: "letters" }, SIDES[side].letters),
  );

/**
 * The places of the frames, by row and column.
 * @param {SentFrame[]} frames
 */
function placed(frames) {
  /** @type {number[][]} */
  const rows = Array.from({ length: 1 + Math.max(...frames.map(({ row }) => row)) }, () => []);
  for (const [at, { row, column }] of frames.entries()) rows[row][column] = at;
  return rows;
}

/**
 * One frame of the grid: its picture, and letters for its side.
 * @param {SentFrame} frame
 * @param {number} at
 * @param {Pictures} pictures
 */
function newCell(frame, at, pictures) {
  const canvas = element("canvas", { "aria-hidden": "true" });
  drawFrame(canvas, pictures, at);
  const letters = element("span", { class: "letters", "aria-hidden": "true" });
  const box = element("div", { class: "frame" }, canvas, letters);
  const cell = element("td", { role: "gridcell", tabindex: "-1", "aria-selected": "false" }, box);
  /** @type {(side: number, selected: boolean, nearest: boolean) => void} */
  const show = (side, selected, nearest) => {
    const label = `${frame.name}: ${SIDES[side].word}${nearest ? ", nearest to the selected frame" : ""}`;
    if (cell.getAttribute("aria-label") !== label) cell.setAttribute("aria-label", label);
    if (letters.textContent !== SIDES[side].letters) letters.textContent = SIDES[side].letters;
    box.dataset.side = String(side);
    cell.setAttribute("aria-selected", String(selected));
    cell.classList.toggle("nearest", nearest);
  };
  return { cell, show };
}

/**
 * The frame that a key leads to, if it leads to one.
 * @param {string} key
 * @param {SentFrame} from
 * @param {number[][]} rows
 */
function frameAfter(key, { row, column }, rows) {
  /** @param {number} line */
  const last = (line) => rows[line].length - 1;
  /** @type {(line: number, at: number) => number} */
  const inside = (line, at) => rows[line][Math.min(Math.max(at, 0), last(line))];
  /** @type {Record<string, () => number>} */
  const steps = {
    ArrowLeft: () => inside(row, column - 1),
    ArrowRight: () => inside(row, column + 1),
    ArrowUp: () => inside(Math.max(row - 1, 0), column),
    ArrowDown: () => inside(Math.min(row + 1, rows.length - 1), column),
    Home: () => inside(row, 0),
    End: () => inside(row, last(row)),
    PageUp: () => inside(0, column),
    PageDown: () => inside(rows.length - 1, column),
  };
  return steps[key]?.();
}

/**
 * The grid as one stop of the Tab key; arrows move in it, and what has the focus is selected.
 * @param {SentFrame[]} frames
 * @param {Pictures} pictures
 * @param {(at: number) => void} select
 */
export function newFrameGrid(frames, pictures, select) {
  const rows = placed(frames);
  const columns = Math.max(...rows.map((row) => row.length));
  const cells = frames.map((frame, at) => newCell(frame, at, pictures));
  const head = Array.from({ length: columns }, (_, column) =>
    element("th", { scope: "col", role: "columnheader" }, String(column)),
  );
  const lines = rows.map((row) =>
    element(
      "tr",
      {},
      element("th", { scope: "row", role: "rowheader" }, frames[row[0]].drive),
      ...row.map((at) => cells[at].cell),
    ),
  );
  const table = element(
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

  let stop = -1;
  /**
   * Make one cell the stop of the Tab key.
   * @param {number} at
   */
  function stopAt(at) {
    if (at === stop) return;
    cells[stop]?.cell.setAttribute("tabindex", "-1");
    cells[at].cell.setAttribute("tabindex", "0");
    stop = at;
  }

  table.addEventListener("click", (event) => {
    const at = cells.findIndex(({ cell }) => cell.contains(/** @type {Node} */ (event.target)));
    if (at < 0) return;
    cells[at].cell.focus({ preventScroll: true });
    select(at);
  });
  table.addEventListener("keydown", (event) => {
    const from = cells.findIndex(({ cell }) => cell === event.target);
    if (from < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") select(-1);
    else if (event.key === "Enter" || event.key === " ") select(from);
    else {
      const to = frameAfter(event.key, frames[from], rows);
      if (to === undefined) return;
      cells[to].cell.focus();
      select(to);
    }
    event.preventDefault();
  });

  /**
   * Mark the side of each frame, the selected one and the one nearest to it (-1 for none).
   * @param {number[]} sides
   * @param {number} selected
   * @param {number} nearest
   */
  const show = (sides, selected, nearest) => {
    stopAt(selected < 0 ? Math.max(stop, 0) : selected);
    for (const [at, { show: mark }] of cells.entries())
      mark(sides[at], at === selected, at === nearest && at !== selected);
  };
  const title = element("strong", { "aria-hidden": "true" }, "Frames: a row is a drive, time runs to the right");
  return { box: element("div", { class: "frame-grid" }, title, element("div", { class: "wide" }, table)), show };
}
