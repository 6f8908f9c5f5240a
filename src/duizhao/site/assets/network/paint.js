// All ties and nodes of a view as pixels, in small steps, so that the page never waits long.

const BATCH = 1500;
const FADING = 12;
const STRONGEST = 0.6;

/**
 * What is to be seen: the view, its size in pixels, the last year, and the colours.
 * @typedef {object} Scene
 * @property {View} view in device pixels
 * @property {number} whole scale of the whole view in device pixels
 * @property {number} width
 * @property {number} height
 * @property {number} until
 * @property {Int32Array} degrees up to that year
 * @property {Colours} colours
 * @property {number} only the one community to be shown, or -1
 */

/** @param {string} colour @returns {number[]} */
function channels(colour) {
  return [1, 3, 5].map((place) => parseInt(colour.slice(place, place + 2), 16));
}

/**
 * How many relations each node has up to a year.
 * @param {Graph} graph
 * @param {number} until
 */
function degreesUntil(graph, until) {
  const degrees = new Int32Array(graph.nodes);
  graph.years.forEach((year, relation) => {
    if (year > until) return;
    degrees[graph.providers[relation]]++;
    degrees[graph.receivers[relation]]++;
  });
  return degrees;
}

/**
 * Paint a scene; yields after each part of the work, returns the finished pixels.
 * @param {Graph} graph
 * @param {Scene} scene
 * @returns {Generator<void, ImageData, void>}
 */
function* paintScene(graph, scene) {
  const { width, height, view } = scene;
  const density = new Float32Array(width * height);
  const left = width / 2 - view.x * view.scale;
  const top = height / 2 - view.y * view.scale;
  for (let start = 0; start < graph.providers.length; start += BATCH) {
    const end = Math.min(start + BATCH, graph.providers.length);
    for (let tie = start; tie < end; tie++) {
      if (graph.years[tie] > scene.until) continue;
      const [a, b] = [graph.providers[tie], graph.receivers[tie]];
      if (scene.only >= 0 && graph.community[a] !== scene.only && graph.community[b] !== scene.only) {
        continue;
      }
      const dx = graph.x[b] - graph.x[a];
      const dy = graph.y[b] - graph.y[a];
      // Long lines are many and say little; they fade, so that what is near remains to be seen.
      const weight = 1 / (1 + Math.hypot(dx, dy) * FADING);
      addLine(density, width, height, weight,
        left + graph.x[a] * view.scale, top + graph.y[a] * view.scale,
        dx * view.scale, dy * view.scale);
    }
    yield;
  }
  const image = new ImageData(width, height);
  yield* toneLines(image.data, density, channels(scene.colours.tie));
  yield* stampNodes(image, graph, scene, left, top);
  return image;
}

/**
 * Add a line to the density, a sample per pixel of its length, where it is inside.
 * @param {Float32Array} density
 * @param {number} width
 * @param {number} height
 * @param {number} weight
 * @param {number} x
 * @param {number} y
 * @param {number} dx
 * @param {number} dy
 */
function addLine(density, width, height, weight, x, y, dx, dy) {
  let [from, to] = [0, 1];
  for (const [start, step, size] of [[x, dx, width], [y, dy, height]]) {
    if (step === 0) {
      if (start < 0 || start >= size) return;
      continue;
    }
    const [one, two] = [-start / step, (size - 0.01 - start) / step];
    from = Math.max(from, Math.min(one, two));
    to = Math.min(to, Math.max(one, two));
  }
  if (from >= to) return;
  const samples = Math.ceil(Math.hypot(dx, dy) * (to - from));
  const part = (to - from) / samples;
  let px = x + dx * (from + part / 2);
  let py = y + dy * (from + part / 2);
  const [sx, sy] = [dx * part, dy * part];
  for (let sample = 0; sample < samples; sample++) {
    density[(py | 0) * width + (px | 0)] += weight;
    px += sx;
    py += sy;
  }
}

