// @ts-check
// The keys of the show: what each does, and where it is left to the widget or the text that has the focus.

/** @typedef {"advance" | "back" | "code" | "notes" | "blank" | "overview" | "keys" | "leave"} Action */

/** What a clicker sends turns the page wherever the focus is: a slider would take it, too. */
const EVERYWHERE = { PageDown: "advance", PageUp: "back" };
const ON_THE_SLIDE = {
  ArrowRight: "advance",
  " ": "advance",
  ArrowLeft: "back",
  c: "code",
  n: "notes",
  b: "blank",
  ".": "blank",
  o: "overview",
  "?": "keys",
  Escape: "leave",
};
const OWN_KEYS = ".segmetrics, .cm-editor, input, textarea, select, .jp-Dialog, .lm-Menu, dialog";
const TYPED = "input, textarea, select, .cm-editor";
const OF_JUPYTERLAB = /^(.|Enter|Backspace|Delete|Home|End|Arrow.*)$/u;

/** The keys in words, for the page that `?` opens. */
export const TABLE = [
  ["Page Down, Space, →, Shift+Enter", "run and show what comes next"],
  ["Page Up, ←", "back"],
  ["Tab", "into a widget, and on in it: type hands or a guess, Enter"],
  ["o", "overview: go to any slide"],
  ["n", "notes, clock and next slide in a window of their own"],
  ["c", "code"],
  ["b or .", "black screen"],
  ["Esc", "leave a widget; close what is open; leave the show"],
  ["Alt+P", "back into the show"],
];

/**
 * What a key asks for: an action; "" where it stays with what has the focus; "nothing" where JupyterLab would take it
 * for a command, as `x` cuts the cell. Escape is left to a widget, which closes its table of keys before it is left.
 * @param {KeyboardEvent} event @returns {Action | "" | "nothing" | "blur"}
 */
export function actionOf({ key, target, shiftKey, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey) return "";
  const part = /** @type {Element | null} */ (target instanceof Object && "closest" in target ? target : null);
  /** @type {Record<string, any>} */
  const actions = part?.closest(OWN_KEYS) ? EVERYWHERE : { ...EVERYWHERE, ...ON_THE_SLIDE };
  if (key === "Enter" && shiftKey) return "advance";
  if (key === "Escape" && !part?.closest(".segmetrics, .jp-Dialog, .lm-Menu"))
    return part?.closest(TYPED) ? "blur" : "leave";
  if (key in actions && !(key === " " && part?.closest("button, summary"))) return actions[key];
  return part?.closest(`${OWN_KEYS}, button, summary, a`) || !OF_JUPYTERLAB.test(key) ? "" : "nothing";
}
