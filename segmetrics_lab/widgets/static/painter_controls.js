// @ts-check
// The controls of the painter: its buttons, its pointer, its keys.

import { dragging } from "./dragging.js";
import { element } from "./elements.js";
import { SIZES } from "./hand.js";
import { lineBetween } from "./painting.js";
import { choice, newChoices } from "./panels.js";
import { swatch } from "./patterns.js";

/**
 * @import { Place } from "./painting.js"
 * @import { Painter } from "./prediction_painter.js"
 */

/** The keys and what they do, in words. */
export const KEYS = [
  ["Arrows", "move the cursor by half a brush (Alt: by one pixel)"],
  ["Space or Enter", "use the tool at the cursor"],
  ["Shift + arrows", "paint on the way"],
  ["B", "brush"],
  ["E", "eraser: paints the background"],
  ["F", "fill what hangs together"],
  ["0 to 9", "class with this number"],
  ["N", "next class"],
  ["[ ]", "smaller or larger brush"],
  ["Z", "undo"],
  ["Y", "redo"],
  ["V", "hide or show the prediction"],
  ["R", "back to the start"],
];
/** @type {Record<string, Place>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** A dot that grows with the brush. */
function dot(/** @type {number} */ size) {
  const side = `${4 + 3.2 * Math.log2(size + 1)}px`;
  return element("span", { class: "dot", style: `width:${side};height:${side}` });
}

/** A button that does something at once. @type {(text: string, key: string, click: () => void) => HTMLButtonElement} */
const action = (text, title, click) => element("button", { type: "button", title, click }, text);

/** The toolbar, of what the hand can be and what the painter can do. */
export function newToolbar(/** @type {Painter} */ painter, /** @type {import("./patterns.js").Style[]} */ styles) {
  const { hand, painting } = painter;
  const classes = newChoices(
    "Class",
    hand.names.map((name, k) => ({ label: `class ${k}: ${name}`, content: [swatch(styles[k], 22, 16), name] })),
    (k) => painter.choose(hand.withClass(k)),
  );
  const tools = newChoices(
    "Tool",
    hand.tools.map((tool) => ({ label: tool, content: [tool] })),
    (at) => painter.choose({ tool: hand.tools[at] }),
  );
  const sizes = newChoices(
    "Brush size",
    SIZES.map((size) => ({ label: `brush ${size} pixel${size > 1 ? "s" : ""} wide`, content: [dot(size)] })),
    (size) => painter.choose({ size }),
  );
  const undo = action("Undo", "Z", () => painter.step("undo"));
  const redo = action("Redo", "Y", () => painter.step("redo"));
  const hide = choice(false, () => painter.choose({ hidden: !hand.hidden }), "Hide the prediction", "Hide");
  const steps = element(
    "div",
    { class: "choices", role: "group", "aria-label": "Steps" },
    undo,
    redo,
    hide,
    action("Start again", "R", () => painter.again()),
  );
  const show = () => {
    classes.show(hand.cls);
    tools.show(hand.tools.indexOf(hand.tool));
    sizes.show(hand.size);
    hide.setAttribute("aria-pressed", String(hand.hidden));
  };
  const showSteps = () => {
    undo.disabled = !painting.done.length && !painting.open?.at.length;
    redo.disabled = !painting.undone.length;
  };
  return { box: element("div", { class: "toolbar" }, classes.row, tools.row, sizes.row, steps), show, showSteps };
}

/** Paint with a pointer, as one step from where it goes down to where it is lifted. @type {(painter: Painter) => void} */
export function connectPointer(painter) {
  const { board, hand, painting } = painter;
  const follow = (/** @type {PointerEvent} */ event) => {
    hand.goTo(board.pointUnder(event));
    board.showHand(hand);
  };
  dragging(board.paper, {
    start: (event) => {
      follow(event);
      painting.begin();
      hand.use([hand.cursor]);
      painter.changed();
    },
    move: (event) => {
      const before = hand.cursor;
      const passed = event.getCoalescedEvents?.() ?? [];
      for (const step of passed.length ? passed : [event]) {
        const from = hand.goTo(board.pointUnder(step));
        if (hand.tool !== "fill") hand.use(lineBetween(from, hand.cursor));
      }
      board.showHand(hand);
      if (before.some((part, at) => part !== hand.cursor[at])) painter.changed();
    },
    end: () => painter.changed(hand.done(painting.finish())),
    hover: follow,
  });
}

/** Move the hand by half a brush or one pixel; with Shift it paints on the way. */
function move(/** @type {Painter} */ painter, /** @type {KeyboardEvent} */ event, /** @type {Place} */ [dx, dy]) {
  const { board, hand } = painter;
  const stride = event.altKey ? 1 : Math.max(1, hand.brush >> 1);
  const from = hand.goTo([hand.cursor[0] + dx * stride, hand.cursor[1] + dy * stride]);
  board.showHand(hand);
  if (event.shiftKey && hand.tool !== "fill") painter.once([from, ...lineBetween(from, hand.cursor)]);
  else painter.page.news.say(hand.found());
}

/** What each key does that moves nothing. @type {(painter: Painter) => Record<string, (event: KeyboardEvent) => void>} */
const actionsOf = (painter) => ({
  " ": () => painter.once([painter.hand.cursor]),
  enter: () => painter.once([painter.hand.cursor]),
  b: () => painter.choose({ tool: "brush" }),
  f: () => painter.choose({ tool: "fill" }),
  e: () => painter.hand.tools.includes("eraser") && painter.choose({ tool: "eraser" }),
  n: () => painter.choose({ cls: (painter.hand.cls + 1) % painter.K }),
  v: () => painter.choose({ hidden: !painter.hand.hidden }),
  "[": () => painter.choose({ size: Math.max(0, painter.hand.size - 1) }),
  "]": () => painter.choose({ size: Math.min(SIZES.length - 1, painter.hand.size + 1) }),
  z: (event) => painter.step(event.shiftKey ? "redo" : "undo"),
  y: () => painter.step("redo"),
  r: () => painter.again(),
});

/** Let the keys of the board move and use the hand. @type {(painter: Painter) => void} */
export function connectKeys(painter) {
  const actions = actionsOf(painter);
  painter.board.paper.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    const withControl = event.ctrlKey || event.metaKey;
    if (withControl && key !== "z" && key !== "y") return;
    if (event.key in MOVES) move(painter, event, MOVES[event.key]);
    else if (key in actions) actions[key](event);
    else if (/^[0-9]$/.test(key) && Number(key) < painter.K) painter.choose(painter.hand.withClass(Number(key)));
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
