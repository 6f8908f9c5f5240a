// Search from file://: browsers start no worker there, so a frame of the page does its work.
(() => {
  "use strict";
  if (location.protocol !== "file:") return;

  const load = (place, url) =>
    new Promise((done, failed) => {
      const script = place.createElement("script");
      script.src = url;
      script.onload = done;
      script.onerror = failed;
      place.head.append(script);
    });

  class FrameWorker extends EventTarget {
    constructor(url) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.title = "search";
      document.body.append(frame);
      const inside = frame.contentWindow;
      inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      inside.importScripts = (...urls) =>
        urls.reduce((before, next) => before.then(() => load(inside.document, next)), Promise.resolve());
      this.inside = inside;
      this.ready = load(inside.document, new URL(url, location.href).href);
    }

    postMessage(data) {
      this.ready.then(() => this.inside.dispatchEvent(new MessageEvent("message", { data })));
    }
  }
  // Material's search looks for this name to find its language files.
  window.IFrameWorker = FrameWorker;
  window.Worker = FrameWorker;
})();
