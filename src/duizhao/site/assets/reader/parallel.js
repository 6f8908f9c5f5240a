// Two languages in one article: each block is shown in its own words, or with the other's beside.

/**
 * One element and its words in the other language. A `whole` block gets a twin beside it; a part
 * of a figure gets a second line inside.
 * @typedef {object} Side
 * @property {Element} element
 * @property {Element} other
 * @property {boolean} whole
 * @property {Element | null} second
 */

/** The parts of a figure or table that hold words, and the files that one takes away. */
const PARTS = "figcaption, caption, .dz-foot, thead th, tbody th, tbody td, .dz-tools__files li";

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
  return { element, other, whole, second: null };
}

/**
 * Show one side, alone or with the other.
 * @param {Side} side
 * @param {boolean} both
 */
function showSide(side, both) {
  const { element, other, whole } = side;
  side.second?.remove();
  side.second = null;
  element.classList.toggle("dz-own", both && whole);
  if (!both) return;
  if (whole) {
    side.second = twinOf(other);
    (element.closest(".md-typeset__scrollwrap") ?? element).after(side.second);
  } else if (isWorded(element, other)) {
    side.second = document.createElement("div");
    side.second.className = "dz-second";
    side.second.append(...[...other.childNodes].map((node) => node.cloneNode(true)));
    belongHere(side.second);
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
  belongHere(twin);
  for (const link of twin.querySelectorAll(".headerlink")) link.remove();
  twin.classList.add("dz-twin");
  twin.setAttribute("lang", TWIN_LANGUAGE);
  return twin;
}

/**
 * Drop the ids, which the page has already; notes keep theirs under another name. Files are those
 * of the other language's folder.
 * @param {Element} root
 */
function belongHere(root) {
  for (const element of [root, ...root.querySelectorAll("[id]")]) {
    if (/^fn(ref\d*)?:/.test(element.id)) element.id = `twin-${element.id}`;
    else element.removeAttribute("id");
  }
  for (const link of root.querySelectorAll("a[href^='#fn']")) {
    link.setAttribute("href", `#twin-${link.getAttribute("href")?.slice(1)}`);
  }
  for (const link of root.querySelectorAll("a[download]")) {
    link.setAttribute("href", theirs(link.getAttribute("href") ?? ""));
  }
}

/**
 * The address of what the other language's page names relative to itself.
 * @param {string} path
 */
function theirs(path) {
  return new URL(path, TWIN_URL).href;
}

/**
 * Show beside a figure's picture the other language's, or take it away. Both are then as narrow as
 * on a phone.
 * @param {Element} figure
 * @param {Element | undefined} other
 * @param {boolean} both
 */
function showPictures(figure, other, both) {
  const stage = figure.querySelector(".dz-figure__stage");
  if (!stage || !other) return;
  for (const twin of stage.querySelectorAll(".dz-picture--twin")) twin.remove();
  if (both) {
    for (const picture of other.querySelectorAll("picture")) {
      const twin = /** @type {Element} */ (picture.cloneNode(true));
      twin.classList.add("dz-picture--twin");
      twin.setAttribute("lang", TWIN_LANGUAGE);
      for (const image of twin.children) {
        for (const name of ["src", "srcset"]) {
          const path = image.getAttribute(name);
          if (path) image.setAttribute(name, theirs(path));
        }
      }
      stage.append(twin);
    }
  }
  for (const source of stage.querySelectorAll("source")) {
    source.dataset.own ??= source.media;
    source.media = both ? "all" : source.dataset.own;
  }
}
