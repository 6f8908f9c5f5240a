// Figures: pictures for paper.
(() => {
  "use strict";
  // Paper shows the light pictures, which a dark or long page has not loaded.
  addEventListener("beforeprint", () => {
    for (const image of document.querySelectorAll(".dz-light img")) image.loading = "eager";
  });
})();
