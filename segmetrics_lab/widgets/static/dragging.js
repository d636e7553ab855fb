// @ts-check
// Dragging: a pointer that is followed from where it goes down on a board until it is lifted.

/**
 * Follow one pointer at a time: `start` returns what `move` is given again with every step, `end` hears how it ended,
 * and `hover` hears of a pointer that moves without being down.
 * @typedef {(event: PointerEvent) => void} Hear
 * @type {<Grip>(board: GlobalEventHandlers & Element, listeners: { start: (event: PointerEvent) => Grip,
 *   move: (event: PointerEvent, grip: Grip) => void, end?: Hear, hover?: Hear }) => void}
 */
export function dragging(board, { start, move, end = () => {}, hover = () => {} }) {
  /** @type {{ pointer: number, grip: ReturnType<typeof start> } | null} */
  let held = null;
  /** @type {Hear} */
  const lift = (event) => {
    if (event.pointerId !== held?.pointer) return;
    held = null;
    end(event);
  };
  board.addEventListener("pointerdown", (event) => {
    if (event.button || held) return;
    board.setPointerCapture(event.pointerId);
    held = { pointer: event.pointerId, grip: start(event) };
  });
  board.addEventListener("pointermove", (event) => {
    if (!held) hover(event);
    else if (event.pointerId === held.pointer) move(event, held.grip);
  });
  board.addEventListener("pointerup", lift);
  board.addEventListener("pointercancel", lift);
}

/**
 * Where a pointer is in an element: across and down, each 0 to 1 inside.
 * @type {(element: Element, pointer: { clientX: number, clientY: number }) => [number, number]}
 */
export function placeIn(element, { clientX, clientY }) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [(clientX - left) / width, (clientY - top) / height];
}

/**
 * Hear where a pointer is as long as it is down; a finger that scrolls the page is not heard.
 * @type {(board: GlobalEventHandlers & Element, hear: Hear) => void}
 */
export const following = (board, hear) =>
  dragging(board, {
    start: (event) => {
      if (event.pointerType !== "touch") hear(event);
    },
    move: hear,
    end: (event) => {
      if (event.type === "pointerup") hear(event);
    },
  });
