// @ts-check
// The widgets of a page without a kernel, and the answers in it that wait for a guess.

import { begin } from "../segmetrics_lab/widgets/static/standalone.js";

/**
 * @import { Widget } from "../segmetrics_lab/widgets/static/standalone.js"
 *
 * The place of a widget, once it lives.
 * @typedef {HTMLElement & { model?: { get: (name: string) => any, on: EventTarget["addEventListener"] } }} Place
 */

/** The widgets of this page by the names of their modules. @type {Record<string, Widget>} */
const known = {};

/** The places whose widgets have begun to start. @type {WeakMap<Element, Promise<void>>} */
const begun = new WeakMap();

/** Start the widget of a place, at most once. @param {HTMLElement} place */
function startAt(place) {
  const started = begun.get(place) ?? begin(known[place.dataset.widget ?? ""], place);
  begun.set(place, started);
  return started;
}

/**
 * Start all widgets below an element but in answers that wait; each starts once, however often this is called.
 * @param {ParentNode} root
 */
function start(root) {
  /** @type {HTMLElement[]} */
  const places = [...root.querySelectorAll("[data-widget]")].filter((place) => place instanceof HTMLElement);
  return Promise.all(places.filter((place) => !place.closest("[data-answers][hidden]")).map(startAt));
}

/** Put what is folded in its place: all but the line that opens it. @param {Element} folded */
function unfold(folded) {
  const shown = document.createElement("div");
  shown.append(...[...folded.childNodes].filter((node) => node.nodeName !== "SUMMARY"));
  folded.replaceWith(shown);
  return start(shown);
}

/** Hide an answer until the question of a place is answered. @type {(folded: HTMLElement, place: Place) => void} */
async function holdUntil(folded, place) {
  const words = document.createElement("p");
  words.className = "segmetrics-waits";
  words.textContent = "Guess first: what this shows waits for your guess above.";
  folded.before(words);
  folded.hidden = true;
  await startAt(place);
  const open = () => {
    words.remove();
    unfold(folded);
  };
  const { model } = place;
  if (!model) {
    words.remove();
    folded.hidden = false; // nobody can guess here, so that it stays folded, as in a page without scripts
  } else if (model.get("guess") !== null || model.get("skipped")) open();
  else for (const trait of ["guess", "skipped"]) model.on(`change:${trait}`, open, { once: true });
}

/**
 * Let the answers below an element wait for their guesses, where the page asks for these: see answers_html in Python.
 * @param {ParentNode} root
 */
function gate(root) {
  for (const folded of root.querySelectorAll("details[data-answers]:not([hidden])")) {
    const key = folded.getAttribute("data-answers");
    const place = document.querySelector(`[data-widget][data-asks="${key}"]`);
    if (folded instanceof HTMLElement && place instanceof HTMLElement) holdUntil(folded, place);
  }
}

Object.assign(window, { segmetrics: { start, gate } });
