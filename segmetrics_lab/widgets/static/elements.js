// @ts-check
// What the widgets build their pages from: elements, numbers as words, arrays of bytes, a table of keys.

/** @typedef {string | number | boolean | null | undefined | ((event: any) => void)} Attribute */

/**
 * An element with attributes (functions become listeners) and children (texts or elements).
 * @type {<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes?: Record<string, Attribute>,
 *   ...children: (string | Node)[]) => HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, String(value));
  }
  made.append(...children);
  return made;
}

/** Set attributes. @type {(node: Element, attributes: Record<string, string | number>) => void} */
export function setAll(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
}

let made = 0;
/** An id that no other element of the page has. @param {string} word */
export const newId = (word) => `segmetrics-${word}-${++made}-${Math.random().toString(36).slice(2, 8)}`;

/** A number with so many places, a tie to the even digit: so Python rounds, and toFixed does not. */
export function fixed(/** @type {number} */ value, /** @type {number} */ places) {
  const text = value.toFixed(places);
  const isTie = (Math.abs(value) * 2 ** (places + 1)) % 2 === 1;
  return isTie && Number(text.at(-1)) % 2 ? (value - Math.sign(value) * 10 ** -(places + 2)).toFixed(places) : text;
}

/** The number nearest to a value from least to most. @type {(least: number, value: number, most: number) => number} */
export const within = (least, value, most) => Math.min(most, Math.max(least, value));

const MOST_PLACES = 4;
/** What a sum of floats may be off by. */
const ROUNDING_ERROR = 1e-12;

/**
 * A score that is never shown as 0, 1 or a limit unless it is exactly that, as in pictures.score_text.
 * @type {(value: number, places: number, limits?: number[]) => string}
 */
export function scoreText(value, places, limits = []) {
  if (Number.isNaN(value)) return "undefined";
  const near = [-1, 0, 1, ...limits].reduce((a, b) => (Math.abs(value - b) < Math.abs(value - a) ? b : a));
  if (Math.abs(value - near) <= ROUNDING_ERROR) return fixed(near, places);
  for (let more = places; more <= Math.max(places, MOST_PLACES); more++) {
    const text = fixed(value, more);
    if (Number(text) !== near) return text;
  }
  const step = 10 ** -MOST_PLACES;
  return value > near ? `under ${fixed(near + step, MOST_PLACES)}` : `over ${fixed(near - step, MOST_PLACES)}`;
}
export const score3 = (/** @type {number} */ value) => scoreText(value, 3);
export const score2 = (/** @type {number} */ value) => scoreText(value, 2);

/** A count as text, with commas between thousands. @param {number} count */
export const whole = (count) => count.toLocaleString("en-US");
/** A count with its unit: "1 pixel", "1,200 pixels". @type {(count: number, unit?: string) => string} */
export const counted = (count, unit = "pixel") => `${whole(count)} ${unit}${count === 1 ? "" : "s"}`;

/** Write a text where it differs: the page is not laid out for nothing. @type {(node: Node, text: string) => void} */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

const ARRAYS = { uint8: Uint8Array, int16: Int16Array, float32: Float32Array, float64: Float64Array };

/**
 * An array as Python sends it.
 * @template {keyof typeof ARRAYS} [Dtype="uint8"]
 * @typedef {{ shape: number[], dtype: Dtype, data: DataView }} SentArray
 */

/**
 * The array that Python sent, as a typed array of its own.
 * @template {keyof typeof ARRAYS} Dtype @param {SentArray<Dtype>} sent
 */
export function arrayOf({ dtype, data }) {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  return /** @type {InstanceType<(typeof ARRAYS)[Dtype]>} */ (new ARRAYS[dtype](bytes.buffer));
}

/** The maps of a stack that Python sent. @param {SentArray} sent */
export function mapsOf(sent) {
  const all = arrayOf(sent);
  const size = all.length / sent.shape[0];
  return Array.from({ length: sent.shape[0] }, (_, at) => all.subarray(at * size, (at + 1) * size));
}

/** A matrix as lists of rows becomes a flat list, and the other way round. @param {number[][]} rows */
export const flat = (rows) => Float64Array.from(rows.flat());
/** @type {(counts: number[] | Float64Array, K: number) => number[][]} */
export const rowsOf = (counts, K) =>
  Array.from({ length: K }, (_, row) => Array.from(counts.slice(row * K, row * K + K)));

/** What signs stand for: each a patch or a sample with its words. @param {(string | Node)[][]} entries */
export const legendOf = (...entries) =>
  element("p", { class: "legend" }, ...entries.map((entry) => element("span", {}, ...entry)));

/** A table of keys and what they do, folded away behind a question mark. @param {string[][]} keys */
export function keyHelp(keys) {
  const rows = keys.map(([key, action]) =>
    element("tr", {}, element("th", { scope: "row" }, element("kbd", {}, key)), element("td", {}, action)),
  );
  const mark = element("summary", { "aria-label": "Keys", title: "Keys" }, "?");
  return element("details", { class: "keys" }, mark, element("table", {}, ...rows));
}
