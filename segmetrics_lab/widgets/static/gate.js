// @ts-check
// The gate: outputs that answer a question are held in the page as long as it is open. See gate.py.

import { element } from "./elements.js";

const OUTPUT = ".jp-OutputArea-child";
const SHOWN_AT_ONCE = `:has([data-mime-type*="jupyter.error"], [data-mime-type*="jupyter.stderr"])`;
/** Out of sight, of the Tab key and of screen readers, but as wide as ever: what is inside draws itself. */
const HELD = "visibility:hidden!important;position:absolute!important;left:-200vw;max-height:0;overflow:hidden";
const BOX = "display:block!important;padding:12px 16px;border-inline-start:4px solid;opacity:.75";

/**
 * What holds the outputs that answer a question in all of the page: a style, so that nothing has to be searched for
 * when outputs come and go. `open` returns whether something has waited.
 * @param {string} key
 */
export function newGate(key) {
  const sign = `[data-answers="${key}"]`;
  const style = element("style", { "data-gate": key });
  let isHeld = false;
  const hold = () => {
    const outputs = `.jp-OutputArea:has(> ${OUTPUT} ${sign}) > ${OUTPUT}`;
    const held = `${outputs}:not(:has(${sign}), .jp-OutputArea-stdin-item, ${SHOWN_AT_ONCE})`;
    style.textContent = `${held}{${HELD};animation:none!important}${OUTPUT} ${sign}{${BOX}}`;
    document.head.append(style);
    isHeld = true;
  };
  const open = () => {
    for (const other of document.querySelectorAll(`style[data-gate="${key}"]`)) other.remove(); // of other views too
    style.textContent = `${OUTPUT}:has(${sign}) ~ ${OUTPUT}{animation:none!important}`; // it must not start anew
    document.head.append(style);
    isHeld = false;
    return document.querySelector(sign) !== null;
  };
  return { hold, open, leave: () => isHeld && style.remove() };
}
