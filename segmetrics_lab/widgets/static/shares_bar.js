// @ts-check
// The bar of shares: the pixels that are counted as one bar, and each score as a bracket over the pixels that it is a
// fraction of, thick over those that are right. As in plots.fractions.

import { svg } from "./charts.js";
import { ratio } from "./counts.js";
import { element, score3, setAll, whole, write } from "./elements.js";
import { LINE_STYLES } from "./line_styles.js";

/**
 * @typedef {"missed" | "found" | "extra" | "rest"} Share
 * @typedef {Record<Share, number>} Shares how many pixels each has
 * @typedef {{ name: string, of: Share[], right: Share[] }} Bracket
 */

/** From left to right, so that every score is a fraction of neighbours. @type {Share[]} */
const SHARE_ORDER = ["missed", "found", "extra", "rest"];
/** @type {Bracket[]} */
const OF_ALL = [{ name: "accuracy", of: SHARE_ORDER, right: ["found", "rest"] }];
/** @type {Bracket[]} */
const OF_OBJECT = [
  { name: "recall", of: ["missed", "found"], right: ["found"] },
  { name: "precision", of: ["found", "extra"], right: ["found"] },
  { name: "IoU", of: ["missed", "found", "extra"], right: ["found"] },
];
/** Words stand in parts that are at least so much of the bar. */
const ROOM = 0.16;

const pixelsOf = (/** @type {Shares} */ shares, /** @type {Share[]} */ some) =>
  some.reduce((sum, share) => sum + shares[share], 0);

/** Put a span over some neighbours. @type {(span: Element, shares: Shares, order: Share[], some: Share[]) => void} */
function putSpan(span, shares, order, some) {
  const all = Math.max(1, pixelsOf(shares, order));
  const [start, part] = [order.slice(0, order.indexOf(some[0])), some].map((each) => pixelsOf(shares, each) / all);
  setAll(span, { x: `${100 * start}%`, width: `${100 * part}%` });
  span.classList.toggle("narrow", part < ROOM);
}

/** A score and its bracket: a thin line over its pixels, thick ones over the right ones. @param {Bracket} bracket */
function newBracket({ name, of, right }) {
  const value = element("strong", { class: "value" });
  const ends = ["0", "100%"].map((x) => svg("line", { x1: x, x2: x, y1: 2, y2: 14 }));
  const thin = svg("svg", {}, svg("line", { x2: "100%", y1: 8, y2: 8 }), ...ends);
  const spans = [
    { some: of, span: thin },
    ...right.map((one) => ({ some: [one], span: svg("rect", { y: 5, height: 6 }) })),
  ];
  const style = `--line:${LINE_STYLES[name.toLowerCase()].color}`;
  const track = svg("svg", { style, height: 16, "aria-hidden": "true" }, ...spans.map(({ span }) => span));
  return { of, right, value, spans, drawn: [element("span", {}, `${name} `, value), track] };
}

/** A bar of some shares under its title, and the brackets below it. */
function newBar(/** @type {string} */ title, /** @type {Share[]} */ order, /** @type {Bracket[]} */ brackets) {
  const words = element("span", {});
  const parts = order.map((share) =>
    svg(
      "svg",
      { class: share, style: `--line:var(--${share === "found" ? "found-area" : share})` },
      svg("rect", { width: "100%", height: 22 }),
      svg("text", { x: "50%", y: 16 }, share),
    ),
  );
  const bar = svg("svg", { class: "parts", height: 22, "aria-hidden": "true" }, ...parts);
  const rows = brackets.map(newBracket);
  const show = (/** @type {Shares} */ shares) => {
    write(words, `${whole(pixelsOf(shares, order))} ${title}`);
    for (const [at, share] of order.entries()) putSpan(parts[at], shares, order, [share]);
    for (const { of, right, value, spans } of rows) {
      write(value, score3(ratio(pixelsOf(shares, right), pixelsOf(shares, of))));
      for (const { some, span } of spans) putSpan(span, shares, order, some);
    }
  };
  return { box: element("div", {}, words, bar, ...rows.flatMap(({ drawn }) => drawn)), show };
}

/** The bar of all pixels, and beside it the same without the rest, which only accuracy counts. */
export function newSharesBar() {
  const bars = [newBar("pixels", SHARE_ORDER, OF_ALL), newBar("without rest", SHARE_ORDER.slice(0, 3), OF_OBJECT)];
  const box = element("div", { class: "shares" }, ...bars.map((bar) => bar.box));
  const show = (/** @type {Shares} */ shares) => {
    for (const bar of bars) bar.show(shares);
  };
  return { box, show };
}
