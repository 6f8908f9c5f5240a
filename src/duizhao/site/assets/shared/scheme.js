// Colour scheme and the storage helpers that Material's bundle expects; runs before the page paints.
(() => {
  "use strict";
  const KEY = "scheme";
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL(`${script.dataset.root}/`, location.href);
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
    if (!document.body) return;
    const scheme = chosen();
    if (document.body.getAttribute("data-md-color-scheme") !== scheme) {
      document.body.setAttribute("data-md-color-scheme", scheme);
      document.dispatchEvent(new CustomEvent("duizhao:scheme", { detail: scheme }));
    }
    const button = /** @type {HTMLElement | null} */ (document.querySelector(".dz-scheme"));
    if (button) {
      const label = (scheme === "slate" ? button.dataset.light : button.dataset.dark) ?? "";
      button.setAttribute("aria-label", label);
      button.title = label;
    }
  };
  // The body does not exist yet: colour it the moment it does, before anything is painted.
  new MutationObserver((_, observer) => {
    if (document.body) {
      observer.disconnect();
      apply();
    }
  }).observe(document.documentElement, { childList: true });
  dark.addEventListener("change", apply);
  addEventListener("storage", apply);
  document.addEventListener("DOMContentLoaded", () => {
    apply();
    document.querySelector(".dz-scheme")?.addEventListener("click", () => {
      write(KEY, chosen() === "slate" ? "default" : "slate");
      apply();
    });
  });
})();
