// The root page leads to the reader's language: the one chosen last, else the browser's.
(() => {
  "use strict";
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const languages = (script.dataset.languages ?? "").split(" ");
  /** @type {string | null} */
  let chosen = null;
  try {
    const key = new URL("./", location.href).pathname + ".language";
    chosen = JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    // no storage: ask the browser
  }
  const wanted = [chosen, ...(navigator.languages || [navigator.language])];
  const match = wanted
    .filter((tag) => tag !== null)
    .map((tag) => tag.toLowerCase().split("-")[0])
    .find((tag) => languages.includes(tag));
  // Whoever reads none of them most likely reads English.
  const fallback = languages.includes("en") ? "en" : languages[0];
  location.replace(`${match || fallback}/index.html`);
})();
