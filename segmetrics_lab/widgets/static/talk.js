// @ts-check
// The talk between two votes: two minutes on a clock that is started by hand, can be paused, and makes no noise.

import { element, write } from "./elements.js";

const TALK_S = 120;
const TICK_MS = 200;

/** Minutes and seconds: "1:05". @param {number} seconds */
const clockText = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/**
 * The clock and its button; `ended` is called once the time is up. `stop` ends it without a word.
 * @type {(ended: () => void) => { clock: HTMLElement, button: HTMLElement, stop: () => void }}
 */
export function newTimer(ended) {
  const clock = element("p", { class: "clock", role: "timer", "aria-label": "Time left" }, clockText(TALK_S));
  const button = element("button", { type: "button", class: "main", click: toggle }, "Start the clock");
  let [left, since, ticking] = [TALK_S * 1000, 0, 0];

  const leftNow = () => Math.max(0, left - (ticking ? performance.now() - since : 0));
  function stop() {
    left = leftNow();
    clearInterval(ticking);
    ticking = 0;
  }
  function tick() {
    write(clock, clockText(Math.ceil(leftNow() / 1000)));
    if (leftNow() > 0) return;
    stop();
    ended();
  }
  function toggle() {
    if (ticking) stop();
    else {
      since = performance.now();
      ticking = setInterval(tick, TICK_MS);
    }
    write(button, ticking ? "Pause" : "Go on");
  }
  return { clock, button, stop };
}
