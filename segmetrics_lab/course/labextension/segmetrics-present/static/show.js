// @ts-check
// The show: which slide is on, what has to run for it, and what each key does.

import { actionOf } from "./keys.js";
import { asInFile, isNotebook, missingIn, Runs } from "./lab.js";
import { Notes } from "./notes.js";
import { minutesOf, planned, slidesOf } from "./slides.js";
import { Stage } from "./stage.js";

/** @import { App, LabCell, Panel } from "./lab.js" */
/** @import { Slide } from "./slides.js" */

const LEFT = "segmetrics-present";

export class Show {
  /** @param {App} app @param {{ minutes: number, from: number, started: string }} wish */
  constructor(app, wish) {
    this.app = app;
    this.wish = wish;
    this.stage = new Stage({ back: () => this.back(), advance: () => this.advance() });
    this.notesWindow = new Notes();
    this.isOn = false;
    this.at = wish.from - 1;
    /** @type {Slide[]} */
    this.slides = [];
    /** How many steps of a slide the room has seen, by the id of its first cell. @type {Map<string, number>} */
    this.seen = new Map();
    /** The cells that failed on the way to a slide, by the place of the slide. @type {Map<number, Set<LabCell>>} */
    this.failed = new Map();
    /** The number of the last order: an older one ends when it sees a newer. */
    this.order = 0;
    this.isBusy = false;
    /** Is the start still at work, and was the key for the next slide pressed meanwhile? */
    this.isStarting = this.isAsked = false;
    /** @type {Promise<boolean>} */
    this.running = Promise.resolve(true);
    window.addEventListener("keydown", (event) => this.key(event), true); // before JupyterLab, on its document
  }

  /** Show the notebook that is open, at the slide at which it was left; run what must have run before. */
  async start() {
    const panel = this.app.shell.currentWidget;
    if (!panel || !isNotebook(panel)) return;
    if (panel !== this.panel) this.take(panel);
    const slides = slidesOf(panel.content.widgets.map(asInFile));
    this.slides = planned(slides, this.wish.minutes);
    if (!this.slides.length) return this.stage.say("This notebook has no slides: open one of the folder lectures.");
    const missing = this.missing();
    if (missing.length) {
      return this.stage.say(`This JupyterLab cannot show slides: it lacks ${missing.join(", ")}. Take the deck.`);
    }
    this.isOn = true;
    this.stage.enter(panel);
    this.at = Math.min(this.at, this.slides.length - 1);
    this.isStarting = true;
    this.isAsked = false;
    await this.go(this.at, this.firstToRun());
    this.isStarting = false;
    if (this.isOn && this.isAsked) await this.advance();
  }

  /** What an upgrade of JupyterLab has taken away. */
  missing() {
    return this.panel ? missingIn(this.app, this.panel) : [];
  }

  /** Begin with another notebook than before. @param {Panel} panel */
  take(panel) {
    this.panel = panel;
    this.runs = new Runs(this.app, panel);
    const [started, path, at] = JSON.parse(localStorage.getItem(LEFT) ?? "[]"); // of a page that was loaded anew
    const isSame = started === this.wish.started && path === panel.context.path;
    this.at = isSame ? at : this.wish.from - 1;
  }

  /** Before a title slide is left, all runs that shows nothing until the first result: so the first key is fast. */
  firstToRun() {
    const steps = this.slides.slice(this.at).flatMap((slide) => slide.steps);
    const code = steps.find((step) => this.cells[step].model.type === "code") ?? 0;
    return code - (this.slide.steps.includes(code) ? 0 : 1);
  }

  stop() {
    this.isOn = false;
    this.order++;
    this.stage.progress("");
    this.stage.leave();
    this.notesWindow.close();
  }

  /** @returns {LabCell[]} */
  get cells() {
    return this.panel?.content.widgets ?? [];
  }

  get slide() {
    return this.slides[this.at];
  }

  /** How many steps of this slide are shown. */
  get shown() {
    return this.seen.get(this.cells[this.slide.steps[0]].model.id) ?? 1;
  }

  set shown(count) {
    this.seen.set(this.cells[this.slide.steps[0]].model.id, count);
  }

  /** Turn to a slide, and run what it needs, or up to a cell. @param {number} n */
  async go(n, last = -1) {
    this.at = n;
    if (n === 0) this.notesWindow.reset(); // the clicker was tried before the lecture
    localStorage.setItem(LEFT, JSON.stringify([this.wish.started, this.panel?.context.path, n]));
    const focused = document.activeElement;
    if (focused instanceof HTMLElement) focused.blur();
    this.draw();
    await this.runUpTo(Math.max(last, this.lastShown));
  }

  /** The place of the last cell that the slide shows now. */
  get lastShown() {
    return this.slide.steps[this.shown - 1];
  }

