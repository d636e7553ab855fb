// The frame grid: a row for each drive, small pictures of its frames, and a mark for the side of each.

import { element } from "./elements.js";
import { drawImage } from "./patterns.js";

/** Where a frame is: not used, training, test, or both. */
export const SIDES = [
  { word: "not used", letters: "" },
  { word: "training", letters: "T" },
  { word: "test", letters: "?" },
  { word: "training and test", letters: "T?" },
];
/** Is a frame of this side in the test? */
export const isInTest = (side) => (side & 2) !== 0;

/** Draw the picture of a frame as it was sent. */
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

/** A box in the style of a side, for the legend. */
export const sideKey = (side) =>
  element(
    "span",
    { class: "frame key-frame", "data-side": side, "aria-hidden": "true" },
    element("span", { class: "letters" }, SIDES[side].letters),
  );

/** Frames by row and column; null where a drive has none. */
function placed(frames) {
  const rows = Array.from({ length: 1 + Math.max(...frames.map(({ row }) => row)) }, () => []);
  frames.forEach(({ row, column }, at) => (rows[row][column] = at));
  return rows;
}

/** One frame of the grid: its picture, and letters for its side. */
function newCell(frame, at, pictures) {
  const canvas = element("canvas", { "aria-hidden": "true" });
  drawFrame(canvas, pictures, at);
  const letters = element("span", { class: "letters", "aria-hidden": "true" });
  const box = element("div", { class: "frame" }, canvas, letters);
  const cell = element("td", { role: "gridcell", tabindex: "-1", "aria-selected": "false" }, box);
  const show = (side, selected, nearest) => {
    const label = `${frame.name}: ${SIDES[side].word}${nearest ? ", nearest to the selected frame" : ""}`;
    if (cell.getAttribute("aria-label") !== label) cell.setAttribute("aria-label", label);
    if (letters.textContent !== SIDES[side].letters) letters.textContent = SIDES[side].letters;
    box.dataset.side = side;
    cell.setAttribute("aria-selected", String(selected));
    cell.classList.toggle("nearest", nearest);
  };
  return { cell, show };
}

/** The place that a key leads to, or none. */
function placeAfter(key, { row, column }, rows) {
  const last = (line) => rows[line].length - 1;
  const inside = (line, at) => [line, Math.min(Math.max(at, 0), last(line))];
  const to = {
    ArrowLeft: () => inside(row, column - 1),
    ArrowRight: () => inside(row, column + 1),
    ArrowUp: () => inside(Math.max(row - 1, 0), column),
    ArrowDown: () => inside(Math.min(row + 1, rows.length - 1), column),
    Home: () => inside(row, 0),
    End: () => inside(row, last(row)),
    PageUp: () => inside(0, column),
    PageDown: () => inside(rows.length - 1, column),
  }[key]?.();
  return to && rows[to[0]][to[1]];
}

/** The grid as one stop of the Tab key; arrows move in it, and what has the focus is selected. */
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
  /** Make one cell the stop of the Tab key. */
  function stopAt(at) {
    if (at === stop) return;
    cells[stop]?.cell.setAttribute("tabindex", "-1");
    cells[at].cell.setAttribute("tabindex", "0");
    stop = at;
  }

  table.addEventListener("click", (event) => {
    const at = cells.findIndex(({ cell }) => cell.contains(event.target));
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
      const to = placeAfter(event.key, frames[from], rows);
      if (to === undefined) return;
      cells[to].cell.focus();
      select(to);
    }
    event.preventDefault();
  });

  /** Mark the side of each frame, the selected one and the one nearest to it (-1 for none). */
  const show = (sides, selected, nearest) => {
    stopAt(selected < 0 ? Math.max(stop, 0) : selected);
    cells.forEach(({ show: mark }, at) => mark(sides[at], at === selected, at === nearest && at !== selected));
  };
  const title = element("strong", { "aria-hidden": "true" }, "Frames: a row is a drive, time runs to the right");
  return { box: element("div", { class: "frame-grid" }, title, element("div", { class: "wide" }, table)), show };
}
