// @ts-check
// The picture of the shifter: the disagreement under the outline of the truth, and what hatches and outline stand for.

import { svg } from "./charts.js";
import { element } from "./elements.js";
import { layers, newKindLegend, newPaper } from "./figures.js";
import { IGNORE_INDEX, KIND, kindTable } from "./kinds.js";
import { colorTable, contextOf, KindCanvas, rasterOf, styleOfKind, swatch } from "./patterns.js";

/**
 * @import { AnyModel } from "@anywidget/types"
 * @import { Scaled, Style } from "./patterns.js"
 * @import { Model } from "./prediction_shifter.js"
 * @import { Shifting } from "./shifting.js"
 */

const SHOWN_PX = 560;
const LABEL =
  "The prediction over the truth. Arrow keys slide it, plus and minus grow it, comma and full stop rotate it.";
const OUTLINE = "#000000";

/** Draw lines between unlike pixels. @type {(canvas: HTMLCanvasElement, truth: Uint8Array, raster: Scaled) => void} */
function drawOutline(canvas, truth, { width, height, factor, wide, high }) {
  canvas.width = wide;
  canvas.height = high;
  const context = contextOf(canvas);
  const thick = Math.max(1, Math.round(wide / 280));
  context.fillStyle = OUTLINE;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const left = x * factor - (thick >> 1);
      const top = y * factor - (thick >> 1);
      if (x && truth[at] !== truth[at - 1]) context.fillRect(left, top, thick, factor + thick);
      if (y && truth[at] !== truth[at - width]) context.fillRect(left, top, factor + thick, thick);
    }
  }
}

/** A patch of right object and right background, with the outline between them. @param {Style[]} styles */
function outlineSwatch([rest, object]) {
  const canvas = swatch(rest, 22, 16);
  const context = contextOf(canvas);
  /** @type {(color: string, edge: number) => void} */
  const fill = (color, edge) => {
    context.fillStyle = color;
    context.fillRect(edge, edge, canvas.width - 2 * edge, canvas.height - 2 * edge);
  };
  fill(OUTLINE, 3);
  fill(`rgb(${object.color.join()})`, 5);
  return canvas;
}

/** Letters above the truth. @type {(shifting: Shifting, letters: string[], room: number) => Node[]} */
const newBadges = ({ classes, width, height }, letters, room) =>
  classes.map(({ class_index: k, left, top, wide }) => {
    const [across, along] = [(left + wide / 2) / width, (top + room + 1) / height]; // a box has room on all sides
    const place = `left:${across * 100}%;top:max(1.7em, ${along * 100}%)`;
    return element("span", { class: "badge", style: place, "aria-hidden": "true" }, letters[k]);
  });

/** Four arrows in a ring on the largest object, which say that it can be dragged. @param {Shifting} shifting */
function newHandle({ classes, truth, width, height }) {
  const areas = classes.map(({ class_index: k }) => truth.reduce((sum, label) => sum + Number(label === k), 0));
  const { center_x: x, center_y: y } = classes[areas.indexOf(Math.max(...areas))];
  const arrow = "M0 0V-9M-3-6L0-9L3-6";
  const arrows = [0, 90, 180, 270].map((turn) => svg("path", { d: arrow, transform: `rotate(${turn})` }));
  const look = { class: "handle", viewBox: "-14 -14 28 28", "aria-hidden": "true" };
  const handle = svg("svg", look, svg("circle", { r: 13 }), ...arrows);
  const show = (/** @type {number[]} */ [right, down]) => {
    handle.style.left = `${((x + right + 0.5) / width) * 100}%`;
    handle.style.top = `${((y + down + 0.5) / height) * 100}%`;
  };
  return { handle, show };
}

/** Let a drawing move a little when it is first seen: an invitation, which no count follows. @param {Element} board */
function nudgeOnce(board) {
  const observer = new IntersectionObserver((seen) => {
    if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    board.classList.add("nudge");
  });
  observer.observe(board);
}

/**
 * The picture of the disagreement.
 * @param {AnyModel<Model>} model @param {Shifting} shifting @param {string} nowId @param {Node} glow
 */
export function newPicture(model, shifting, nowId, glow) {
  const { truth, prediction, width, height, background } = shifting;
  const styles = model.get("kinds").map(styleOfKind);
  const raster = rasterOf(width, height, SHOWN_PX);
  const paper = newPaper(LABEL, nowId);
  const outline = element("canvas", { class: "outlines", "aria-hidden": "true" });
  const { letters } = model.get("classes");
  const { handle, show: showHandle } = newHandle(shifting);
  const board = layers(raster, paper, outline, glow, ...newBadges(shifting, letters, model.get("most_grow")), handle);
  board.classList.add("board");
  nudgeOnce(board);
  drawOutline(outline, truth, raster);
  const canvas = new KindCanvas(paper, raster);
  const [colors, kindOf, kinds] = [colorTable(styles), kindTable(background), new Uint8Array(truth.length)];
  const show = (/** @type {number[]} */ offset) => {
    showHandle(offset);
    for (let at = 0; at < truth.length; at++) kinds[at] = kindOf[(truth[at] << 8) | prediction[at]];
    canvas.draw(kinds, colors);
  };
  const legend = newKindLegend(
    styles,
    [
      [KIND.rightObject, "found", true],
      [KIND.missed, "missed", true],
      [KIND.extra, "extra", true],
      [KIND.swapped, "swapped", shifting.classes.length > 1],
      [KIND.ignored, "ignored", truth.includes(IGNORE_INDEX)],
    ],
    [outlineSwatch(styles), "outline of the truth"],
  );
  return { paper, board, legend, kinds, handle, show };
}
