// @ts-check
// What a deck adds to reveal: each slide made to fit, live widgets, the keys of a clicker, and printing.

(() => {
  /**
   * @typedef {{ getCurrentSlide: () => HTMLElement, getSlidePastCount: () => number, getTotalSlides: () => number,
   *   initialize: (options: object) => Promise<void>, on: (event: string, told: () => void) => void,
   *   next: () => void, prev: () => void }} Slides
   * @typedef {{ start: (root: ParentNode) => Promise<void[]> }} Widgets
   */
  const { Reveal, RevealNotes, segmetrics } =
    /** @type {{ Reveal: Slides, RevealNotes: object, segmetrics: Widgets }} */ (/** @type {unknown} */ (window));
  const query = new URLSearchParams(location.search);
  const lecture = query.get("minutes") === "20" ? "20" : "45";
  const [width, height] = query.has("4x3") ? [960, 720] : [1280, 720];
  const page = document.documentElement;

  const LEAST = 0.4;
  const MOST = 2.4;
  const READABLE = 0.9;
  const STRIDE = 1.12;
  const HALVINGS = 6;

  /** @type {<T extends HTMLElement = HTMLElement>(root: ParentNode, selector: string) => T} */
  const one = (root, selector) => /** @type {any} */ (root.querySelector(selector));
  /** @type {(root: ParentNode, selector: string) => HTMLElement[]} */
  const all = (root, selector) => [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector))];
  const slides = () => all(document, ".slides > section");
  const nextFrame = () => new Promise(requestAnimationFrame);

  /** When the slides are there, and when the one that is seen has its size. */
  const deck = { ready: Promise.resolve(), settled: Promise.resolve() };

  /** Keep the slides of this lecture, and write down when the lecturer should be where. */
  function plan() {
    for (const slide of slides()) {
      const start = slide.getAttribute(`data-start-${lecture}`);
      const minutes = slide.getAttribute(`data-minutes-${lecture}`);
      if (start === null) slide.remove();
      const unit = minutes === "1" ? "minute" : "minutes";
      one(slide, ".deck-minute").textContent = `Be here at minute ${start}; this takes ${minutes} ${unit}.`;
      slide.dataset.timing = String(Math.round(60 * Number(minutes)));
    }
  }

  /**
   * Does all of a slide lie inside its room, with its steps this large?
   * @param {HTMLElement} box @param {number} zoom
   */
  function isInside(box, zoom) {
    box.style.zoom = String(zoom);
    const outer = one(box.closest("section") ?? document, ".deck-room").getBoundingClientRect();
    return box.getBoundingClientRect().height <= outer.height + 0.5 && box.scrollWidth <= box.clientWidth + 1;
  }

  /** Is nothing to be scrolled in what scrolls where it is narrow, as large matrices do? @param {HTMLElement} box */
  const isWhole = (box) => all(box, ".segmetrics .wide").every((part) => part.scrollWidth <= part.clientWidth + 1);

  /**
   * The largest zoom up to a limit at which a slide fits, and set it: what wraps otherwise may need less room.
   * @param {HTMLElement} box @param {number} limit
   */
  function fitted(box, limit) {
    const whole = largest(limit, (zoom) => isInside(box, zoom) && isWhole(box));
    const zoom = whole >= READABLE ? whole : largest(limit, (zoom) => isInside(box, zoom));
    box.style.zoom = String(zoom);
    return zoom;
  }

  /**
   * The largest zoom that is good; the least of all where none is.
   * @type {(limit: number, isGood: (zoom: number) => boolean) => number}
   */
  function largest(limit, isGood) {
    let [low, high] = [limit, limit];
    while (!isGood(low) && low > LEAST) [low, high] = [Math.max(LEAST, low / STRIDE), low];
    for (let step = 0; low < high && step < HALVINGS; step++) {
      const middle = (low + high) / 2;
      if (isGood(middle)) low = middle;
      else high = middle;
    }
    return low;
  }

  /**
   * Make a slide as large as fits, with its outputs below each other or side by side, also those of later steps.
   * @param {HTMLElement} slide
   */
  function fit(slide) {
    const box = one(slide, ".deck-fit");
    const limit = slide.classList.contains("deck-title") ? 1 : MOST;
    const mayBeRow = all(box, ".segmetrics-output").length > 1 && !one(box, "[data-widget], .deck-code:not([hidden])");
    box.classList.add("deck-row");
    const inRow = mayBeRow ? fitted(box, limit) : 0;
    box.classList.remove("deck-row");
    let zoom = fitted(box, limit);
    if (inRow > 1.1 * zoom) {
      box.classList.add("deck-row");
      zoom = inRow;
    }
    box.style.zoom = String(zoom);
    slide.dataset.zoom = zoom.toFixed(3);
  }

  /** What grew under the hand is made smaller; nothing ever grows there. */
  const watcher = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const box = /** @type {HTMLElement} */ (target);
      const slide = box.closest("section");
      const zoom = Number(slide?.dataset.zoom);
      if (slide && slide.offsetParent !== null && !isInside(box, zoom)) {
        slide.dataset.zoom = fitted(box, zoom).toFixed(3);
      }
    }
  });

  /** Start the widgets of a slide, and make it fit. @param {HTMLElement} slide */
  async function show(slide) {
    await segmetrics.start(slide);
    await nextFrame();
    fit(slide);
    watcher.observe(one(slide, ".deck-fit"));
  }

  /** Show or hide the code of the slide that is seen. */
  function toggleCode() {
    const slide = Reveal.getCurrentSlide();
    const isHidden = one(slide, ".deck-code[hidden]") !== null;
    for (const code of all(slide, ".deck-code")) code.hidden = !isHidden;
    fit(slide);
    foot(slide);
  }

  /** Say at the foot of the page where we are, and whether there is code to show. @param {HTMLElement} slide */
  function foot(slide) {
    const button = one(document, '[data-does="code"]');
    const code = one(slide, ".deck-code");
    button.hidden = code === null;
    button.setAttribute("aria-pressed", String(code !== null && !code.hidden));
    one(document, ".deck-place").textContent = `${Reveal.getSlidePastCount() + 1} / ${Reveal.getTotalSlides()}`;
  }

  /** Is this a part of a widget? @param {EventTarget | null} target */
  const inWidget = (target) => target instanceof Element && target.closest(".segmetrics") !== null;

  /**
   * Before a widget hears of a key: a clicker turns the slides also where a slider has the focus; Escape leaves it.
   * @param {KeyboardEvent} event
   */
  function catchKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const turn = { PageDown: Reveal.next, PageUp: Reveal.prev }[event.key];
    if (!turn && !(event.key === "Escape" && inWidget(event.target))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    turn?.();
  }

  /** All slides below each other, a page each, with their widgets alive. */
  async function print() {
    page.classList.add("deck-print", "print-pdf");
    const sheet = document.createElement("style");
    sheet.textContent = `@page { size: ${width}px ${height}px; margin: 0 }`;
    document.head.append(sheet);
    await segmetrics.start(document);
    await nextFrame();
    for (const slide of slides()) {
      fit(slide);
      watcher.observe(one(slide, ".deck-fit"));
    }
    await nextFrame();
  }

  /** Slides to be shown one after another. */
  async function present() {
    const turned = () => {
      const slide = Reveal.getCurrentSlide();
      deck.settled = show(slide);
      foot(slide);
    };
    const does = /** @type {Record<string, () => void>} */ ({
      code: toggleCode,
      prev: () => Reveal.prev(),
      next: () => Reveal.next(),
    });
    for (const button of all(document, ".deck-nav button"))
      button.addEventListener("click", () => {
        does[button.dataset.does ?? ""]();
        button.blur();
      });
    document.addEventListener("keydown", catchKey, true);
    Reveal.on("slidechanged", turned);
    Reveal.on("overviewshown", () => {
      for (const slide of slides()) if (!slide.dataset.zoom) fit(slide);
    });
    await Reveal.initialize({
      width,
      height,
      margin: 0,
      center: false,
      controls: false,
      hash: true,
      transition: "none",
      backgroundTransition: "none",
      scrollActivationWidth: null,
      help: false,
      defaultTiming: 60,
      keyboard: { 67: toggleCode },
      keyboardCondition: (/** @type {KeyboardEvent} */ event) => !inWidget(event.target),
      plugins: [RevealNotes],
    });
    turned();
    await deck.settled;
  }

  page.style.setProperty("--deck-width", `${width}px`);
  page.style.setProperty("--deck-height", `${height}px`);
  plan();
  Object.assign(window, { deck });
  deck.ready = query.has("print-pdf") ? print() : present();
})();
