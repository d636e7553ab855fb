// @ts-check
// The one rule by which the cells of a lecture become slides: that of `tools/slides.py`, which the decks are built by.

/** @typedef {{ cell_type: string, source: string, metadata: Record<string, any> }} Cell */
/** @typedef {{ headline: string, minutes: number, short: number | null, steps: number[], notes: number[] }} Slide */

const AFTER_THE_LECTURE = ["## Exercises", "## Look back"];

/** @param {Cell} cell */
const slideType = (cell) => cell.metadata.slideshow?.slide_type ?? "";

/** Is a cell a text for all, and no slide? @param {Cell} cell */
const isProse = (cell) => cell.cell_type === "markdown" && !("slide" in cell.metadata) && slideType(cell) !== "notes";

/** The first heading of a text, and what stands above it. @param {Cell} cell */
function firstHeading({ source }) {
  const found = /^## .*/m.exec(source);
  return found && { heading: found[0].trim(), above: source.slice(0, found.index).trim() };
}

/**
 * The slides of a lecture: each with the places of the cells that it shows, and of its notes.
 * A cell with a headline starts a slide, and code marked as "fragment" is a further step. Its notes are the lecturer's
 * own, and the prose around it; what stands between two slides, from its first heading on, belongs to the second alone.
 * @param {Cell[]} cells @returns {Slide[]}
 */
export function slidesOf(cells) {
  const places = [...cells.keys()];
  const starts = places.filter((at) => "slide" in cells[at].metadata);
  const bounds = [0, ...starts, cells.length];
  const gaps = bounds.slice(1).map((end, n) => places.slice(bounds[n], end));
  return starts.map((start, n) => {
    const { slide: headline, minutes, short = null } = cells[start].metadata;
    const rest = gaps[n + 1].slice(1);
    const further = rest.filter((at) => slideType(cells[at]) === "fragment" && cells[at].cell_type === "code");
    const own = rest.filter((at) => slideType(cells[at]) === "notes");
    const [before, after] = [gaps[n], rest].map((gap) => gap.filter((at) => isProse(cells[at])));
    const said = n + 1 === starts.length ? untilTheEnd(cells, after) : untilHeading(cells, after);
    return { headline, minutes, short, steps: [start, ...further], notes: [...own, ...before, ...said] };
  });
}

/**
 * The texts before the first heading; with the one that has it, if text stands above.
 * @param {Cell[]} cells @param {number[]} prose
 */
function untilHeading(cells, prose) {
  const at = prose.findIndex((place) => firstHeading(cells[place]));
  return at < 0 ? prose : prose.slice(0, at + (firstHeading(cells[prose[at]])?.above ? 1 : 0));
}

/** The texts before those for the time after the lecture. @param {Cell[]} cells @param {number[]} prose */
function untilTheEnd(cells, prose) {
  const at = prose.findIndex((place) => AFTER_THE_LECTURE.includes(firstHeading(cells[place])?.heading ?? ""));
  return at < 0 ? prose : prose.slice(0, at);
}

/** Of all slides those for a lecture of so many minutes. @param {Slide[]} slides @param {number} minutes */
export const planned = (slides, minutes) => (minutes === 20 ? slides.filter(({ short }) => short !== null) : slides);

/** How long a slide takes in a lecture of so many minutes. @param {Slide} slide @param {number} minutes */
export const minutesOf = (slide, minutes) => (minutes === 20 ? slide.short : slide.minutes) ?? 0;
