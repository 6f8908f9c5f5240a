// Figures: a picture until it is touched, then the interactive chart or network in its place.
(() => {
  "use strict";
  const RUNTIME = new URL("charts.js", document.currentScript.src).href;
  const EXPLORER = new URL("network.js", document.currentScript.src).href;
  const LINGER = 250; // how long a mouse rests on a picture before its chart is fetched, in ms
  const narrow = matchMedia("(max-width: 44.9375em)");
  const loaded = new Map();
  const live = new Map(); // figure -> what redraws it

  const load = (url) => {
    if (!loaded.has(url)) {
      loaded.set(url, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = url;
        script.onload = done;
        script.onerror = () => {
          loaded.delete(url);
          failed(new Error(url));
        };
        document.head.append(script);
      }));
    }
    return loaded.get(url);
  };

  // The specification of the page's colour scheme and width.
  const specification = (url) => {
    const all = window.duizhaoSpecifications[url];
    const dark = document.body.getAttribute("data-md-color-scheme") === "slate";
    const scheme = (dark && all.dark) || all.light;
    return (narrow.matches && scheme.phone) || scheme.wide;
  };

  const enliven = async (figure) => {
    const url = new URL(figure.dataset.chart, document.baseURI).href;
    await Promise.all([load(RUNTIME), load(url)]);
    const stage = figure.querySelector(".dz-figure__stage");
    const label = figure.querySelector("img").alt;
    let chart = null;
    let view = null;
    const draw = async () => {
      const next = document.createElement("div");
      // Drawn out of sight, so that nothing jumps; then it takes the picture's place.
      const drawn = await window.duizhaoChart(next, specification(url), { label });
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
  const explore = async (figure) => {
    await load(EXPLORER);
    await window.duizhaoNetwork(figure);
  };

  const prepare = (figure) => {
    const stage = figure.querySelector(".dz-figure__stage");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "dz-figure__open";
    button.setAttribute("aria-label", figure.dataset.interactive);
    button.title = figure.dataset.interactive;
    let lingering = 0;
    const open = async () => {
      clearTimeout(lingering);
      if (button.getAttribute("aria-busy")) return;
      button.setAttribute("aria-busy", "true");
      try {
        await (figure.dataset.network ? explore : enliven)(figure);
        button.remove();
      } catch {
        // The picture stays, and says why nothing happened.
        button.removeAttribute("aria-busy");
        const note = figure.querySelector(".dz-figure__failed") || document.createElement("p");
        note.className = "dz-figure__failed";
        note.setAttribute("role", "status");
        note.textContent = figure.dataset.failed;
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
  for (const figure of document.querySelectorAll("figure[data-interactive]")) prepare(figure);
  document.addEventListener("duizhao:scheme", redraw);
  narrow.addEventListener("change", redraw);

  // Paper shows the light pictures, which a dark or long page has not loaded.
  addEventListener("beforeprint", () => {
    for (const image of document.querySelectorAll(".dz-light img")) image.loading = "eager";
  });
})();
