// What the widgets build their pages from: elements, numbers as words, news for screen readers, bytes, keys.

/** An element with attributes (functions become listeners) and children (texts or elements). */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

let made = 0;
/** An id that no other element of the page has. */
export const newId = (word) => `segmetrics-${word}-${++made}-${Math.random().toString(36).slice(2, 8)}`;

export const NO_SCORE = "undefined";
export const score3 = (value) => (Number.isNaN(value) ? NO_SCORE : value.toFixed(3));
export const score2 = (value) => (Number.isNaN(value) ? NO_SCORE : value.toFixed(2));
export const whole = (count) => count.toLocaleString("en-US");

/** Write a text only where it differs, so that the page is not laid out again for nothing. */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** A line that screen readers read out; it waits until nothing more happens, so that it is not talked over. */
export function newsLine() {
  const line = element("p", { class: "news", role: "status", "aria-live": "polite" });
  let timer = 0;
  const say = (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => write(line, text), 250);
  };
  return { line, say, stop: () => clearTimeout(timer) };
}

export const REST_MS = 150;

/** Call something once nothing has asked for it for a while; `now` does it at once where it is still due. */
export function afterRest(call, wait = REST_MS) {
  let timer = 0;
  const run = () => {
    timer = 0;
    call();
  };
  return {
    due: () => {
      clearTimeout(timer);
      timer = setTimeout(run, wait);
    },
    stop: () => {
      clearTimeout(timer);
      timer = 0;
    },
    now: () => {
      if (!timer) return;
      clearTimeout(timer);
      run();
    },
  };
}

/** The array that Python sent, as a typed array of its own. */
export function arrayOf({ dtype, data }) {
  const kinds = { uint8: Uint8Array, float32: Float32Array, float64: Float64Array };
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  return new kinds[dtype](bytes.buffer);
}

/** A matrix as lists of rows becomes a flat list, and the other way round. */
export const flat = (rows) => Float64Array.from(rows.flat());
export const rowsOf = (counts, K) =>
  Array.from({ length: K }, (_, row) => Array.from(counts.slice(row * K, row * K + K)));

/**
 * The root of a widget: a named group that keeps its keys to itself.
 * In JupyterLab an `x` that leaks deletes the cell. What goes with Ctrl or Cmd is left to the notebook.
 */
export function newRoot(model, kind) {
  const root = element("div", { class: `segmetrics ${kind}`, role: "group", "aria-label": model.get("words") });
  root.addEventListener("keydown", (event) => {
    const forNotebook = (event.ctrlKey || event.metaKey) && !event.defaultPrevented;
    if (!forNotebook) event.stopPropagation();
  });
  return root;
}

/** Listen to traits of the model; the returned function stops all of it. */
export function listen(model, listeners) {
  const entries = Object.entries(listeners).map(([trait, listener]) => [`change:${trait}`, listener]);
  for (const [event, listener] of entries) model.on(event, listener);
  return () => entries.forEach(([event, listener]) => model.off(event, listener));
}

/** A table of keys and what they do, folded away. */
export function keyHelp(keys) {
  const rows = keys.map(([key, action]) =>
    element("tr", {}, element("th", { scope: "row" }, element("kbd", {}, key)), element("td", {}, action)),
  );
  return element("details", { class: "keys" }, element("summary", {}, "Keys"), element("table", {}, ...rows));
}

/** A bar as long as a score; empty where it is undefined. */
export function scoreBar() {
  const fill = element("span", { class: "fill" });
  const bar = element("span", { class: "bar", "aria-hidden": "true" }, fill);
  return { bar, show: (value) => (fill.style.transform = `scaleX(${Number.isNaN(value) ? 0 : value})`) };
}