  /** The code cells up to a place that have not run, or not as they are now. @param {number} last */
  toRun(last) {
    return this.cells.slice(0, last + 1).filter((cell) => !this.runs?.has(cell));
  }

  /** Run what has not run, and say how far it is. @param {number} last */
  async runUpTo(last) {
    const order = ++this.order;
    const isOld = () => order !== this.order;
    await this.running; // a cell that runs for an older order is not run twice
    if (isOld()) return;
    const todo = this.toRun(last);
    this.isBusy = true;
    for (const [n, cell] of todo.entries()) {
      this.stage.progress(todo.length > 1 ? `Running cell ${n + 1} of ${todo.length}` : "Running");
      const run = /** @type {Runs} */ (this.runs).run(cell);
      this.running = run.catch(() => false);
      this.draw(cell);
      const isDone = await this.running;
      if (isOld()) return;
      if (!isDone) return this.giveUp(cell);
      if (this.runs?.errorOf(cell)) this.failed.set(this.at, (this.failed.get(this.at) ?? new Set()).add(cell));
    }
    this.rest();
  }

  rest() {
    this.isBusy = false;
    this.stage.progress("");
    this.draw();
  }

  /** @param {LabCell} cell */
  giveUp(cell) {
    this.rest();
    const number = this.cells.indexOf(cell) + 1;
    this.stage.say(`The kernel did not run cell ${number}. Press Esc, choose Kernel > Restart Kernel, then Alt+P.`);
  }

  /** Show the slide: of its steps those that have run, and the one that runs now. @param {LabCell} [now] */
  draw(now) {
    const { slide, cells, slides, at } = this;
    const steps = slide.steps.slice(0, this.shown).map((step) => cells[step]);
    const visible = steps.filter((cell) => cell === now || this.runs?.has(cell));
    const isTitle = at === 0 && cells[slide.steps[0]].model.type === "markdown";
    this.stage.show(slide.headline, `${at + 1} / ${slides.length}`, visible, this.failures(), isTitle);
    const from = this.minuteOf(at);
    const notes = slide.notes.map((place) => cells[place].node);
    const next = slides[at + 1]?.headline;
    const until = from + minutesOf(slide, this.wish.minutes);
    this.notesWindow.show(
      `slide ${at + 1} of ${slides.length}, minute ${from} to ${until}`,
      notes,
      next ? `Next: ${next}` : "The end",
    );
  }

  /** The sentences about what failed on the way to this slide, and has not been mended. */
  failures() {
    const failed = [...(this.failed.get(this.at) ?? [])].filter((cell) => this.runs?.errorOf(cell));
    const sentence = (/** @type {LabCell} */ cell) =>
      `Cell ${this.cells.indexOf(cell) + 1} failed. ${this.runs?.errorOf(cell)}`;
    return new Map(failed.map((cell) => [cell, sentence(cell)]));
  }

  /** The minute at which a slide begins. @param {number} at */
  minuteOf(at) {
    return this.slides.slice(0, at).reduce((sum, slide) => sum + minutesOf(slide, this.wish.minutes), 0);
  }

  /** One key: what must run, the next step, the next page. What lies over the slide goes first. */
  async advance() {
    if (this.stage.close()) return;
    if (this.isBusy) {
      this.isAsked = this.isStarting; // later on, a second press would turn away what it waits for
      return;
    }
    this.notesWindow.begin(this.minuteOf(this.at));
    const { slide } = this;
    if (this.toRun(this.lastShown).length) return this.runUpTo(this.lastShown);
    if (this.shown < slide.steps.length) {
      this.shown += 1;
      return this.runUpTo(this.lastShown);
    }
    if (this.at + 1 < this.slides.length) return this.go(this.at + 1);
    this.stage.say("This was the last slide. Esc leaves the show.");
  }

  async back() {
    if (!this.stage.close() && this.at > 0) await this.go(this.at - 1);
  }

  code() {
    this.stage.toggleCode();
  }

  blank() {
    this.stage.toggleBlank();
  }

  keys() {
    this.stage.openKeys();
  }

  overview() {
    const headlines = this.slides.map(({ headline }) => headline);
    this.stage.openOverview(headlines, this.at, (n) => this.go(n));
  }

  notes() {
    const isOpen = this.notesWindow.open((event) =>
      event.key === "Escape" ? this.notesWindow.close() : this.key(event),
    );
    if (isOpen) return this.draw();
    this.stage.say("The browser blocked the notes window. Allow pop-ups for this page, then press n again.");
  }

  leave() {
    if (!this.stage.close()) this.stop();
  }

  blur() {
    /** @type {HTMLElement} */ (document.activeElement).blur();
  }

  nothing() {}

  /** @param {KeyboardEvent} event */
  key(event) {
    const action = this.isOn ? actionOf(event) : "";
    if (!action) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this[action]();
  }
}
