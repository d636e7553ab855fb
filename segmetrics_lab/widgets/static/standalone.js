// A model without a kernel: what a page needs so that a widget lives in it alone.

/** Values as Python sends them: bytes stand in the page as base64. */
function revived(value) {
  if (Array.isArray(value) || value === null || typeof value !== "object") return value;
  if ("base64" in value) {
    const text = atob(value.base64);
    const bytes = Uint8Array.from(text, (sign) => sign.charCodeAt(0));
    return new DataView(bytes.buffer);
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, revived(part)]));
}

/** Keeps the traits, and tells the listeners when one changes. */
export class Standalone {
  constructor(state) {
    this.state = revived(state);
    this.listeners = new Map();
  }

  get(name) {
    return this.state[name];
  }

  set(name, value) {
    if (this.state[name] === value) return;
    this.state[name] = value;
    for (const listener of [...(this.listeners.get(`change:${name}`) ?? [])]) listener();
  }

  on(event, listener) {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
  }

  off(event, listener) {
    this.listeners.set(
      event,
      (this.listeners.get(event) ?? []).filter((other) => other !== listener),
    );
  }

  save_changes() {}
}

/** Put the widget in the place of its still picture, in every place that waits for this one. */
export function start(widget, place) {
  for (const page of document.querySelectorAll(`[data-segmetrics="${place}"][aria-busy]`)) {
    const model = new Standalone(JSON.parse(page.querySelector("script[type='application/json']").textContent));
    const live = document.createElement("div");
    widget.render({ model, el: live });
    page.replaceChildren(live);
    page.removeAttribute("aria-busy");
    page.model = model;
  }
}
