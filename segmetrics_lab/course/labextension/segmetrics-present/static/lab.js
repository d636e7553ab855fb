// @ts-check
// All that the show takes from JupyterLab: what an upgrade of it can break is here and in present.css.

/** @typedef {{ connect(slot: (sender: any, args: any) => void): void }} Signal */
/** @typedef {{ id: string, type: string, sharedModel: { source: string }, getMetadata(key: string): any }} Model */
/** @typedef {{ model: Model, node: HTMLElement }} LabCell */
/**
 * @typedef {object} Notebook
 * @property {LabCell[]} widgets @property {number} activeCellIndex @property {string} mode
 * @property {Record<string, any>} notebookConfig @property {() => void} deselectAll
 */
/**
 * @typedef {object} Panel
 * @property {Notebook} content @property {HTMLElement} node @property {Panel | null} parent
 * @property {{ path: string, isReady: boolean }} context @property {any} sessionContext @property {() => void} [fit]
 */
/**
 * @typedef {object} App
 * @property {{ currentWidget: Panel | null }} shell @property {Promise<void>} restored
 * @property {{ execute(id: string): Promise<any>, hasCommand(id: string): boolean,
 *   addCommand(id: string, options: object): void, addKeyBinding(options: object): void }} commands
 */

const RUN = "notebook:run-cell";
const PARTS = [".jp-Notebook", ".jp-WindowedPanel-outer", ".jp-Cell", ".jp-CodeCell .jp-Cell-inputWrapper"];
const WAIT_MS = 50;

/** What this JupyterLab no longer has of all that the show needs, by name. @param {App} app @param {Panel} panel */
export function missingIn(app, panel) {
  const { content, sessionContext } = panel;
  const [cell] = content?.widgets ?? [];
  /** @type {Record<string, unknown>} */
  const needed = {
    [`the command ${RUN}`]: app.commands.hasCommand(RUN),
    "notebook.widgets": Array.isArray(content?.widgets),
    "notebook.notebookConfig.windowingMode": "windowingMode" in (content?.notebookConfig ?? {}),
    "notebook.activeCellIndex": typeof content?.activeCellIndex === "number",
    "cell.model.getMetadata": typeof cell?.model.getMetadata === "function",
    "cell.model.sharedModel.source": typeof cell?.model.sharedModel.source === "string",
    "session.anyMessage": !sessionContext?.session || "connect" in (sessionContext.session.anyMessage ?? {}),
    "sessionContext.sessionChanged": "connect" in (sessionContext?.sessionChanged ?? {}),
    "sessionContext.statusChanged": "connect" in (sessionContext?.statusChanged ?? {}),
    ...Object.fromEntries(PARTS.map((part) => [`an element ${part}`, panel.node.querySelector(part)])),
  };
  return Object.keys(needed).filter((name) => !needed[name]);
}

/** Is this widget of JupyterLab a notebook that is read? @param {Panel | null} widget */
export const isNotebook = (widget) => Boolean(widget?.context?.isReady && widget.content?.widgets?.length);

/** Wait until this notebook lies before all tabs of the last time. @param {App} app @param {string} path */
export async function openedNotebook(app, path) {
  await app.restored;
  const isThere = () => isNotebook(app.shell.currentWidget) && app.shell.currentWidget?.context.path === path;
  while (!isThere()) await new Promise((done) => setTimeout(done, WAIT_MS));
}

/** A cell as the file has it. @param {LabCell} cell */
export const asInFile = ({ model }) => ({
  cell_type: model.type,
  source: model.sharedModel.source,
  metadata: { slideshow: model.getMetadata("slideshow"), ...headline(model) },
});

/** Is a cell made for the lecture alone? @param {LabCell} cell */
export const isForClass = ({ model }) => model.getMetadata("audience") === "class";

/** @param {Model} model */
function headline(model) {
  const slide = model.getMetadata("slide");
  return slide === undefined ? {} : { slide, minutes: model.getMetadata("minutes"), short: model.getMetadata("short") };
}

/** Which cells have run in the kernel that is there now, whoever ran them: the messages to and from the kernel say. */
export class Runs {
  /** @param {App} app @param {Panel} panel */
  constructor(app, panel) {
    this.app = app;
    this.panel = panel;
    /** @type {Map<string, { source: string, error: string }>} */
    this.done = new Map();
    const { sessionContext } = panel;
    const listen = () => {
      this.done.clear();
      sessionContext.session?.anyMessage?.connect(this.hear, this);
    };
    sessionContext.sessionChanged.connect(listen);
    sessionContext.kernelChanged?.connect(() => this.done.clear());
    sessionContext.statusChanged.connect((/** @type {any} */ _, /** @type {string} */ status) => {
      if (["restarting", "autorestarting", "dead"].includes(status)) this.done.clear();
    });
    /** @type {Map<string, { id: string, source: string }>} */
    this.asked = new Map();
    listen();
  }

  /** @param {any} _ @param {any} message */
  hear(_, { msg: { header, parent_header, content, metadata } }) {
    if (header.msg_type === "execute_request" && metadata.cellId) {
      this.asked.set(header.msg_id, { id: metadata.cellId, source: content.code });
    }
    const asked = header.msg_type === "execute_reply" ? this.asked.get(parent_header.msg_id) : undefined;
    if (!asked || content.status === "aborted") return;
    const error = content.status === "error" ? `${content.ename}: ${content.evalue}` : "";
    this.done.set(asked.id, { source: asked.source, error });
  }

  /** Has a cell run as it stands there now? An empty one and a text need not. @param {LabCell} cell */
  has({ model }) {
    const { source } = model.sharedModel;
    return model.type !== "code" || !source.trim() || this.done.get(model.id)?.source === source;
  }

  /** How a cell failed, as its kernel says; empty where it did not. @param {LabCell} cell */
  errorOf = ({ model }) => this.done.get(model.id)?.error ?? "";

  /** Run a cell, and say whether the kernel did it. @param {LabCell} cell */
  async run(cell) {
    const notebook = this.panel.content;
    notebook.mode = "command";
    notebook.deselectAll();
    notebook.activeCellIndex = notebook.widgets.indexOf(cell);
    await this.panel.sessionContext.ready;
    await this.app.commands.execute(RUN);
    return this.has(cell);
  }
}
