// Figures: a picture until it is touched, then the interactive chart or network in its place.
(() => {
  "use strict";
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const RUNTIME = new URL("charts.js", script.src).href;
  const EXPLORER = new URL("network.js", script.src).href;
  const LINGER = 250; // how long a mouse rests on a picture before its chart is fetched, in ms
  // A chart takes its narrow form where its picture does.
  /** @type {HTMLSourceElement | null} */
  const phone = document.querySelector("figure source[media]");
  const narrow = matchMedia(phone?.media ?? "not all");
  /** @type {Map<string, Promise<void>>} */
  const loaded = new Map();
  /** What redraws a figure. @type {Map<HTMLElement, () => Promise<void>>} */
  const live = new Map();

  /** @param {string} url */
  const load = (url) => {
    const known = loaded.get(url);
    if (known) return known;
    /** @type {Promise<void>} */
    const fresh = new Promise((done, failed) => {
      const element = document.createElement("script");
      element.src = url;
      element.onload = () => done();
      element.onerror = () => {
        loaded.delete(url);
        failed(new Error(url));
      };
      document.head.append(element);
    });
    loaded.set(url, fresh);
    return fresh;
  };

  /**
   * What a script has brought by now.
   * @template T
   * @param {T | undefined} brought
   * @returns {T}
   */
  const there = (brought) => {
    if (!brought) throw new Error("a script brought nothing");
    return brought;
  };

  // The specification of the page's colour scheme and width.
  /** @param {string} url */
  const specification = (url) => {
    const all = there(window.duizhaoSpecifications?.[url]);
    const dark = document.body.getAttribute("data-md-color-scheme") === "slate";
    const scheme = (dark && all.dark) || all.light;
    const both = document.documentElement.classList.contains("dz-both");
    return ((narrow.matches || both) && scheme.phone) || scheme.wide;
  };

  /** @param {HTMLElement} figure */
  const enliven = async (figure) => {
    const stage = there(figure.querySelector(".dz-figure__stage") ?? undefined);
    /** @type {HTMLElement | null} */
    let chart = null;
    /** @type {{ finalize(): void } | null} */
    let view = null;
    const draw = async () => {
      const url = new URL(figure.dataset.chart ?? "", document.baseURI).href;
      const label = figure.querySelector("img")?.alt ?? "";
      await Promise.all([load(RUNTIME), load(url)]);
      const next = document.createElement("div");
      // Drawn out of sight, so that nothing jumps; then it takes the picture's place.
      const drawn = await there(window.duizhaoChart)(next, specification(url), { label });
      view?.finalize();
      if (chart) chart.replaceWith(next);
      else stage.append(next);
      [chart, view] = [next, drawn];
      figure.classList.add("dz-figure--live");
    };
    await draw();
    live.set(figure, draw);
  };

  // A whole network has a form of its own, too heavy for a mouse that only passes by.
  /** @param {HTMLElement} figure */
  const explore = async (figure) => {
    await load(EXPLORER);
    await there(window.duizhaoNetwork)(figure);
  };

  /** @param {HTMLElement} figure */
  const prepare = (figure) => {
    const stage = there(figure.querySelector(".dz-figure__stage") ?? undefined);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "dz-figure__open";
    const caption = figure.querySelector("figcaption > .dz-caption__number")?.textContent;
    button.title = [figure.dataset.interactive, caption].filter(Boolean).join(" · ");
    button.setAttribute("aria-label", button.title);
    button.dataset.sign = figure.dataset.sign ?? "";
    let lingering = 0;
    const open = async () => {
      clearTimeout(lingering);
      if (button.getAttribute("aria-busy")) return;
      button.setAttribute("aria-busy", "true");
      button.dataset.sign = figure.dataset.loading ?? "";
      try {
        await (figure.dataset.network ? explore : enliven)(figure);
        const held = document.activeElement === button;
        button.remove();
        // The keyboard goes on where it was: to the chart, which the arrow keys read.
        /** @type {HTMLElement | null} */
        const chart = figure.querySelector(".dz-chart__stage, canvas[tabindex]");
        if (held) chart?.focus();
      } catch {
        // The picture stays, and says why nothing happened.
        button.removeAttribute("aria-busy");
        button.dataset.sign = figure.dataset.sign ?? "";
        const note = figure.querySelector(".dz-figure__failed") || document.createElement("p");
        note.className = "dz-figure__failed";
        note.setAttribute("role", "status");
        note.textContent = figure.dataset.failed ?? "";
        stage.after(note);
      }
    };
    button.addEventListener("click", open);
    button.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse" && figure.dataset.chart && !navigator.connection?.saveData) {
        lingering = setTimeout(open, LINGER);
      }
    });
    button.addEventListener("pointerleave", () => clearTimeout(lingering));
    stage.append(button);
  };

  const redraw = () => {
    for (const draw of live.values()) draw();
  };
  /** @type {NodeListOf<HTMLElement>} */
  const figures = document.querySelectorAll("figure[data-interactive]");
  for (const figure of figures) prepare(figure);
  document.addEventListener("duizhao:scheme", redraw);
  document.addEventListener("duizhao:reading", redraw);
  narrow.addEventListener("change", redraw);

  // Paper shows the light pictures, which a dark or long page has not loaded.
  addEventListener("beforeprint", () => {
    /** @type {NodeListOf<HTMLImageElement>} */
    const images = document.querySelectorAll(".dz-light img");
    for (const image of images) image.loading = "eager";
  });
})();
