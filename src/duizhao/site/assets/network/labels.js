// Names in the drawing: as many as fit without touching, those of the highest degree first.

const TEXT = 12;
const MOST = 90;
const ENOUGH = 4.5; // the radius, in px, from which a node without a known name shows its label

/**
 * @typedef {object} Label
 * @property {number} node
 * @property {string} text
 * @property {number} dx from the node to the middle of the text, in px
 * @property {number} dy
 */

/**
 * Place names around nodes; `first` come before all others.
 * @param {Graph} graph
 * @param {(node: number) => string} nameOf
 * @param {(node: number) => boolean} isNamed
 * @param {View} view in px of the page, as are all sizes here
 * @param {{ whole: number, width: number, height: number }} frame
 * @param {number[]} first
 * @param {Int32Array} degrees of the nodes as they are drawn
 * @param {(text: string) => number} measure
 * @returns {Label[]}
 */
function placeLabels(graph, nameOf, isNamed, view, frame, first, degrees, measure) {
  const { width, height, whole } = frame;
  /** @param {number} node */
  const at = (node) => [
    (graph.x[node] - view.x) * view.scale + width / 2,
    (graph.y[node] - view.y) * view.scale + height / 2,
  ];
  const order = ascending(graph);
  /** @type {number[]} */
  const wanted = [...first];
  const known = new Set(first);
  for (let place = order.length - 1; place >= 0; place--) {
    const node = order[place];
    if (known.has(node) || !degrees[node]) continue;
    const large = radiusOf(degrees[node], view, whole) >= ENOUGH;
    if (!isNamed(node) && !large) continue;
    const [x, y] = at(node);
    if (x < 0 || y < 0 || x > width || y > height) continue;
    wanted.push(node);
    if (wanted.length > 3 * MOST) break;
  }
  /** @type {number[][]} */
  const taken = wanted.slice(0, MOST).map((node) => {
    const [x, y] = at(node);
    const radius = radiusOf(degrees[node], view, whole) - 1;
    return [x - radius, y - radius, x + radius, y + radius];
  });
  /** @type {Label[]} */
  const placed = [];
  for (const node of wanted) {
    if (placed.length >= MOST) break;
    const text = nameOf(node);
    const [x, y] = at(node);
    const [wide, high] = [measure(text) + 4, TEXT + 3];
    const away = radiusOf(degrees[node], view, whole) + 2;
    const offsets = [
      [away + wide / 2, 0], [-away - wide / 2, 0], [0, -away - high / 2], [0, away + high / 2],
    ];
    for (const [dx, dy] of offsets) {
      const box = [x + dx - wide / 2, y + dy - high / 2, x + dx + wide / 2, y + dy + high / 2];
      const inside = box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height;
      if (!inside || taken.some((other) => touching(box, other))) continue;
      taken.push(box);
      placed.push({ node, text, dx, dy });
      break;
    }
  }
  return placed;
}

/** @param {number[]} one @param {number[]} two */
function touching(one, two) {
  return one[0] < two[2] && two[0] < one[2] && one[1] < two[3] && two[1] < one[3];
}
