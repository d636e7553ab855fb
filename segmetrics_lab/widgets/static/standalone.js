// @ts-check
// A model without a kernel: what a page needs so that a widget lives in it alone.

/** Values as Python sends them: bytes stand in the page as base64. @type {(value: any) => any} */
function revived(value) {
  if (Array.isArray(value)) return value.map(revived);
  if (value === null || typeof value !== "object") return value;
  if ("base64" in value) {
    const text = atob(value.base64);
    const bytes = Uint8Array.from(text, (sign) => sign.charCodeAt(0));
    return new DataView(bytes.buffer);
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, revived(part)]));
}

/** Keeps the traits, and tells the listeners when one changes. */
class Standalone extends EventTarget {
  on = this.addEventListener;
  off = this.removeEventListener;

  constructor(/** @type {Record<string, any>} */ state) {
    super();
    /** @type {Record<string, any>} */
    this.state = revived(state);
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
 * Put the widget in the place of its still picture, in every place that waits for this one.
 * @type {(widget: { render: (props: { model: Standalone, el: HTMLElement }) => void }, place: string) => void}
 */
export function start(widget, place) {
  for (const page of document.querySelectorAll(`[data-segmetrics="${place}"][aria-busy]`)) {
    const state = /** @type {HTMLScriptElement} */ (page.querySelector("script[type='application/json']"));
    const model = new Standalone(JSON.parse(state.text));
    const live = document.createElement("div");
    widget.render({ model, el: live });
    page.replaceChildren(live);
    page.removeAttribute("aria-busy");
    Object.assign(page, { model });
  }
}
