// Colour scheme and the storage helpers that Material's script expects. Stands at the end of the
// header, so that the page is painted from its first line, in its own colours and soon.
(() => {
  "use strict";
  const KEY = "scheme";
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL(`${script.dataset.root}/`, location.href);
  const button = /** @type {HTMLElement | null} */ (document.querySelector(".dz-scheme"));
  const dark = matchMedia("(prefers-color-scheme: dark)");

  // Storage may be refused (private windows, blocked site data): then nothing is remembered.
  /** @type {Read} */
  const read = (key, storage, scope = root) => {
    try {
      return JSON.parse((storage || localStorage).getItem(`${scope.pathname}.${key}`) ?? "null");
    } catch {
      return null;
    }
  };
  /** @type {Write} */
  const write = (key, value, storage, scope = root) => {
    try {
      (storage || localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // not remembered
    }
  };
  window.__md_scope = root;
  window.__md_hash = (text) => [...text].reduce((h, c) => ((h << 5) - h + c.charCodeAt(0)) | 0, 0);
  window.__md_get = read;
  window.__md_set = write;

  /** @returns {string} */
  const chosen = () => /** @type {string | null} */ (read(KEY)) || (dark.matches ? "slate" : "default");
  const apply = () => {
    const scheme = chosen();
    if (document.body.getAttribute("data-md-color-scheme") !== scheme) {
      document.body.setAttribute("data-md-color-scheme", scheme);
      document.dispatchEvent(new CustomEvent("duizhao:scheme", { detail: scheme }));
    }
    if (button) {
      const label = (scheme === "slate" ? button.dataset.light : button.dataset.dark) ?? "";
      button.setAttribute("aria-label", label);
      button.title = label;
    }
  };
  apply();
  dark.addEventListener("change", apply);
  addEventListener("storage", apply);
  button?.addEventListener("click", () => {
    write(KEY, chosen() === "slate" ? "default" : "slate");
    apply();
  });
})();
