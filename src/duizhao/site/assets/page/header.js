// The header: the language switch, the menu of editions, the drawer by keyboard.
(() => {
  "use strict";

  // The language switch leads to the same page and the same place on it, since ids are the same.
  const TOP = 96; // the header and a little air, in pixels

  // The last element with an id that begins above the reading line; "" at the top of the page.
  const place = () => {
    if (scrollY < TOP) return "";
    let found = "";
    for (const element of document.querySelectorAll("article [id]")) {
      const box = element.getBoundingClientRect();
      if (box.height === 0 || element.id.startsWith("__")) continue;
      if (box.top > TOP) break;
      found = element.id;
    }
    return found;
  };

  // The address's own place counts while it can be seen, even where it cannot reach the top.
  const current = () => {
    const hash = decodeURIComponent(location.hash.slice(1));
    const box = hash && document.getElementById(hash)?.getBoundingClientRect();
    return box && box.bottom > 0 && box.top < innerHeight ? hash : place();
  };

  /** @type {NodeListOf<HTMLAnchorElement>} */
  const switches = document.querySelectorAll("a[data-language]");
  for (const link of switches) {
    const plain = link.getAttribute("href") ?? "";
    const aim = () => {
      const target = current();
      link.setAttribute("href", target ? `${plain}#${encodeURIComponent(target)}` : plain);
    };
    // Before the click, so that opening in a new tab or copying the address keeps the place too.
    for (const event of ["pointerdown", "focus", "pointerenter", "click"]) {
      link.addEventListener(event, aim);
    }
    link.addEventListener("click", () => {
      window.__md_set?.("language", link.dataset.language);
    });
  }

  // Material opens the drawer by a label, which only a pointer reaches; this is its button.
  const drawer = document.getElementById("__drawer");
  document.querySelector(".dz-menu")?.addEventListener("click", () => drawer?.click());

  // One open menu at a time, closed by a click elsewhere or Escape.
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const menus = document.querySelectorAll("details.dz-editions");
  document.addEventListener("click", (event) => {
    const target = /** @type {Node} */ (event.target);
    for (const menu of menus) if (!menu.contains(target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus) {
      if (menu.open) {
        menu.open = false;
        menu.querySelector("summary")?.focus();
      }
    }
  });
})();
