// @ts-check
// The pair of frames: the selected one, and beside it the training frame that is most like it.

import { element, write } from "./elements.js";
import { drawFrame, isInTest, SIDES } from "./frames.js";
import { contextOf } from "./patterns.js";

/** @import { Pictures, SentFrame } from "./frames.js" */

/** What the selected frame is called, and what is said of it where nobody asks about it: for each side. */
const TITLES = ["Unused frame", "Training frame", "Test frame", "Test frame"];
const UNASKED = [
  "This frame is neither in the training nor in the test.",
  "The model learned from this frame, and is not judged by it.",
];
const NOTE =
  "Grey steps: how much two pictures differ on average, once both are made grey and tiny: " +
  "0 for the same picture, 255 for black and white.";

/** A place for a frame (none at -1) and its name. @param {SentFrame[]} frames @param {Pictures} pictures */
function newPlace(frames, pictures) {
  const { height, width } = pictures;
  const canvas = element("canvas", { role: "img", width, height });
  const title = element("strong", {});
  const name = element("span", { class: "note" });
  /** @type {(at: number, kind: string) => void} */
  const put = (at, kind) => {
    if (at < 0) contextOf(canvas).clearRect(0, 0, width, height);
    else drawFrame(canvas, pictures, at);
    canvas.classList.toggle("blank", at < 0);
    canvas.setAttribute("aria-label", at < 0 ? "empty" : frames[at].name);
    write(title, kind);
    write(name, at < 0 ? "none" : frames[at].name);
  };
  return { figure: element("figure", {}, canvas, element("figcaption", {}, title, name)), put };
}

/** Both frames, and how much they differ. @param {SentFrame[]} frames @param {Pictures} pictures */
export function newPair(frames, pictures) {
  const [selected, nearest] = [newPlace(frames, pictures), newPlace(frames, pictures)];
  const words = element("p", { class: "distance" });
  const note = element("p", { class: "note" }, NOTE);
  /** @type {(at: number, title: string, near: number, text: string) => void} */
  const put = (at, title, near, text) => {
    selected.put(at, title);
    nearest.put(near, "Nearest training frame");
    write(words, text);
  };
  /**
   * Show the frame at a place, or none; returns what there is to say.
   * @type {(run: { sides: number[], nearest: number[], words: string[] }, at: number) => string}
   */
  const show = (run, at) => {
    if (at < 0) {
      put(-1, TITLES[2], -1, "Select a frame marked ? to see the training frame most like it.");
      return "No frame is selected.";
    }
    const side = run.sides[at];
    const near = isInTest(side) ? run.nearest[at] : -1;
    const text = near < 0 ? UNASKED[side] : run.words[at];
    put(at, TITLES[side], near, text);
    const beside = near < 0 ? "" : `Nearest training frame: ${frames[near].name}, `;
    return `${frames[at].name}, ${SIDES[side].word}. ${beside}${text}`;
  };
  return { box: element("div", { class: "pair" }, words, selected.figure, nearest.figure, note), show };
}
