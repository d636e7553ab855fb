// @ts-check
// A model without a kernel: what a page needs so that a widget lives in it alone.

/** @typedef {{ render: (props: { model: Standalone, el: HTMLElement }) => void }} Widget */

const UNSTARTED = "This cannot be used in this browser. Shown is how it was at first.";

/** The bytes that Python has deflated. @param {string} text */
const inflated = async (text) => {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new DataView(await new Response(stream).arrayBuffer());
};

/** The state that stands in a page. @param {string} text @returns {Promise<Record<string, any>>} */
const revived = async (text) => {
  /** @type {Promise<void>[]} */
  const waiting = [];
  /** @type {(holder: any, name: string, sent: string) => Promise<void>} */
  const fill = async (holder, name, sent) => {
    holder[name] = await inflated(sent);
  };
  const state = JSON.parse(text, function (name, value) {
    if (typeof value?.deflated === "string") waiting.push(fill(this, name, value.deflated));
    return value;
  });
  await Promise.all(waiting);
  return state;
};

/** Keeps the traits, and tells the listeners when one changes. */
class Standalone extends EventTarget {
  on = this.addEventListener;
  off = this.removeEventListener;

  constructor(/** @type {Record<string, any>} */ state) {
    super();
    this.state = state;
  }

  get(/** @type {string} */ name) {
    return this.state[name];
  }

  /** @param {string} name @param {any} value */
  set(name, value) {
    if (this.state[name] === value) return;
    this.state[name] = value;
    this.dispatchEvent(new Event(`change:${name}`));
  }

  save_changes() {}
}

/**
 * Put the widget in the place of its still picture; where that cannot be, the picture stays.
 * @type {(widget: Widget, page: Element) => Promise<void>}
 */
export const begin = async (widget, page) => {
  const state = page.querySelector("script[type='application/json']");
  try {
    const model = new Standalone(await revived(state?.textContent ?? ""));
    const live = document.createElement("div");
    widget.render({ model, el: live });
    page.replaceChildren(live);
    Object.assign(page, { model });
  } catch (error) {
    console.warn(error);
    const words = document.createElement("p");
    words.textContent = UNSTARTED;
    page.append(words);
  }
  page.removeAttribute("aria-busy");
};

/** Begin in every place that waits for this widget. @type {(widget: Widget, place: string) => void} */
export function start(widget, place) {
  for (const page of document.querySelectorAll(`[data-segmetrics="${place}"][aria-busy]`)) begin(widget, page);
}
