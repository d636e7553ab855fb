// @ts-check
// The trail: the IoU of each class over the distance slid, with the places visited before.

import { lineOf, lineSample, newMark, newPlot, pathOf, putMark, svg } from "./charts.js";
import { element, legendOf, score2 } from "./elements.js";

/**
 * @import { SentClasses } from "./patterns.js"
 * @import { Movement, SentMovable } from "./shifting.js"
 */

/** IoUs that differ by less are drawn as one place, and their letters stand side by side. */
const NEAR = 0.065;
const LETTER = 14;
/** How large a letter is in the style sheet, but for a lecture. */
const LETTER_PX = 13;
/** A letter stands above its dot, off a trail that falls to the right; near the upper edge of the plot, beside it. */
const ABOVE = -8;
const BESIDE = 4.5;
const UPPER_EDGE = 0.92;
const RULE = "Each dot is a place you visited. Growing, rotating or R starts a new trail.";

/**
 * The distance at which the smallest class cannot overlap its truth any more, as a round number: the largest would
 * press all that happens into the first pixels. @param {SentMovable[]} movable
 */
const endOf = (movable) => 10 * Math.ceil(Math.min(...movable.map(({ reach_px }) => 2 * reach_px + 1)) / 10);

/** Distances of which it is said where they are, up to the end. */
const TICKS = [0, 1, 2, 5, 10, 20];

/**
 * The line of a class with its marks: every other one is faint, and its letter says which it is.
 * @param {SentClasses} classes @param {string[]} dashes @param {number} k @param {number} number
 */
function newClassLine({ names, letters }, dashes, k, number) {
  const color = number % 2 ? "var(--faint)" : "var(--ink)";
  const style = { color, dash: dashes[number % dashes.length], marker: "circle", width: 2.5 };
  const text = svg("text", { y: BESIDE }, letters[k]);
  const dots = lineOf({ ...style, dash: "" });
  dots.classList.add("dots");
  return {
    k,
    name: names[k],
    text,
    path: lineOf(style),
    dots,
    mark: newMark(style, text),
    sample: [lineSample(style), `${letters[k]}: ${names[k]}`],
  };
}

export class Trail {
  /** @type {Map<number, { distance: number, ious: number[] }>} */
  visited = new Map();
  grow = 0;
  angle = 0;

  /** @param {SentMovable[]} movable @param {SentClasses} classes @param {string[]} dashes */
  constructor(movable, classes, dashes) {
    this.end = endOf(movable);
    const before = TICKS.filter((px) => px <= this.end / 2);
    /** @type {[number, string][]} */
    const ticks = before.map((px) => [this.across(px), String(px)]);
    ticks.push([1, `${this.end}+`]);
    this.plot = newPlot("What the slip costs", "pixels slid", "IoU", { ticks });
    this.lines = movable.map(({ class_index: k }, number) => newClassLine(classes, dashes, k, number));
    this.plot.lines.append(...this.lines.flatMap(({ path, dots }) => [path, dots]));
    this.plot.marks.append(...this.lines.map(({ mark }) => mark));
    const legend = legendOf(...this.lines.map(({ sample }) => sample));
    this.box = element("div", { class: "trail" }, this.plot.figure, legend, element("p", {}, RULE));
  }

  /** Where a distance stands, from 0 to 1: the first pixels cost most, so they get most room. @param {number} px */
  across(px) {
    return Math.sqrt(Math.min(1, px / this.end));
  }

  restart() {
    this.visited.clear();
  }

  /** The IoU of each class, in words. @param {number[]} ious */
  words(ious) {
    return this.lines.map(({ k, name }) => `IoU of ${name} ${score2(ious[k])}`).join(", ");
  }

  /** Keep a place, and show the trail with it. @type {(movement: Movement, ious: number[]) => void} */
  show({ offset, grow, angle }, ious) {
    if (grow !== this.grow || angle !== this.angle) this.restart();
    [this.grow, this.angle] = [grow, angle];
    const distance = Math.hypot(...offset);
    this.visited.set(Math.round(distance), { distance, ious });
    const places = [...this.visited.values()]
      .filter((place) => place.distance <= this.end)
      .sort((a, b) => a.distance - b.distance);
    for (const { k, path, dots, mark, text } of this.lines) {
      /** @type {[number, number][]} */
      const points = places.map((place) => [this.across(place.distance), place.ious[k]]);
      path.setAttribute("d", pathOf(points));
      dots.setAttribute("d", points.map((point) => `${pathOf([point])}h0`).join(""));
      putMark(mark, this.across(distance), ious[k]);
      const before = this.lines.filter((other) => other.k < k && Math.abs(ious[other.k] - ious[k]) < NEAR).length;
      text.setAttribute("y", String(ious[k] < UPPER_EDGE ? ABOVE : BESIDE));
      const beside = this.across(distance) < 0.9 ? 9 + LETTER * before : -19 - LETTER * before;
      text.setAttribute("x", `${beside / LETTER_PX}em`); // grows with the letters
    }
    let words = `Slid by ${distance.toFixed(1)} pixels: ${this.words(ious)}`;
    const { size } = this.visited;
    const far = places.at(-1);
    if (size > 1 && far)
      words += `. The trail has ${size} places, up to ${far.distance.toFixed(1)} pixels: ${this.words(far.ious)} there`;
    this.plot.drawing.setAttribute("aria-label", words);
  }
}
