// @ts-check
// The plugin: the key that starts and ends the show, and the start by itself after `segmetrics present`.

import { addStyle } from "./elements.js";
import { openedNotebook } from "./lab.js";
import { Show } from "./show.js";

/** @import { App } from "./lab.js" */
/** @typedef {{ notebook: string, minutes: number, from: number, started: string }} Wish asked of the command */

/**
 * The wish, as `segmetrics present` wrote it into the settings of the page; null where another command started
 * JupyterLab. An address that names another notebook wins.
 */
function readWish() {
  const settings = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");
  if (!settings.segmetricsPresent) return null;
  const wish = /** @type {Wish} */ (JSON.parse(settings.segmetricsPresent));
  return { ...wish, notebook: settings.treePath || wish.notebook };
}

/** @param {App} app */
function activate(app) {
  for (const sheet of ["present.css", "figures.css"]) addStyle(new URL(sheet, import.meta.url).href);
  const wish = readWish();
  const show = new Show(app, wish ?? { notebook: "", minutes: 45, from: 1, started: "" });
  Object.assign(window, { segmetricsPresent: show }); // for the tests, and for whoever looks for a fault
  app.commands.addCommand("segmetrics:present", {
    label: "Present this Lecture",
    execute: () => (show.isOn ? show.stop() : show.start()),
  });
  app.commands.addKeyBinding({ command: "segmetrics:present", keys: ["Alt P"], selector: "body" });
  if (wish) openedNotebook(app, wish.notebook).then(() => show.start()); // not awaited: JupyterLab awaits its plugins
}

export default { id: "segmetrics-present:plugin", autoStart: true, activate };
