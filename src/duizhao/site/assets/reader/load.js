// Data that a page fetches when it is first needed: as scripts, which also load from file://.

const SELF = /** @type {HTMLScriptElement} */ (document.currentScript);

/** @type {Map<string, Promise<void>>} */
const scriptsLoaded = new Map();

/**
 * Load a script once; a failed load may be tried again.
 * @param {string} url
 * @returns {Promise<void>}
 */
function loadScript(url) {
  const known = scriptsLoaded.get(url);
  if (known) return known;
  /** @type {Promise<void>} */
  const loaded = new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => done();
    script.onerror = () => {
      scriptsLoaded.delete(url);
      script.remove();
      failed(new Error(url));
    };
    document.head.append(script);
  });
  scriptsLoaded.set(url, loaded);
  return loaded;
}
