// @ts-check
// The stage: the notebook over the whole window, its headline above and a line below, and what may lie over it.

import { button, element } from "./elements.js";
import { TABLE } from "./keys.js";
import { isForClass } from "./lab.js";

/** @import { LabCell, Panel } from "./lab.js" */

const LEAST_ZOOM = 0.4;
const MOST_ZOOM = 2;
/** What is laid out for a whole slide of this size, and would crowd in a narrower one. */
const EXPLORER = ".present-here .segmetrics:not(.predict-first, .draw-first, .room-vote)";
const LAID_OUT_FOR = [1280, 720];
const HALVINGS = 7;
const SENTENCE_MS = 8000;

export class Stage {
  /** @param {{ back: () => void, advance: () => void }} turn */
  constructor(turn) {
    this.root = document.documentElement;
    this.headline = element("h2", { class: "present-headline" });
    this.errors = element("div", { class: "present-errors", role: "alert" });
    this.status = element("span", { role: "status" });
    this.place = element("span");
    this.foot = element("div", { class: "present-foot" }, this.status, this.place);
    this.foot.append(button("‹", "back", turn.back), button("›", "next", turn.advance));
    this.blank = element("div", { class: "present-blank", hidden: "" });
    this.dialog = element("dialog", { class: "present-dialog" });
    document.body.append(this.foot, this.blank, this.dialog);
    this.zoom = 1;
    this.sizes = new ResizeObserver(() => this.shrink());
    window.addEventListener("resize", () => this.isOn && this.fit());
  }

  get isOn() {
    return this.root.classList.contains("present-on");
  }

  /** Let the notebook fill the window, with every cell in the page at once. @param {Panel} panel */
  enter(panel) {
    this.panel = panel;
    const notebook = panel.content;
    this.outer = /** @type {HTMLElement} */ (panel.node.querySelector(".jp-WindowedPanel-outer"));
    const { scrollTop } = this.outer;
    this.before = { scrollTop, config: notebook.notebookConfig, active: notebook.activeCellIndex, mode: notebook.mode };
    notebook.notebookConfig = { ...notebook.notebookConfig, windowingMode: "none" };
    panel.node.classList.add("present-panel", "segmetrics-wide");
    for (let up = panel.node.parentElement; up && up !== document.body; up = up.parentElement) {
      up.classList.add("present-up"); // nothing above the panel may hold it back
    }
    this.root.classList.add("present-on");
    panel.node.append(this.headline);
    this.outer.prepend(this.errors);
  }

  /** Put everything back where it was. */
  leave() {
    this.close();
    this.sizes.disconnect();
    this.root.classList.remove("present-on", "present-code", "present-title");
    for (const up of document.querySelectorAll(".present-up")) up.classList.remove("present-up");
    for (const part of [this.headline, this.errors]) part.remove();
    const { panel, outer, before } = this;
    if (!panel || !outer || !before) return;
    panel.node.classList.remove("present-panel", "segmetrics-wide");
    for (const { node } of panel.content.widgets) {
      node.classList.remove("present-here", "present-failed", "present-secret");
    }
    outer.style.removeProperty("zoom");
    panel.content.notebookConfig = before.config;
    panel.content.activeCellIndex = before.active;
    panel.content.mode = before.mode;
    // JupyterLab measured the panel as it filled the window.
    for (let widget = /** @type {Panel | null} */ (panel); widget; widget = widget.parent) widget.fit?.();
    window.dispatchEvent(new Event("resize"));
    requestAnimationFrame(() => requestAnimationFrame(() => outer.scrollTo({ top: before.scrollTop })));
  }

  /**
   * @param {string} headline @param {string} place @param {LabCell[]} cells @param {Map<LabCell, string>} failed
   * @param {boolean} isTitle
   */
  show(headline, place, cells, failed, isTitle) {
    this.root.classList.toggle("present-title", isTitle);
    this.headline.textContent = headline;
    this.place.textContent = place;
    this.errors.replaceChildren(...[...failed.values()].map((sentence) => element("p", {}, sentence)));
    this.sizes.disconnect();
    for (const cell of this.panel?.content.widgets ?? []) {
      cell.node.classList.toggle("present-here", cells.includes(cell));
      cell.node.classList.toggle("present-failed", failed.has(cell)); // the sentence takes the place of its traceback
      cell.node.classList.toggle("present-secret", isForClass(cell)); // the code of a vote holds its answer
    }
    this.fit();
    for (const { node } of cells) this.sizes.observe(node);
  }

