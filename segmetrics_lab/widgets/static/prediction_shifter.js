// @ts-check
// The prediction shifter: drag the prediction off the truth, and at once the disagreement, the scores and their trail.

import { scoresOf } from "./counts.js";
import { dragging, placeIn } from "./dragging.js";
import { arrayOf, counted, element, keyHelp, newId, rowsOf, score2, within, write } from "./elements.js";
import { newFigure } from "./figures.js";
import { ARROWS, cellsOf, Glow } from "./glow.js";
import { wrongWords } from "./kinds.js";
import { newPage } from "./page.js";
import { newCounts, newGoals, newScoreRows, newSlider } from "./panels.js";
import { newPicture } from "./shifter_picture.js";
import { Shifting } from "./shifting.js";
import { Trail } from "./trail.js";

/**
 * @import { AnyModel, Render } from "@anywidget/types"
 * @import { SentArray } from "./elements.js"
 * @import { SentGoal, SentScore } from "./panels.js"
 * @import { SentClasses, SentKind } from "./patterns.js"
 * @import { Movement, SentMovable } from "./shifting.js"
 *
 * The traits of PredictionShifter that cross.
 * @typedef Model
 * @property {string} words
 * @property {SentKind[]} kinds
 * @property {SentClasses & { background: number }} classes
 * @property {number[]} cosines
 * @property {string[]} dashes
 * @property {SentMovable[]} movable
 * @property {number} most_grow
 * @property {SentScore[]} page_scores
 * @property {SentGoal[]} page_goals
 * @property {SentArray} truth
 * @property {number[]} offset
 * @property {number} grow
 * @property {number} angle
 * @property {number[][]} matrix
 */

const HALF_TURN = 180;
const STRIDE = 5;
const TURN = 15;
const SHIFT_KEYS = [
  ["Arrows", "slide by 1 pixel (Shift: by 5)"],
  ["+ −", "grow or shrink by 1 pixel"],
  [", .", "rotate by 1 degree, counterclockwise or clockwise (Shift: by 15)"],
  ["R", "back onto the truth, with a new trail"],
];
/** @type {Record<string, number>} */
const GROWS = { "+": 1, "=": 1, "-": -1, _: -1, "−": -1 };
/** @type {Record<string, number>} */
const TURNS = { ",": -1, "<": -1, ";": -1, ".": 1, ">": 1, ":": 1 };

/** How the prediction is moved, in words: the same as in widgets.prediction_shifter. @param {Movement} movement */
function wordsOf({ offset: [right, down], grow, angle }) {
  const across = right ? [`${Math.abs(right)} ${right > 0 ? "right" : "left"}`] : [];
  const along = down ? [`${Math.abs(down)} ${down > 0 ? "down" : "up"}`] : [];
  const parts =
    right || down ? [`slid ${[...across, ...along].join(" and ")} (${Math.hypot(right, down).toFixed(1)} pixels)`] : [];
  if (grow) parts.push(`${grow > 0 ? "grown" : "shrunk"} by ${counted(Math.abs(grow), "pixel")}`);
  if (angle)
    parts.push(`rotated by ${counted(Math.abs(angle), "degree")} ${angle > 0 ? "clockwise" : "counterclockwise"}`);
  return parts.length ? parts.join(", ") : "not moved";
}

/** The prediction that is moved, and all that follows it. */
class Shifter {
  taking = false;
  words = "";

  constructor(/** @type {AnyModel<Model>} */ model, /** @type {HTMLElement} */ el) {
    const [classes, movable] = [model.get("classes"), model.get("movable")];
    this.model = model;
    this.page = newPage(model, el, "prediction-shifter");
    this.mostGrow = model.get("most_grow");
    this.shifting = new Shifting({
      truth: arrayOf(model.get("truth")),
      width: model.get("truth").shape[1],
      K: classes.names.length,
      background: classes.background,
      movable,
      cosines: model.get("cosines"),
    });
    this.now = element("p", { id: newId("now") });
    const cellAt = cellsOf(this.shifting, this.shifting.K);
    this.glow = new Glow({ ...this.shifting, cellAt, names: classes.names, say: (words) => this.page.news.say(words) });
    this.picture = newPicture(model, this.shifting, this.now.id, this.glow.newLayer());
    this.grow = this.newSlider("Grow or shrink", "grow", this.mostGrow);
    this.angle = this.newSlider("Rotate", "angle", HALF_TURN);
    this.matrix = newCounts(classes);
    this.glow.connect(this.matrix.cells);
    this.goals = newGoals(model.get("page_goals"));
    this.scoreRows = newScoreRows(model.get("page_scores"), model.get("page_goals"));
    this.trail = new Trail(movable, classes, model.get("dashes"));
    this.page.root.append(...this.goals.lists, this.newPanels(), this.page.news.line, keyHelp(SHIFT_KEYS));
    this.show();
    this.goals.news(); // what is met from the start is not news
  }

