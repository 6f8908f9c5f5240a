// The search box beside Material's script, which runs after this one.
(() => {
  "use strict";

  // Material listens to keys alone: pasting, dictating and input methods press none at the end.
  const box = document.querySelector("[name=query]");
  const told = () => box.dispatchEvent(new KeyboardEvent("keyup"));
  box.addEventListener("input", (event) => event.isComposing || told());
  box.addEventListener("compositionend", told);

  // From file:// browsers start no worker, so the page does the worker's work.
  if (location.protocol !== "file:") return;

  const load = (url) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = url;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });

  window.Worker = class extends EventTarget {
    constructor(url) {
      super();
      const here = new URL(url, location.href);
      const text = async (address) => {
        await load(new URL(address, here).href);
        return window.duizhaoText;
      };
      const answer = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      this.heard = load(here.href).then(() => window.duizhaoSearch(text, answer));
    }

    postMessage(message) {
      this.heard.then((listen) => listen(message));
    }
  };
})();
