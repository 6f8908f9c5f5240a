// Finding a node by its name in any language, an alias or its label.

const FOUND = 8;

/**
 * @typedef {object} Entry
 * @property {number} node
 * @property {string} text as it is written
 * @property {string} folded as it is compared
 */

/** @param {string} text */
function foldName(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim()
    .replace(/\s+/g, " ");
}

/**
 * Everything that nodes are called.
 * @param {Graph} graph
 * @param {Explorer} explorer
 * @returns {Entry[]}
 */
function entriesOf(graph, explorer) {
  return graph.labels.flatMap((label, node) =>
    [...new Set([...(explorer.names[label] ?? []), label])].map(
      (text) => ({ node, text, folded: foldName(text) })));
}

/**
 * The nodes whose names fit best: the whole name, its beginning, the beginning of a word, any
 * part; among equals those of the highest degree.
 * @param {Graph} graph
 * @param {Entry[]} entries
 * @param {string} query
 * @returns {Entry[]}
 */
function findNodes(graph, entries, query) {
  const wanted = foldName(query);
  if (!wanted) return [];
  /** @type {Map<number, { entry: Entry, rank: number }>} */
  const best = new Map();
  for (const entry of entries) {
    const place = entry.folded.indexOf(wanted);
    if (place < 0) continue;
    const rank = entry.folded === wanted ? 0 : place === 0 ? 1
      : /[\s\-(（]/.test(entry.folded[place - 1]) ? 2 : 3;
    const known = best.get(entry.node);
    if (!known || rank < known.rank) best.set(entry.node, { entry, rank });
  }
  return [...best.values()]
    .sort((a, b) => a.rank - b.rank
      || graph.degree[b.entry.node] - graph.degree[a.entry.node]
      || a.entry.node - b.entry.node)
    .slice(0, FOUND)
    .map(({ entry }) => entry);
}
