// @ts-check
// The prediction painter: a brush over the image, and at once the disagreement, the matrix, the scores and the goals.

import { scoresOf } from "./counts.js";
import { arrayOf, element, rowsOf, score2 } from "./elements.js";
import { newFigure } from "./figures.js";
import { Hand } from "./hand.js";
import { KIND } from "./kinds.js";
import { newPage } from "./page.js";
import { connectKeys, connectPointer, newToolbar } from "./painter_controls.js";
import { Painting } from "./painting.js";
import { Board, Comparison } from "./painting_view.js";
import { newCounts, newGoals, newScoreRows } from "./panels.js";
import { classStyles, styleOfKind } from "./patterns.js";

/**
 * @import { SentArray } from "./elements.js"
 * @import { Place } from "./painting.js"
 * @import { SentGoal, SentScore } from "./panels.js"
 * @import { SentClasses, SentKind } from "./patterns.js"
 *
 * The traits of PredictionPainter that cross.
 * @typedef Model
 * @property {string} words
 * @property {SentKind[]} kinds
 * @property {SentArray} image
 * @property {SentArray} truth
 * @property {SentArray} start
 * @property {SentArray} prediction
 * @property {number[][]} matrix
 * @property {SentClasses} classes
 * @property {SentScore[]} page_scores
 * @property {SentGoal[]} page_goals
 */

/** What is painted, the hand that paints it, and what is shown and said of both. */
export class Painter {
  constructor(/** @type {import("@anywidget/types").AnyModel<Model>} */ model, /** @type {HTMLElement} */ el) {
    const classes = model.get("classes");
    const kinds = model.get("kinds").map(styleOfKind);
    const over = classStyles(classes, kinds[KIND.ignored], 0.55);
    const alone = classStyles(classes, kinds[KIND.ignored]);
    const styles = { over, alone, kinds };
    const [truth, width] = [arrayOf(model.get("truth")), model.get("truth").shape[1]];
    this.model = model;
    this.sent = model.get("prediction");
    this.K = classes.names.length;
    this.painting = new Painting(truth, arrayOf(this.sent), width, this.K);
    this.hand = new Hand(this.painting, classes);
    this.page = newPage(model, el, "prediction-painter", () => this.tell());
    this.board = new Board(this.painting, arrayOf(model.get("image")), styles);
    this.comparison = new Comparison(this.painting, classes, styles);
    this.toolbar = newToolbar(this, styles);
    this.matrix = newCounts(classes);
    this.scoreRows = newScoreRows(model.get("page_scores"));
    this.goals = newGoals(model.get("page_goals"));
    const figure = newFigure("Your prediction, over the picture", this.board.box);
    const told = [...this.goals.lists, this.page.news.line, this.scoreRows.table];
    this.page.root.append(
      this.toolbar.box,
      element("div", { class: "panels" }, element("div", { class: "seen" }, figure, ...told), this.comparison.box),
      this.matrix.box,
      connectKeys(this),
    );
  }

  /** Tell Python what is painted. */
  tell() {
    this.sent = { ...this.sent, data: new DataView(this.painting.prediction.slice().buffer) };
    this.model.set("prediction", this.sent);
    this.model.save_changes();
  }

  /** Show what changed since it was last shown: both canvases, matrix, scores, goals. */
  show() {
    const part = this.painting.takeTouched();
    if (part) {
      this.board.draw(part);
      this.comparison.draw(part);
    }
    const scores = scoresOf(this.painting.counts, this.K);
    this.matrix.show(this.painting.counts);
    this.scoreRows.show(scores);
    this.goals.show(scores);
    this.toolbar.showSteps();
    return scores;
  }

  /** After a gesture: show, tell the page at once and Python after a rest, and say what happened. */
  changed(words = "") {
    const { mean_iou: mean, pixel_accuracy: accuracy } = this.show();
    this.model.set("matrix", rowsOf(this.painting.counts, this.K));
    this.page.rest.due();
    if (!words) return;
    this.page.news.say(`${words}. Pixel accuracy ${score2(accuracy)}, mean IoU ${score2(mean)}.${this.goals.news()}`);
    this.comparison.describe();
  }

  /** Show what is chosen, and say it. */
  choose(/** @type {Partial<Hand>} */ chosen) {
    Object.assign(this.hand, chosen);
    this.toolbar.show();
    this.board.paper.style.opacity = this.hand.hidden ? "0" : "1";
    this.board.showHand(this.hand);
    this.page.news.say(this.hand.chosen());
  }

  /** Use the tool along a line, as one step. */
  once(/** @type {Place[]} */ line) {
    this.painting.begin();
    this.hand.use(line);
    this.changed(this.hand.done(this.painting.finish()));
  }

  /** Go one step back or forth. */
  step(/** @type {"undo" | "redo"} */ kind) {
    if (this.painting[kind]()) this.changed(kind === "undo" ? "Undone" : "Done again");
    else this.page.news.say(`There is nothing to ${kind}.`);
  }

  again() {
    const moved = this.painting.replace(arrayOf(this.model.get("start")));
    if (moved) this.changed("Back to the start; undo brings your painting back");
    else this.page.news.say("This is the start.");
  }

  /** Take a prediction that was set from Python. */
  follow() {
    if (this.model.get("prediction") === this.sent) return;
    this.sent = this.model.get("prediction");
    this.painting.replace(arrayOf(this.sent));
    this.changed("The prediction was set from Python");
    this.page.rest.stop();
  }
}

/** @type {import("@anywidget/types").Render<Model>} */
function render({ model, el }) {
  const painter = new Painter(model, el);
  connectPointer(painter);
  painter.show();
  painter.comparison.describe();
  painter.choose({});
  painter.page.news.stop();
  painter.goals.news(); // what is met from the start is not news
  return painter.page.follow({ prediction: () => painter.follow() });
}

export default { render };
