// @ts-check
// The pair of frames: the selected one, and with it the training frame that is most like it.

import { element, write } from "./elements.js";
import { isInTest, newFrame, SIDES } from "./frames.js";

/** @import { SentFrame } from "./frames.js" */

/** What the selected frame is called, and what is said of it where nobody asks about it: for each side. */
const TITLES = ["Unused frame", "Training frame", "Test frame", "Test frame"];
const UNASKED = [
  "This frame is neither in the training nor in the test.",
  "The model learned from this frame, and is not judged by it.",
];
/** What a distance is. */
export const GREY_STEPS =
  "Grey steps: how much two pictures differ on average, once both are made grey and tiny: " +
  "0 for the same picture, 255 for black and white.";

/** A place for a frame and its name. */
function newPlace() {
  const frame = newFrame();
  const title = element("strong", {});
  const name = element("span", { class: "note" });
  const figure = element("figure", {}, frame.box, element("figcaption", {}, title, " ", name));
  /** @type {(sent: SentFrame, side: number, called: string) => void} */
  const show = (sent, side, called) => {
    frame.show(sent, side);
    frame.image.alt = sent.name;
    write(title, called);
    write(name, sent.name);
  };
  return { figure, show };
}

/** Both frames, and how much they differ. @param {SentFrame[]} frames */
export function newPair(frames) {
  const [selected, nearest] = [newPlace(), newPlace()];
  const words = element("p", { class: "distance" });
  /**
   * Show the frame at a place; returns what there is to say.
   * @type {(run: { sides: number[], nearest: number[], words: string[] }, at: number) => string}
   */
  const show = (run, at) => {
    const side = run.sides[at];
    const near = isInTest(side) ? run.nearest[at] : -1;
    const text = near < 0 ? UNASKED[side] : run.words[at];
    selected.show(frames[at], side, TITLES[side]);
    nearest.figure.hidden = near < 0;
    if (near >= 0) nearest.show(frames[near], run.sides[near], "Nearest training frame");
    write(words, text);
    const beside = near < 0 ? "" : `Nearest training frame: ${frames[near].name}, `;
    return `${frames[at].name}, ${SIDES[side]}. ${beside}${text}`;
  };
  return { box: element("div", { class: "pair" }, selected.figure, words, nearest.figure), show };
}
