// @ts-check
// The controls of the painter: its buttons, its pointer, its keys.

import { dragging } from "./dragging.js";
import { element, keyHelp, within } from "./elements.js";
import { ARROWS } from "./glow.js";
import { SIZES } from "./hand.js";
import { lineBetween } from "./painting.js";
import { ZOOMS } from "./painting_view.js";
import { choice, newChoices } from "./panels.js";
import { swatch } from "./patterns.js";

/**
 * @import { Painter } from "./prediction_painter.js"
 */

/** A dot that grows with the brush. */
function dot(/** @type {number} */ size) {
  const side = `${4 + 3.2 * Math.log2(size + 1)}px`;
  return element("span", { class: "dot", style: `width:${side};height:${side}` });
}

/** A button that does something at once. @type {(text: string, key: string, click: () => void) => HTMLButtonElement} */
const action = (text, title, click) => element("button", { type: "button", title, click }, text);

/** The buttons of the painter. */
export function newToolbar(/** @type {Painter} */ painter, /** @type {import("./painting_view.js").Styles} */ styles) {
  const { hand, painting } = painter;
  const { names } = hand.classes;
  const classes = newChoices(
    "Class",
    names.map((name, k) => [`class ${k}: ${name}`, swatch(styles.alone[k], 22, 16), name]),
    (k) => painter.choose(hand.withClass(k)),
  );
  const tools = newChoices(
    "Tool",
    hand.tools.map((tool) => [tool, tool]),
    (at) => painter.choose({ tool: hand.tools[at] }),
  );
  const sizes = newChoices(
    "Brush size",
    SIZES.map((size) => [`brush ${size} pixel${size > 1 ? "s" : ""} wide`, dot(size)]),
    (size) => painter.choose({ size }),
  );
  const undo = action("Undo", "Z", () => painter.step("undo"));
  const redo = action("Redo", "Y", () => painter.step("redo"));
  const hide = choice(false, () => painter.choose({ hidden: !hand.hidden }), "Hide the prediction", "Hide");
  const again = action("Start again", "R", () => painter.again());
  const steps = element("div", { class: "choices", role: "group", "aria-label": "Steps" }, undo, redo, hide, again);
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

/** Paint with a pointer, as one step from where it goes down to where it is lifted. */
export function connectPointer(/** @type {Painter} */ painter) {
  const { board, hand, painting } = painter;
  const follow = (/** @type {PointerEvent} */ event) => {
    hand.goTo(board.pointUnder(event));
    painter.showHand();
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
      painter.showHand();
      if (before.some((part, at) => part !== hand.cursor[at])) painter.changed();
    },
    end: () => painter.changed(hand.done(painting.finish())),
    hover: follow,
  });
  for (const gone of ["pointerleave", "blur"]) board.paper.addEventListener(gone, () => painter.glow.ring(-1));
  board.paper.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    painter.zoomBy(event.deltaY < 0 ? 1 : -1, event);
  });
}

/** Two buttons that show the picture larger or smaller, and between them how large it is. */
export function newZoom(/** @type {Painter} */ painter) {
  const now = element("span", { class: "now" });
  const [less, more] = [-1, 1].map((by) =>
    action(by < 0 ? "−" : "+", by < 0 ? "smaller: −" : "larger: +", () => painter.zoomBy(by)),
  );
  less.setAttribute("aria-label", "Show the picture smaller");
  more.setAttribute("aria-label", "Show the picture larger");
  const show = (/** @type {number} */ zoom) => {
    now.textContent = `${Number(zoom.toFixed(1))}×`;
    less.disabled = zoom <= 1;
    more.disabled = zoom >= ZOOMS[ZOOMS.length - 1];
  };
  return { box: element("span", { class: "zoom" }, less, now, more), show };
}

/** Move the hand by half a brush or one pixel; with Shift it paints on the way. */
function move(/** @type {Painter} */ painter, /** @type {KeyboardEvent} */ event) {
  const { board, hand } = painter;
  const [dx, dy] = ARROWS[event.key];
  const stride = event.altKey ? 1 : Math.max(1, SIZES[hand.size] >> 1);
  const from = hand.goTo([hand.cursor[0] + dx * stride, hand.cursor[1] + dy * stride]);
  painter.showHand();
  board.cross.scrollIntoView({ block: "nearest", inline: "nearest" });
  if (event.shiftKey && hand.tool !== "fill") painter.once([from, ...lineBetween(from, hand.cursor)]);
  else painter.page.news.say(hand.found());
}

/** What the keys do: how they are called, what the help says, which ones they are, and what is done. */
function commandsOf(/** @type {Painter} */ painter) {
  const { hand } = painter;
  const canErase = hand.tools.includes("eraser");
  const [arrows, digits] = [Object.keys(ARROWS).map((key) => key.toLowerCase()), [..."0123456789"].slice(0, painter.K)];
  const resize = (/** @type {number} */ by) => within(0, hand.size + by, SIZES.length - 1);
  const zoom = (/** @type {KeyboardEvent} */ { key }) => painter.zoomBy("+=".includes(key) ? 1 : -1);
  /** @type {[string, string, string[], (event: KeyboardEvent) => void][]} */
  const commands = [
    ["Arrows", "move the cursor by half a brush (Alt: by one pixel)", arrows, (event) => move(painter, event)],
    ["Space or Enter", "use the tool at the cursor", [" ", "enter"], () => painter.once([hand.cursor])],
    ["Shift + arrows", "paint on the way", [], () => {}],
    ["B", "brush", ["b"], () => painter.choose({ tool: "brush" })],
    ["E", "eraser: paints the background", ["e"], () => canErase && painter.choose({ tool: "eraser" })],
    ["F", "fill a connected area", ["f"], () => painter.choose({ tool: "fill" })],
    ["0 to 9", "class with this number", digits, ({ key }) => painter.choose(hand.withClass(Number(key)))],
    ["N", "next class", ["n"], () => painter.choose({ cls: (hand.cls + 1) % painter.K })],
    ["[ ]", "smaller or larger brush", ["[", "]"], ({ key }) => painter.choose({ size: resize(key === "[" ? -1 : 1) })],
    ["+ −", "show the picture larger or smaller (also Ctrl + wheel)", ["+", "=", "-", "−", "_"], zoom],
    ["Z", "undo", ["z"], ({ shiftKey }) => painter.step(shiftKey ? "redo" : "undo")],
    ["Y", "redo", ["y"], () => painter.step("redo")],
    ["V", "hide or show the prediction", ["v"], () => painter.choose({ hidden: !hand.hidden })],
    ["R", "back to the start", ["r"], () => painter.again()],
  ];
  return commands;
}

/** Let the keys of the board use the hand, and undo with Ctrl everywhere; returns their help. */
export function connectKeys(/** @type {Painter} */ painter) {
  const commands = commandsOf(painter);
  const press = (/** @type {KeyboardEvent} */ event) => {
    const key = event.key.toLowerCase();
    const withControl = event.ctrlKey || event.metaKey;
    const isHere = withControl ? key === "z" || key === "y" : event.target === painter.board.paper;
    const command = commands.find(([, , keys]) => keys.includes(key));
    if (!command || !isHere || (key === "enter" && (event.shiftKey || event.altKey))) return;
    command[3](event);
    event.preventDefault();
  };
  painter.page.root.addEventListener("keydown", press, { capture: true }); // before the root lets Ctrl leave
  return keyHelp(commands.map(([name, words]) => [name, words]));
}
