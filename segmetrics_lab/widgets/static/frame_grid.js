// @ts-check
// The frame grid: a row for each drive, small pictures of its frames, and a mark for the side of each.

import { svg } from "./charts.js";
import { element, within, write } from "./elements.js";
import { newFrame, SIDES, sideBar } from "./frames.js";

/**
 * @import { SentFrame } from "./frames.js"
 *
 * @typedef {{ frames: SentFrame[], rows: number[][], cells: HTMLElement[] }} Grid rows: the places of the frames
 * @typedef {(at: number) => void} Select selects the frame at a place, or the first test frame at -1
 */

/** The places of the frames, by row and column. @param {SentFrame[]} frames */
function placed(frames) {
  /** @type {number[][]} */
  const rows = Array.from({ length: 1 + Math.max(...frames.map(({ row }) => row)) }, () => []);
  for (const [at, { row, column }] of frames.entries()) rows[row][column] = at;
  return rows;
}

/** A frame of the grid. @param {SentFrame} sent */
function newCell(sent) {
  const frame = newFrame();
  const cell = element("td", { role: "gridcell", tabindex: "-1", "aria-selected": "false" }, frame.box);
  /** @type {(side: number, selected: boolean, nearest: boolean) => void} */
  const show = (side, selected, nearest) => {
    const label = `${sent.name}: ${SIDES[side]}${nearest ? ", nearest to the selected frame" : ""}`;
    if (cell.getAttribute("aria-label") !== label) cell.setAttribute("aria-label", label);
    frame.show(sent, side);
    cell.setAttribute("aria-selected", String(selected));
    cell.classList.toggle("nearest", nearest);
  };
  return { cell, show };
}

/** The head of a drive, with a sign and a word where all of its frames are on one side. @param {string} drive */
function newDrive(drive) {
  const word = element("span", { class: "note", "aria-hidden": "true" });
  const head = element("th", { scope: "row", role: "rowheader" }, element("span", {}, drive), word, sideBar());
  const show = (/** @type {number[]} */ sides) => {
    const side = sides.every((one) => one === sides[0]) ? sides[0] : 0;
    head.dataset.side = String(side);
    write(word, side === 3 ? "both" : side ? SIDES[side] : "");
  };
  return { head, show };
}

/** A line from the selected frame to the one nearest to it, over the table of both. @param {HTMLElement} table */
function newLink(table) {
  const drawing = svg("svg", { class: "link", "aria-hidden": "true" });
  /** @type {(HTMLElement | undefined)[]} */
  let ends = [];
  const draw = () => {
    const [from, to] = ends.map((cell) => {
      const { offsetLeft = 0, offsetTop = 0, offsetWidth = 0, offsetHeight = 0 } = cell ?? {};
      return { x: table.offsetLeft + offsetLeft + offsetWidth / 2, y: table.offsetTop + offsetTop + offsetHeight / 2 };
    });
    if (!ends[0] || !ends[1] || ends[0] === ends[1]) return drawing.replaceChildren();
    const line = { d: `M${from.x} ${from.y}L${to.x} ${to.y}`, pathLength: 1 };
    const dots = [from, to].map(({ x, y }) => svg("circle", { cx: x, cy: y, r: 4 }));
    drawing.replaceChildren(svg("path", { ...line, class: "casing" }), svg("path", line), ...dots);
  };
  new ResizeObserver(draw).observe(table);
  const show = (/** @type {(HTMLElement | undefined)[]} */ ...cells) => {
    if (cells[0] === ends[0] && cells[1] === ends[1]) return;
    ends = cells;
    draw();
  };
  return { drawing, show };
}

/** The entry at a place of a list, or its first or last one. @type {<Entry>(list: Entry[], at: number) => Entry} */
const nearestIn = (list, at) => list[within(0, at, list.length - 1)];

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

/** A row for each drive: its head, and the cells of its frames. @type {(grid: Grid, heads: Node[]) => HTMLElement} */
function newTableOfFrames({ rows, cells }, heads) {
  const columns = Math.max(...rows.map((row) => row.length));
  const head = Array.from({ length: columns }, (_, column) =>
    element("th", { scope: "col", role: "columnheader" }, String(column)),
  );
  const lines = rows.map((row, at) => element("tr", {}, heads[at], ...row.map((place) => cells[place])));
  return element(
    "table",
    {
      class: "frames",
      role: "grid",
      "aria-label": "Frames: a row is a drive",
      style: `--columns:${columns}`,
    },
    element("thead", {}, element("tr", {}, element("td", {}, "frame"), ...head)),
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
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (from < 0 || ctrlKey || metaKey || altKey || (shiftKey && key === "Enter")) return;
    if (key === "Backspace") select(-1);
    else if (key === "Enter" || key === " ") select(from);
    else {
      const to = frameAfter(key, frames[from], rows);
      if (to === undefined) return;
      cells[to].focus();
      select(to);
    }
    event.preventDefault();
  });
}

/**
 * The grid as one stop of the Tab key; arrows move in it, and what has the focus is selected.
 * @param {SentFrame[]} frames @param {Select} select
 */
export function newFrameGrid(frames, select) {
  const rows = placed(frames);
  const drives = rows.map((row) => newDrive(frames[row[0]].drive));
  const marked = frames.map(newCell);
  const cells = marked.map(({ cell }) => cell);
  const grid = { frames, rows, cells };
  const heads = drives.map(({ head }) => head);
  const table = newTableOfFrames(grid, heads);
  const link = newLink(table);
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
   * Mark the side of each frame and drive, the selected frame and the one nearest to it (-1 for none).
   * @type {(sides: number[], selected: number, nearest: number) => void}
   */
  const show = (sides, selected, nearest) => {
    stopAt(selected);
    for (const [at, { show: mark }] of marked.entries())
      mark(sides[at], at === selected, at === nearest && at !== selected);
    for (const [row, drive] of drives.entries()) drive.show(rows[row].map((at) => sides[at]));
    link.show(cells[selected], cells[nearest]);
  };
  return { box: element("div", { class: "wide" }, element("div", { class: "linked" }, table, link.drawing)), show };
}
