// @ts-check
// The window of the lecturer: the clock and the minute at which to be there, the notes, and the next headline.

import { addTo, element } from "./elements.js";

const STYLE = `body { margin: 24px; font: 20px/1.45 system-ui, sans-serif; color-scheme: light dark }
header { display: flex; gap: 2em; align-items: baseline } #clock { font-size: 44px; font-variant-numeric: tabular-nums }
main > * { border-top: 1px solid GrayText }
footer { position: sticky; bottom: 0; border-top: 3px solid GrayText; padding: 12px 0; font-weight: 600 }
footer { background: Canvas }
.jp-InternalAnchorLink { display: none } h2 { font-size: 22px } img { max-width: 100% }`;
const MINUTE_MS = 60_000;

/** Minutes and seconds. @param {number} ms */
export const asClock = (ms) => `${Math.floor(ms / MINUTE_MS)}:${String(Math.floor(ms / 1000) % 60).padStart(2, "0")}`;

export class Notes {
  /** The clock stands until the first page is turned. @type {number | null} */
  began = null;

  /** Open the window, and say whether the browser let it. @param {(event: KeyboardEvent) => void} key */
  open(key) {
    this.window = window.open("", "segmetrics-notes", "popup,width=760,height=680");
    if (!this.window) return false;
    const page = this.window.document;
    page.title = "Notes";
    page.head.replaceChildren(element("style", {}, STYLE));
    this.clock = element("span", { id: "clock" });
    this.about = element("span");
    this.text = element("main");
    this.next = element("footer");
    page.body.replaceChildren(element("header", {}, this.clock, this.about), this.text, this.next);
    page.onkeydown = key; // a clicker speaks to the window that was clicked last
    clearInterval(this.timer);
    this.timer = setInterval(() => this.tick(), 500);
    this.tick();
    return true;
  }

  tick() {
    if (this.clock) this.clock.textContent = asClock(this.began === null ? 0 : Date.now() - this.began);
  }

  /** Begin the clock, at this minute of the lecture, if it does not run. @param {number} minute */
  begin(minute) {
    this.began ??= Date.now() - minute * MINUTE_MS;
  }

  /** Set the clock back: it begins anew with the next page. */
  reset() {
    this.began = null;
  }

  /** @param {string} about @param {HTMLElement[]} cells @param {string} next */
  show(about, cells, next) {
    if (!this.window || this.window.closed || !this.about || !this.text || !this.next) return;
    this.about.textContent = about;
    this.next.textContent = next;
    this.text.replaceChildren(
      ...cells.map((cell) => addTo(element("div"), cell.querySelector(".jp-RenderedMarkdown"))),
    );
    this.window.scrollTo(0, 0);
  }

  close() {
    clearInterval(this.timer);
    this.window?.close();
  }
}
