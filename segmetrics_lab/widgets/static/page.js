// @ts-check
// The page of a widget: its root, its news for screen readers, what waits for a rest, and how all of it ends.

import { element, write } from "./elements.js";

const REST_MS = 150;
const NEWS_MS = 250;
const TINT_MS = 160;

/** Run the code cell of JupyterLab that comes after this one, by the key that does so there. @param {Element} cell */
function runNext(cell) {
  let next = cell.nextElementSibling;
  while (next && !(next.classList.contains("jp-CodeCell") && next.checkVisibility())) next = next.nextElementSibling;
  if (!(next instanceof HTMLElement)) return;
  next.focus({ preventScroll: true }); // it becomes the active cell
  const enter = { key: "Enter", code: "Enter", keyCode: 13, which: 13, shiftKey: true };
  next.dispatchEvent(new KeyboardEvent("keydown", { ...enter, bubbles: true, cancelable: true }));
}

/** Close the table of the keys where it is open, and say whether it was. @param {HTMLElement} root */
function closeKeys(root) {
  const keys = root.querySelector("details.keys[open]");
  keys?.removeAttribute("open");
  return keys !== null;
}

/**
 * The root of a widget: a named group that keeps its keys to itself.
 * In JupyterLab an `x` that leaks deletes the cell. What goes with Ctrl or Cmd is left to the notebook, and so is
 * Alt + Enter. Shift + Enter goes on below the widget's own cell, and Escape back to it: from an open table of keys,
 * it first closes that. Who comes in with Tab sees as much of the widget as the window can hold.
 * @type {(words: string, kind: string) => HTMLElement}
 */
function newRoot(words, kind) {
  const root = element("div", { class: `segmetrics ${kind}`, role: "group", "aria-label": words });
  root.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const withControl = ctrlKey || metaKey;
    if (key === "Enter" && (withControl || altKey)) return;
    if (!withControl || event.defaultPrevented) event.stopPropagation();
    if (key === "Escape" && closeKeys(root)) return;
    /** @type {HTMLElement | null} */
    const cell = root.closest(".jp-Cell");
    if (!cell) return;
    if (key === "Escape") cell.focus({ preventScroll: true });
    if (key !== "Enter" || !shiftKey) return;
    event.preventDefault(); // else it also presses the button that has the focus
    runNext(cell);
  });
  root.addEventListener("keyup", ({ key, target }) => {
    if (key !== "Tab" || !(target instanceof Element)) return;
    for (const part of [root, target]) part.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  return root;
}

/** Call something once nothing has asked for it for a while; `now` does it at once where it is still due. */
function afterRest(/** @type {() => void} */ call, /** @type {number} */ wait) {
  let timer = 0;
  const stop = () => {
    clearTimeout(timer);
    timer = 0;
  };
  const run = () => {
    stop();
    call();
  };
  const due = () => {
    clearTimeout(timer);
    timer = setTimeout(run, wait);
  };
  return { stop, due, now: () => timer && run() };
}

/** A line that screen readers read out, once nothing more happens; the eye mostly has the same in the parts. */
function newsLine() {
  const line = element("p", { class: "news unseen", role: "status", "aria-live": "polite" });
  let news = "";
  const { due, stop } = afterRest(() => write(line, news), NEWS_MS);
  const say = (/** @type {string} */ text) => {
    news = text;
    due();
  };
  return { line, say, stop };
}

/**
 * The page of a widget. `rest` tells Python once the reader rests, by default what has been set in the model; `take`
 * sets traits for the reader: the page follows at once, Python after a rest. `follow` calls a listener whenever its
 * trait changes, and returns what ends the widget: it stops listening, and tells Python what is still due.
 * @template {Record<string, any> & { words: string }} Model
 * @param {import("@anywidget/types").AnyModel<Model>} model @param {HTMLElement} el @param {string} kind
 */
export function newPage(model, el, kind, tell = () => model.save_changes()) {
  const root = newRoot(model.get("words"), kind);
  const news = newsLine();
  const rest = afterRest(tell, REST_MS);
  el.append(root);
  const take = (/** @type {Partial<Model>} */ traits) => {
    const entries = /** @type {[keyof Model & string, any][]} */ (Object.entries(traits));
    for (const [trait, value] of entries) model.set(trait, value);
    rest.due();
  };
  const follow = (/** @type {Partial<Record<keyof Model & string, () => void>>} */ listeners) => {
    const entries = /** @type {[keyof Model & string, () => void][]} */ (Object.entries(listeners));
    for (const [trait, listener] of entries) model.on(`change:${trait}`, listener);
    return () => {
      for (const [trait, listener] of entries) model.off(`change:${trait}`, listener);
      news.stop();
      rest.now();
    };
  };
  return { root, news, rest, take, follow };
}

/** Tint numbers that change after a rest; not while a pointer drags, and not for those who want no motion. */
export function tintChanges(/** @type {HTMLElement} */ root) {
  const isStill = matchMedia("(prefers-reduced-motion: reduce)");
  let changed = -Infinity;
  const observer = new MutationObserver((changes) => {
    const isRest = performance.now() - changed > REST_MS;
    changed = performance.now();
    if (!isRest || isStill.matches || root.matches(":active")) return;
    for (const { target } of changes) {
      const isNumber = target instanceof HTMLElement && target.matches(".number, .value");
      if (isNumber) target.animate([{ background: "var(--rule)" }, {}], TINT_MS);
    }
  });
  observer.observe(root, { subtree: true, childList: true });
}
