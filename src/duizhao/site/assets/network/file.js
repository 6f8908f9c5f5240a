// A network's file, read: nodes with their places, ties with direction and year.
// The format is the one of duizhao.layers.coding.

const MAGIC = "DZN1";

/**
 * @typedef {object} Graph
 * @property {number} nodes
 * @property {string[]} labels
 * @property {Float32Array} x from 0, the left, to 1
 * @property {Float32Array} y from 0, the top, to 1
 * @property {Int32Array} community
 * @property {Int32Array} providers of every relation
 * @property {Int32Array} receivers
 * @property {Int32Array} years 0 where relations have none
 * @property {Int32Array} degree
 * @property {Int32Array} firsts where a node's ends begin in `ends`
 * @property {Int32Array} ends relations of every node: those provided, then those received
 * @property {number} first the first year
 * @property {number} last the last year
 */

/**
 * @param {string} base64
 * @returns {Promise<Graph>}
 */
async function graphOf(base64) {
  const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  if (String.fromCharCode(...packed.subarray(0, 4)) !== MAGIC) throw new Error("not a network");
  const stream = new Blob([packed.subarray(4)]).stream();
  const inflated = stream.pipeThrough(new DecompressionStream("deflate"));
  const body = new Uint8Array(await new Response(inflated).arrayBuffer());
  let at = 0;
  const next = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = body[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
      if (byte === undefined) throw new Error("the network ends too early");
    }
  };
  const [nodes, relations, , grid, first, span] = [next(), next(), next(), next(), next(), next()];
  const x = Float32Array.from({ length: nodes }, () => next() / grid);
  const y = Float32Array.from({ length: nodes }, () => next() / grid);
  const community = Int32Array.from({ length: nodes }, next);
  const provided = Int32Array.from({ length: nodes }, next);
  const providers = new Int32Array(relations);
  const receivers = new Int32Array(relations);
  for (let node = 0, place = 0; node < nodes; node++) {
    let receiver = 0;
    for (let count = provided[node]; count > 0; count--, place++) {
      receiver += next();
      providers[place] = node;
      receivers[place] = receiver;
    }
  }
  const years = new Int32Array(relations);
  if (span) for (let place = 0; place < relations; place++) years[place] = first + next();
  const labels = nodes ? new TextDecoder().decode(body.subarray(at)).split("\n") : [];
  return {
    nodes, labels, x, y, community, providers, receivers, years,
    ...endsOf(nodes, providers, receivers), first, last: first + Math.max(span - 1, 0),
  };
}

/**
 * @param {number} nodes
 * @param {Int32Array} providers
 * @param {Int32Array} receivers
 */
function endsOf(nodes, providers, receivers) {
  const degree = new Int32Array(nodes);
  for (const side of [providers, receivers]) for (const node of side) degree[node]++;
  const firsts = new Int32Array(nodes + 1);
  for (let node = 0; node < nodes; node++) firsts[node + 1] = firsts[node] + degree[node];
  const ends = new Int32Array(firsts[nodes]);
  const filled = firsts.slice(0, nodes);
  for (const side of [providers, receivers]) {
    side.forEach((node, relation) => (ends[filled[node]++] = relation));
  }
  return { degree, firsts, ends };
}

/**
 * @typedef {object} Neighbour
 * @property {number} node
 * @property {number[]} to years of the relations to it
 * @property {number[]} from years of the relations from it
 */

/**
 * The neighbours of a node by relations up to a year, those of the highest degree first.
 * @param {Graph} graph
 * @param {number} node
 * @param {number} until
 * @returns {{ neighbours: Neighbour[], provided: number, received: number }}
 */
function neighboursOf(graph, node, until) {
  /** @type {Map<number, Neighbour>} */
  const found = new Map();
  /** @param {number} other */
  const of = (other) => {
    const known = found.get(other);
    if (known) return known;
    const fresh = { node: other, to: [], from: [] };
    found.set(other, fresh);
    return fresh;
  };
  let [provided, received] = [0, 0];
  // A relation of a node with itself is one of its ends twice: once as provider, once as receiver.
  const [begin, end] = [graph.firsts[node], graph.firsts[node + 1]];
  const seen = new Set();
  for (let place = begin; place < end; place++) {
    const relation = graph.ends[place];
    const year = graph.years[relation];
    if (year > until) continue;
    const out = graph.providers[relation] === node && !seen.has(relation);
    seen.add(relation);
    if (out) {
      provided++;
      of(graph.receivers[relation]).to.push(year);
    } else {
      received++;
      of(graph.providers[relation]).from.push(year);
    }
  }
  found.delete(node); // a relation with itself makes nobody its own neighbour
  const neighbours = [...found.values()].sort(
    (a, b) => graph.degree[b.node] - graph.degree[a.node] || a.node - b.node);
  for (const one of neighbours) {
    one.to.sort((a, b) => a - b);
    one.from.sort((a, b) => a - b);
  }
  return { neighbours, provided, received };
}
