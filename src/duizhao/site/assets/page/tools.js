// The bars under figures: buttons that copy, and what only the reader's machine knows, which is
// the address of the page and today's date. Without this script everything can still be read.
(() => {
  "use strict";
  const day = new Date();
  const today = [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, "0")).join("-");

  /** @param {string} path an address relative to this page, or "" for the figure's or the page's */
  const absolute = (path) => new URL(path, document.baseURI.replace(/[?#].*$/, "")).href;

  /** @param {Element} bar */
  const complete = (bar) => {
    const anchor = bar.closest("figure")?.id;
    for (const slot of bar.querySelectorAll("[data-visited]")) {
      slot.textContent = (slot.getAttribute("data-visited") || "").replace("{}", today);
    }
    for (const slot of bar.querySelectorAll("[data-address]")) {
      if (slot instanceof HTMLTextAreaElement) {
        const text = slot.value;
        slot.value = text.startsWith("<")
          ? text.replace(/src="([^"]*)"/, (_, path) => `src="${absolute(path)}"`)
          : absolute(text);
      } else if (!slot.textContent) {
        slot.textContent = absolute(anchor ? `#${anchor}` : "");
      }
    }
  };

  /** @param {Element} bar @param {Element} source */
  const copier = (bar, source) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "dz-copier";
    button.textContent = bar.getAttribute("data-copy");
    button.addEventListener("click", async () => {
      const text = source instanceof HTMLTextAreaElement ? source.value : source.textContent || "";
      try {
        await navigator.clipboard.writeText(text.trim());
      } catch {
        // Pages without a secure address have no clipboard: select, so that keys can copy.
        if (source instanceof HTMLTextAreaElement) source.select();
        else getSelection()?.selectAllChildren(source);
        return;
      }
      button.textContent = bar.getAttribute("data-copied");
      setTimeout(() => { button.textContent = bar.getAttribute("data-copy"); }, 1600);
    });
    source.after(button);
  };

  for (const bar of document.querySelectorAll(".dz-tools")) {
    bar.addEventListener("toggle", () => {
      if (bar.classList.contains("dz-tools--ready")) return;
      bar.classList.add("dz-tools--ready");
      complete(bar);
      for (const source of bar.querySelectorAll(".dz-copy")) copier(bar, source);
    }, true);
  }
})();
