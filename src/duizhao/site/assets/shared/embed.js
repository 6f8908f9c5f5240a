// A figure in somebody else's frame: it takes the system's colour scheme, as nothing else is asked.
(() => {
  "use strict";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    document.body.setAttribute("data-md-color-scheme", dark.matches ? "slate" : "default");
    document.documentElement.classList.replace("no-js", "js");
    document.dispatchEvent(new CustomEvent("duizhao:scheme"));
  };
  document.addEventListener("DOMContentLoaded", apply);
  dark.addEventListener("change", apply);
})();