/**
 * Colour the ties: the strength grows with the logarithm, so that neither single lines nor
 * bundles are lost.
 * @param {Uint8ClampedArray} data
 * @param {Float32Array} density
 * @param {number[]} colour
 * @returns {Generator<void, void, void>}
 */
function* toneLines(data, density, colour) {
  const some = [];
  for (let place = 0; place < density.length; place += 61) {
    if (density[place] > 0) some.push(density[place]);
  }
  some.sort((a, b) => a - b);
  const most = some.length ? some[Math.floor(some.length * 0.999)] : 1;
  const [scale, full] = [1 / (most * 0.02), 255 * STRONGEST / Math.log1p(50)];
  const chunk = 1 << 18;
  for (let start = 0; start < density.length; start += chunk) {
    const end = Math.min(start + chunk, density.length);
    for (let place = start; place < end; place++) {
      if (density[place] === 0) continue;
      const at = place * 4;
      data[at] = colour[0];
      data[at + 1] = colour[1];
      data[at + 2] = colour[2];
      data[at + 3] = Math.min(full * Math.log1p(density[place] * scale), 235);
    }
    yield;
  }
}

/**
 * Stamp nodes as discs with soft edges, small ones first.
 * @param {ImageData} image
 * @param {Graph} graph
 * @param {Scene} scene
 * @param {number} left
 * @param {number} top
 * @returns {Generator<void, void, void>}
 */
function* stampNodes(image, graph, scene, left, top) {
  const { width, height, data } = image;
  const colours = [...scene.colours.communities, scene.colours.others].map(channels);
  const order = ascending(graph);
  for (let place = 0; place < order.length; place++) {
    if (place % (BATCH * 4) === BATCH * 4 - 1) yield;
    const node = order[place];
    if (!scene.degrees[node]) continue;
    const x = left + graph.x[node] * scene.view.scale;
    const y = top + graph.y[node] * scene.view.scale;
    const radius = Math.max(radiusOf(scene.degrees[node], scene.view, scene.whole), 0.6);
    if (x < -radius || y < -radius || x > width + radius || y > height + radius) continue;
    const shown = scene.only < 0 || graph.community[node] === scene.only;
    const colour = colours[Math.min(graph.community[node], colours.length - 1)];
    const strength = (radius > 1.5 ? 1 : 0.72) * (shown ? 1 : 0.15);
    stampDisc(data, width, height, x, y, radius, colour, strength);
  }
}

/**
 * @param {Uint8ClampedArray} data
 * @param {number} width
 * @param {number} height
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {number[]} colour
 * @param {number} strength
 */
function stampDisc(data, width, height, x, y, radius, colour, strength) {
  const reach = radius + 0.5;
  const [right, bottom] = [Math.min(x + reach, width - 1), Math.min(y + reach, height - 1)];
  for (let py = Math.max(Math.floor(y - reach), 0); py <= bottom; py++) {
    for (let px = Math.max(Math.floor(x - reach), 0); px <= right; px++) {
      const away = Math.hypot(px + 0.5 - x, py + 0.5 - y);
      const cover = Math.min(Math.max(radius + 0.5 - away, 0), 1) * strength;
      if (cover <= 0) continue;
      const at = (py * width + px) * 4;
      const below = (data[at + 3] / 255) * (1 - cover);
      const alpha = cover + below;
      for (let channel = 0; channel < 3; channel++) {
        data[at + channel] = (colour[channel] * cover + data[at + channel] * below) / alpha;
      }
      data[at + 3] = alpha * 255;
    }
  }
}

/** @type {WeakMap<Graph, Int32Array>} */
const ordered = new WeakMap();

/**
 * Nodes in ascending order of degree.
 * @param {Graph} graph
 */
function ascending(graph) {
  const known = ordered.get(graph);
  if (known) return known;
  const order = Int32Array.from({ length: graph.nodes }, (_, node) => node);
  order.sort((a, b) => graph.degree[a] - graph.degree[b] || b - a);
  ordered.set(graph, order);
  return order;
}
