// The glossary's filter: entries that hold none of what is typed are left out of page and contents.

const FILTER = /** @type {HTMLElement | null} */ (document.querySelector(".dz-filter"));

/**
 * An entry's heading and all that stands under it, in both languages where both are shown.
 * @param {Element} heading
 */
function entryOf(heading) {
  const entry = [/** @type {HTMLElement} */ (heading)];
  for (let next = heading.nextElementSibling; next; next = next.nextElementSibling) {
    if (next.matches("h2:not(.dz-twin)")) break;
    entry.push(/** @type {HTMLElement} */ (next));
  }
  return entry;
}

/** @param {string} query */
function filterEntries(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const heading of document.querySelectorAll("h2.dz-entry:not(.dz-twin)")) {
    const entry = entryOf(heading);
    const text = entry.map((one) => one.textContent).join(" ").toLowerCase();
    const kept = words.every((word) => text.includes(word));
    for (const one of entry) one.hidden = !kept;
    const line = document.querySelector(`.md-nav--secondary a[href="#${heading.id}"]`);
    /** @type {HTMLElement | null | undefined} */ (line?.closest("li"))?.toggleAttribute("hidden", !kept);
    shown += Number(kept);
  }
  const told = FILTER?.querySelector("[role=status]");
  if (told) told.textContent = shown ? "" : FILTER?.dataset.none ?? "";
}

FILTER?.querySelector("input")?.addEventListener("input", ({ target }) =>
  filterEntries(/** @type {HTMLInputElement} */ (target).value));
