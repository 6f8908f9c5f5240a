// The root page leads to the reader's language: the one chosen last, else the browser's.
(() => {
  "use strict";
  const languages = document.currentScript.dataset.languages.split(" ");
  let chosen = null;
  try {
    const key = new URL("./", location.href).pathname + ".language";
    chosen = JSON.parse(localStorage.getItem(key));
  } catch {
    // no storage: ask the browser
  }
  const wanted = [chosen, ...(navigator.languages || [navigator.language])];
  const match = wanted
    .filter(Boolean)
    .map((tag) => tag.toLowerCase().split("-")[0])
    .find((tag) => languages.includes(tag));
  location.replace(`${match || languages[languages.length - 1]}/index.html`);
})();