  /** @type {(label: string, trait: "grow" | "angle", most: number) => ReturnType<typeof newSlider>} */
  newSlider(label, trait, most) {
    const move = (/** @type {number} */ value) => this.take({ [trait]: Math.round(value) + 0 });
    return newSlider({ label, least: -most, most, move });
  }

  newPanels() {
    const again = element("button", { type: "button", title: "R", click: () => this.restart() }, "Back onto the truth");
    const seen = element(
      "div",
      { class: "seen" },
      newFigure("The prediction over the truth: drag it", this.picture.board),
      this.picture.legend,
      this.grow.box,
      this.angle.box,
      element("div", { class: "placed" }, again, this.now),
      this.matrix.box,
    );
    const numbers = element("div", { class: "numbers" }, this.trail.box, this.scoreRows.table);
    return element("div", { class: "panels" }, seen, numbers);
  }

  movement() {
    return { offset: this.model.get("offset"), grow: this.model.get("grow"), angle: this.model.get("angle") };
  }

  /** Show the prediction where the model has it; returns the scores. */
  show() {
    const { shifting } = this;
    const movement = this.movement();
    const { offset, grow, angle } = movement;
    shifting.moveTo(offset, grow, angle);
    const scores = scoresOf(shifting.counts, shifting.K);
    this.picture.show(offset);
    this.glow.show();
    this.matrix.show(shifting.counts);
    this.scoreRows.show(scores);
    this.goals.show(scores);
    this.trail.show(movement, scores.iou);
    this.grow.show(grow, grow ? wordsOf({ offset: [0, 0], grow, angle: 0 }) : "as large as the truth");
    this.angle.show(angle, angle ? wordsOf({ offset: [0, 0], grow: 0, angle }) : "not rotated");
    this.words = wordsOf(movement);
    write(this.now, `The prediction is ${this.words}.`);
    return scores;
  }

  /** After a change, from the page or from Python: show it, tell the page at once, and say what happened. */
  follow() {
    if (this.taking || this.words === wordsOf(this.movement())) return;
    const scores = this.show();
    const { counts, K } = this.shifting;
    this.model.set("matrix", rowsOf(counts, K));
    const judged = `Pixel accuracy ${score2(scores.pixel_accuracy)}, ${this.trail.words(scores.iou)}`;
    const wrong = wrongWords(this.picture.kinds, false);
    this.page.news.say(`The prediction is ${this.words}: ${wrong}. ${judged}.${this.goals.news()}`);
  }

  /** Take a movement from the reader: show it at once, tell Python after a rest. @param {Partial<Movement>} movement */
  take(movement) {
    this.taking = true;
    this.page.take(movement);
    this.taking = false;
    this.follow();
  }

  /** @type {(right: number, down: number) => void} */
  slideTo(right, down) {
    const { width, height } = this.shifting;
    this.take({ offset: [within(-width, right, width) + 0, within(-height, down, height) + 0] });
  }

  /** Back onto the truth, with a new trail. */
  restart() {
    this.trail.restart();
    this.words = "";
    this.take({ offset: [0, 0], grow: 0, angle: 0 });
  }

  /** Move by a key. @param {KeyboardEvent} event */
  press(event) {
    const { key, shiftKey } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { offset, grow, angle } = this.movement();
    if (key in ARROWS) {
      const [right, down] = ARROWS[key].map((step, at) => offset[at] + step * (shiftKey ? STRIDE : 1));
      this.slideTo(right, down);
    } else if (key in GROWS) this.take({ grow: within(-this.mostGrow, grow + GROWS[key], this.mostGrow) });
    else if (key in TURNS)
      this.take({ angle: within(-HALF_TURN, angle + TURNS[key] * (shiftKey ? TURN : 1), HALF_TURN) });
    else if (key.toLowerCase() === "r") this.restart();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** @type {Render<Model>} */
function render({ model, el }) {
  const shifter = new Shifter(model, el);
  const { paper } = shifter.picture;
  const { width, height } = shifter.shifting;
  paper.addEventListener("keydown", (event) => shifter.press(event));
  dragging(paper, {
    start: ({ clientX, clientY }) => {
      shifter.picture.handle.remove();
      return { clientX, clientY, from: model.get("offset") };
    },
    move: (event, { clientX, clientY, from }) => {
      const box = paper.getBoundingClientRect();
      const right = Math.round(((event.clientX - clientX) / box.width) * width);
      const down = Math.round(((event.clientY - clientY) / box.height) * height);
      shifter.slideTo(from[0] + right, from[1] + down);
    },
    hover: (event) => {
      const [x, y] = placeIn(paper, event);
      const inside = x >= 0 && x < 1 && y >= 0 && y < 1;
      shifter.glow.ring(inside ? Math.floor(y * height) * width + Math.floor(x * width) : -1);
    },
  });
  paper.addEventListener("pointerleave", () => shifter.glow.ring(-1));
  const follow = () => shifter.follow();
  return shifter.page.follow({ offset: follow, grow: follow, angle: follow });
}

export default { render };
