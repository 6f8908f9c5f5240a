// Two languages in one article: each block is shown in its own words, in the other's, or in both.

/**
 * One element and its words in the other language. A `whole` block gets a twin beside it; a part
 * of a figure gets a second line inside.
 * @typedef {object} Side
 * @property {Element} element
 * @property {Element} other
 * @property {boolean} whole
 * @property {Node[]} own
 * @property {Element | null} second
 */

/** The parts of a figure or table that hold words. */
const PARTS = "figcaption, caption, .dz-foot, thead th, tbody th, tbody td";

/**
 * The blocks of an article by key: the shared anchor, or the anchor before and how far behind it.
 * @param {ParentNode} article
 * @returns {Map<string, Element>}
 */
function blocksOf(article) {
  /** @type {Map<string, Element>} */
  const blocks = new Map();
  let anchor = "";
  let since = 0;
  for (const element of article.children) {
    if (element.matches("[data-search-exclude], .dz-twin")) continue;
    since = element.id ? 0 : since + 1;
    anchor = element.id || anchor;
    // A plain table is wrapped by Material's script.
    const inner = element.matches(".md-typeset__scrollwrap") && element.querySelector("table");
    blocks.set(since ? `${anchor}+${since}` : anchor, inner || element);
  }
  return blocks;
}

/**
 * Pair the elements of two articles.
 * @param {ParentNode} article
 * @param {ParentNode} twin
 * @returns {Side[]}
 */
function sidesOf(article, twin) {
  const others = blocksOf(twin);
  /** @type {Side[]} */
  const sides = [];
  for (const [key, element] of blocksOf(article)) {
    const other = others.get(key);
    if (!other || other.tagName !== element.tagName) continue;
    if (!element.matches("figure")) sides.push(sideOf(element, other, true));
    else sides.push(...partsOf(element, other));
  }
  return sides;
}

/**
 * @param {Element} figure
 * @param {Element} other
 * @returns {Side[]}
 */
function partsOf(figure, other) {
  const parts = [...figure.querySelectorAll(PARTS)];
  const others = [...other.querySelectorAll(PARTS)];
  return parts.length === others.length
    ? parts.map((part, index) => sideOf(part, others[index], false))
    : [];
}

/**
 * @param {Element} element
 * @param {Element} other
 * @param {boolean} whole
 * @returns {Side}
 */
function sideOf(element, other, whole) {
  return { element, other, whole, own: [...element.childNodes], second: null };
}

/**
 * Show one side.
 * @param {Side} side
 * @param {Mode} mode
 */
function showSide(side, mode) {
  const { element, other, own } = side;
  side.second?.remove();
  side.second = null;
  if (mode === "other") {
    element.replaceChildren(...[...other.childNodes].map((node) => node.cloneNode(true)));
    element.setAttribute("lang", TWIN_LANGUAGE);
    return;
  }
  if (element.hasAttribute("lang")) {
    element.replaceChildren(...own);
    element.removeAttribute("lang");
  }
  element.classList.toggle("dz-own", mode === "both" && side.whole);
  if (mode !== "both") return;
  if (side.whole) {
    side.second = twinOf(other);
    (element.closest(".md-typeset__scrollwrap") ?? element).after(side.second);
  } else if (isWorded(element, other)) {
    side.second = document.createElement("div");
    side.second.className = "dz-second";
    side.second.append(...[...other.childNodes].map((node) => node.cloneNode(true)));
    withoutIds(side.second);
    side.second.setAttribute("lang", TWIN_LANGUAGE);
    element.append(side.second);
  }
}

/**
 * Whether a figure's part says anything else in the other language: numbers are shown once.
 * @param {Element} element
 * @param {Element} other
 */
function isWorded(element, other) {
  if (element.textContent?.trim() === other.textContent?.trim()) return false;
  return !element.matches("td") || !element.querySelector("data");
}

/**
 * A block of the other language, to stand beside one of this page.
 * @param {Element} other
 * @returns {Element}
 */
function twinOf(other) {
  const twin = /** @type {Element} */ (other.cloneNode(true));
  withoutIds(twin);
  for (const link of twin.querySelectorAll(".headerlink")) link.remove();
  twin.classList.add("dz-twin");
  twin.setAttribute("lang", TWIN_LANGUAGE);
  return twin;
}

/**
 * Drop the ids, which the page has already; notes keep theirs under another name.
 * @param {Element} root
 */
function withoutIds(root) {
  for (const element of [root, ...root.querySelectorAll("[id]")]) {
    if (/^fn(ref\d*)?:/.test(element.id)) element.id = `twin-${element.id}`;
    else element.removeAttribute("id");
  }
  for (const link of root.querySelectorAll("a[href^='#fn']")) {
    link.setAttribute("href", `#twin-${link.getAttribute("href")?.slice(1)}`);
  }
}

/** What a figure shows, by attribute, and which of it are addresses. */
const SHOWN = ["src", "srcset", "alt"];
const TOLD = ["data-chart", "data-network", "data-explorer", "data-interactive", "data-failed"];
const ADDRESSES = ["src", "srcset", "data-chart", "data-network", "data-explorer"];

/**
 * Show a figure's pictures, and what a touch makes of them, in the other language or in its own.
 * @param {Element} figure
 * @param {Element | undefined} other
 * @param {boolean} swapped
 */
function showPictures(figure, other, swapped) {
  if (!other) return;
  swap(figure, other, TOLD, swapped);
  const images = figure.querySelectorAll("picture > *");
  const others = other.querySelectorAll("picture > *");
  if (images.length !== others.length) return;
  images.forEach((image, index) => {
    swap(image, others[index], SHOWN, swapped);
    if (swapped) image.setAttribute("lang", TWIN_LANGUAGE);
    else image.removeAttribute("lang");
  });
}

/**
 * Give an element the other's attributes, or its own again.
 * @param {Element} element
 * @param {Element} other
 * @param {string[]} names
 * @param {boolean} swapped
 */
function swap(element, other, names, swapped) {
  for (const name of names) {
    const kept = `data-own-${name}`;
    if (!element.hasAttribute(kept)) {
      const value = element.getAttribute(name);
      if (value === null) continue;
      element.setAttribute(kept, value);
    }
    const theirs = other.getAttribute(name) ?? "";
    const text = ADDRESSES.includes(name) ? new URL(theirs, TWIN_URL).href : theirs;
    element.setAttribute(name, swapped ? text : element.getAttribute(kept) ?? "");
  }
}
