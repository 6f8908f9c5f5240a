// The search box beside Material's script, which runs after this one.
(() => {
  "use strict";
  const QUERY = 2, RESULT = 3, FILTER = 4;

  // Material listens to keys alone: pasting, dictating and input methods press none at the end.
  const box = /** @type {HTMLInputElement} */ (document.querySelector("[name=query]"));
  const told = () => box.dispatchEvent(new KeyboardEvent("keyup"));
  box.addEventListener("input", (event) => /** @type {InputEvent} */ (event).isComposing || told());
  box.addEventListener("compositionend", told);

  // Whoever comes back from a result finds the query and what it found.
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest(".md-search-result__link")) return;
    const url = new URL(location.href);
    url.searchParams.set("q", box.value);
    try {
      history.replaceState(history.state, "", url);
    } catch {
      // An address that may not change loses the query, and nothing else.
    }
  });

  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  const script = new URL("search.js", own.src).href;
  /** @param {string} url @returns {Promise<void>} */
  const load = (url) =>
    new Promise((done, failed) => {
      const element = document.createElement("script");
      element.src = url;
      element.onload = () => done();
      element.onerror = failed;
      document.head.append(element);
    });

  // Above the results: which editions to look in, and what the other language has.
  let lastQuery = "";
  const line = document.createElement("div");
  line.className = "dz-also";
  /** @param {{ postMessage(message: Heard): void }} worker @param {Also} [also] */
  const show = (worker, also) => {
    document.querySelector(".md-search-result__list")?.before(line);
    line.replaceChildren();
    if (!also || !also.query) return;
    if (also.editions.length > 1) {
      const group = document.createElement("div");
      group.className = "dz-also__editions";
      group.setAttribute("role", "group");
      for (const edition of ["", ...also.editions]) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = edition || also.words.all;
        button.setAttribute("aria-pressed", String(edition === also.edition));
        button.addEventListener("click", () => {
          worker.postMessage({ type: FILTER, data: edition });
          worker.postMessage({ type: QUERY, data: lastQuery });
        });
        group.append(button);
      }
      line.append(group);
    }
    if (also.meant) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "dz-also__meant";
      button.textContent = also.words.meant.replace("{}", also.meant);
      button.addEventListener("click", () => {
        box.value = also.meant;
        told();
        box.focus();
      });
      line.append(button);
    }
    for (const other of also.others) {
      const link = document.createElement("a");
      link.href = `${new URL(other.home, script).href}?q=${encodeURIComponent(also.query)}`;
      const words = other.count === 1 ? also.words.also_one : also.words.also;
      link.textContent = words.replace("{}", String(other.count));
      line.append(link);
    }
  };
  /** @param {EventTarget & { postMessage(message: Heard): void }} worker */
  const hear = (worker) => worker.addEventListener("message", (event) => {
    const heard = /** @type {MessageEvent<Answered>} */ (event).data;
    if (heard.type === RESULT) show(worker, heard.data.also);
  });

  const Native = window.Worker;
  if (location.protocol !== "file:") {
    window.Worker = class extends Native {
      /** @param {string | URL} url @param {WorkerOptions} [options] */
      constructor(url, options) {
        super(url, options);
        hear(this);
      }

      /** @param {Heard} message */
      postMessage(message) {
        if (message.type === QUERY) lastQuery = message.data;
        super.postMessage(message);
      }
    };
    return;
  }

  // From file:// browsers start no worker, so the page does the worker's work.
  class Inside extends EventTarget {
    /** @param {string | URL} url */
    constructor(url) {
      super();
      const here = new URL(url, location.href);
      /** @param {string} address */
      const text = async (address) => {
        await load(new URL(address, here).href);
        if (!window.duizhaoText) throw new Error(address);
        return window.duizhaoText;
      };
      /** @param {Answered} data */
      const answer = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      /** @type {Promise<Listen | undefined>} */
      this.heard = load(here.href).then(() => window.duizhaoSearch?.(text, answer));
      hear(this);
    }

    /** @param {Heard} message */
    postMessage(message) {
      if (message.type === QUERY) lastQuery = message.data;
      this.heard.then((listen) => listen?.(message));
    }
  }
  // Of a worker, Material's box asks no more than this.
  window.Worker = /** @type {typeof Worker} */ (/** @type {unknown} */ (Inside));
})();
