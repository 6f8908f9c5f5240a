// Words that a search found, marked on the page that it led to until Escape is pressed. Nothing is
// inserted into the text: where a browser cannot mark ranges, the page stays as it is.

const FOUND = "found";

/** What holds words, each read through as a whole: a word may run on across links and numbers. */
const WORDED = "h1, h2, h3, h4, p, li, dt, dd, td, th, figcaption, caption";

/** The words, as the search read them: in small letters. */
const foundWords = new URLSearchParams(location.search).getAll(FOUND);

/** A word of Latin letters stands alone; Chinese may stand anywhere. */
const foundPattern = new RegExp(
  foundWords
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .map((word) => (/^[a-z0-9]/.test(word) ? `(?<![a-z0-9])${word}(?![a-z0-9])` : word))
    .join("|"),
  "gu",
);

/**
 * The places of the words in one block.
 * @param {Element} block
 * @returns {Range[]}
 */
function rangesIn(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  /** @type {{ node: Node, from: number }[]} */
  const nodes = [];
  let text = "";
  while (walker.nextNode()) {
    nodes.push({ node: walker.currentNode, from: text.length });
    text += walker.currentNode.nodeValue ?? "";
  }
  /** @param {Range} range @param {"setStart" | "setEnd"} set @param {number} at */
  const put = (range, set, at) => {
    // An end belongs to the node before it, a start to the one after.
    const inside = set === "setEnd" ? at - 1 : at;
    const holder = nodes.findLast(({ from }) => from <= inside);
    if (holder) range[set](holder.node, at - holder.from);
  };
  return [...text.toLowerCase().matchAll(foundPattern)].map((match) => {
    const range = new Range();
    put(range, "setStart", match.index);
    put(range, "setEnd", match.index + match[0].length);
    return range;
  });
}

/** Mark the words, wherever they stand now. */
function markFound() {
  if (!ARTICLE || !foundWords.length) return;
  const ranges = [...ARTICLE.querySelectorAll(WORDED)].flatMap(rangesIn);
  CSS.highlights.set(FOUND, new Highlight(...ranges));
}

/** Take the words out of the address, which is for sharing. */
function forgetFound() {
  const url = new URL(location.href);
  url.searchParams.delete(FOUND);
  try {
    history.replaceState(history.state, "", url);
  } catch {
    // An address that may not change does no harm.
  }
}

if (foundWords.length && "highlights" in CSS) {
  markFound();
  forgetFound();
  document.addEventListener("duizhao:reading", markFound);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    foundWords.length = 0;
    CSS.highlights.delete(FOUND);
  });
}
