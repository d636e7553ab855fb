// @ts-check
// What JupyterLab loads, as a classic script: it hands over the plugin, whose modules stand beside this file. A script
// that is written by hand needs no bundler: JupyterLab asks it for a container with `init` and `get`, and no more.

(() => {
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src; // gone once this script has run
  const page = /** @type {any} */ (window);
  page._JUPYTERLAB ??= {}; // made by the extension that is loaded first
  page._JUPYTERLAB["segmetrics-present"] = {
    init() {},
    async get() {
      const { default: plugin } = await import(new URL("plugin.js", here).href);
      return () => ({ __esModule: true, default: plugin });
    },
  };
})();