  /** The largest size at which all of the slide is in the window; text flows anew at every size. */
  fit(largest = MOST_ZOOM) {
    const { outer, panel } = this;
    if (!outer || !panel) return;
    const ofSlide = Math.min(innerWidth / LAID_OUT_FOR[0], innerHeight / LAID_OUT_FOR[1]);
    const most = panel.node.querySelector(EXPLORER) ? Math.min(largest, ofSlide) : largest;
    panel.node.style.setProperty("--present-top", `${this.headline.offsetHeight}px`);
    outer.scrollTo(0, 0);
    let [low, high] = [LEAST_ZOOM, most];
    for (let n = 0; n < HALVINGS; n++) {
      outer.style.zoom = String(n ? (low + high) / 2 : high); // first the largest
      if (!this.isCut()) {
        low = Number(outer.style.zoom);
        if (low === high) break;
      } else if (n) high = Number(outer.style.zoom);
    }
    this.zoom = low;
    outer.style.zoom = String(low);
  }

  isCut() {
    const { scrollHeight = 0, clientHeight = 0, scrollWidth = 0, clientWidth = 0 } = this.outer ?? {};
    return scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1;
  }

  /** What a cell or a widget adds may make the slide smaller, never larger: nothing grows under the hand. */
  shrink() {
    if (this.isOn && this.isCut()) this.fit(this.zoom);
  }

  /** What goes on now, as long as it does. @param {string} words */
  progress(words) {
    clearTimeout(this.timer);
    this.status.textContent = words;
    this.foot.classList.toggle("present-busy", words !== "");
  }

  /** Say a sentence, and take it away again. @param {string} sentence */
  say(sentence) {
    this.progress(sentence);
    this.timer = setTimeout(() => this.progress(""), SENTENCE_MS);
  }

  /** Close what lies over the slide, and say whether anything did. */
  close() {
    const isOpen = this.dialog.open || !this.blank.hidden;
    this.dialog.close();
    this.blank.hidden = true;
    return isOpen;
  }

  toggleBlank() {
    if (!this.close()) this.blank.hidden = false;
  }

  toggleCode() {
    this.root.classList.toggle("present-code");
    this.fit();
  }

  openKeys() {
    const rows = TABLE.map(([keys, what]) => element("tr", {}, element("th", {}, keys), element("td", {}, what)));
    this.open("Keys", element("table", {}, ...rows));
  }

  /**
   * All headlines; one that is chosen is shown.
   * @param {string[]} headlines @param {number} at @param {(n: number) => void} go
   */
  openOverview(headlines, at, go) {
    const lines = headlines.map((headline, n) => {
      const choose = () => {
        this.close();
        go(n);
      };
      return button(`${n + 1}  ${headline}`, `${n + 1}  ${headline}`, choose);
    });
    lines[at].setAttribute("aria-current", "true");
    const list = element("div", { class: "present-overview" }, ...lines);
    list.addEventListener("keydown", (event) => {
      const now = lines.indexOf(/** @type {any} */ (document.activeElement));
      /** @type {Record<string, number>} */
      const steps = {
        ArrowDown: 1,
        ArrowRight: 1,
        ArrowUp: -1,
        ArrowLeft: -1,
        Home: -now,
        End: lines.length - 1 - now,
      };
      if (!(event.key in steps)) return;
      event.preventDefault();
      lines[now + steps[event.key]]?.focus();
    });
    this.open("Slides", list);
    lines[at].focus();
  }

  /** @param {string} name @param {HTMLElement} content */
  open(name, content) {
    if (this.close()) return; // the same key closes
    this.dialog.setAttribute("aria-label", name);
    this.dialog.replaceChildren(element("h2", {}, name), content);
    this.dialog.showModal();
  }
}
