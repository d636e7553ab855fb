// @ts-check
// The prediction painter: a brush over the image, and at once the disagreement, the matrix, the scores and the goals.

import { scoresOf } from "./counts.js";
import { arrayOf, counted, element, rowsOf, score2 } from "./elements.js";
import { cellsOf, Glow } from "./glow.js";
import { Hand } from "./hand.js";
import { KIND } from "./kinds.js";
import { newPage } from "./page.js";
import { connectKeys, connectPointer, newToolbar, newZoom } from "./painter_controls.js";
import { Painting } from "./painting.js";
import { Board, boardStyles, Comparison, ZOOMS } from "./painting_view.js";
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
    const [over, alone] = [boardStyles, classStyles].map((of) => of(classes, kinds[KIND.ignored]));
    const styles = { over, alone, kinds };
    const [truth, width] = [arrayOf(model.get("truth")), model.get("truth").shape[1]];
    this.model = model;
    this.sent = model.get("prediction");
    this.K = classes.names.length;
    this.painting = new Painting(truth, arrayOf(this.sent), width, this.K);
    this.hand = new Hand(this.painting, classes, model.get("page_goals"));
    this.page = newPage(model, el, "prediction-painter", () => this.tell());
    const cellAt = cellsOf(this.painting, this.K);
    this.glow = new Glow({ ...this.painting, cellAt, names: classes.names, say: (words) => this.page.news.say(words) });
    const [start, image] = [arrayOf(model.get("start")), arrayOf(model.get("image"))];
    this.board = new Board(this.painting, start, image, styles, this.glow.newLayer());
    this.comparison = new Comparison(this.painting, classes, styles, () => this.glow.newLayer());
    this.toolbar = newToolbar(this, styles);
    this.matrix = newCounts(classes);
    this.glow.connect(this.matrix.cells);
    this.goals = newGoals(model.get("page_goals"));
    this.scoreRows = newScoreRows(model.get("page_scores"), model.get("page_goals"));
    this.zoom = newZoom(this);
    this.page.news.line.classList.remove("unseen"); // as it tells what undo and the cursor found
    const told = [...this.goals.lists, this.page.news.line, this.scoreRows.table, this.matrix.box];
    this.page.root.append(
      this.toolbar.box,
      element(
        "div",
        { class: "panels" },
        element("div", { class: "seen" }, this.newFigure(), this.comparison.box),
        element("div", { class: "numbers" }, ...told),
      ),
      connectKeys(this),
    );
  }

  /** The board, and what is said of it. */
  newFigure() {
    const caption = element("figcaption", {}, "Your prediction, over the picture", this.zoom.box);
    return element("figure", {}, caption, this.board.box);
  }

  /** Show where the hand is, and ring the cell of its pixel. */
  showHand() {
    const [x, y] = this.hand.cursor;
    this.board.showHand(this.hand);
    this.glow.ring(y * this.painting.width + x);
  }

  /** Show the picture a step larger or smaller, around a place of the page, or else around the cursor. */
  zoomBy(/** @type {number} */ by, /** @type {import("./painting_view.js").InPage} */ place = this.board.cursor()) {
    const { board } = this;
    board.zoomTo(ZOOMS[ZOOMS.indexOf(board.zoom) + by] ?? board.zoom, place);
    this.zoom.show(board.zoom);
    this.page.news.say(`The picture is shown ${counted(board.zoom, "time")} as large.`);
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
      this.glow.show();
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
    const isScored = this.model.get("page_scores").length > 0; // a lesson may not have taught any score yet
    const scores = isScored ? ` Pixel accuracy ${score2(accuracy)}, mean IoU ${score2(mean)}.` : "";
    this.page.news.say(`${words}.${scores}${this.goals.news()}`);
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
  painter.zoom.show(1);
  painter.page.news.stop();
  painter.goals.news(); // what is met from the start is not news
  return painter.page.follow({ prediction: () => painter.follow() });
}

export default { render };
