// The canvas: a painted picture that moves at once and is painted anew when there is time.

const SLICE = { moving: 7, still: 40 }; // how long painting may hold up a frame, in ms
const STILL = 150; // after how long without a move the drawing is still, in ms
const FLIGHT = 450; // how long the way to a node takes, in ms
const CELLS = 128;

class Stage {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Graph} graph
   * @param {Explorer} explorer
   */
  constructor(canvas, graph, explorer) {
    this.canvas = canvas;
    this.graph = graph;
    this.explorer = explorer;
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    this.width = 0;
    this.height = 0;
    this.ratio = 1;
    this.view = wholeView(1, 1);
    this.until = graph.last;
    this.only = -1;
    this.selected = -1;
    this.crosshair = false;
    this.degrees = degreesUntil(graph, this.until);
    /** @type {Neighbour[]} */
    this.neighbours = [];
    /** @type {{ image: HTMLCanvasElement, view: View } | null} */
    this.base = null;
    /** @type {{ image: HTMLCanvasElement, view: View } | null} */
    this.over = null;
    /** @type {{ work: Generator<void, ImageData, void>, view: View } | null} */
    this.job = null;
    /** @type {Label[]} */
    this.labels = [];
    /** @type {{ from: View, to: View, start: number } | null} */
    this.flight = null;
    this.waiting = 0;
    this.moved = -Infinity;
    /** @type {(() => void) | null} */
    this.painted = null;
    this.cells = cellsOf(graph);
  }

  get whole() {
    return wholeView(this.width, this.height).scale;
  }

  /** The colours of the page's scheme, and those of the page itself. */
  get colours() {
    const dark = document.body.getAttribute("data-md-color-scheme") === "slate";
    return this.explorer.schemes[dark ? "dark" : "light"];
  }

  /** @param {number} node */
  nameOf(node) {
    const label = this.graph.labels[node];
    return this.explorer.names[label]?.[0] ?? label;
  }

  /** Fit the canvas to its box. */
  resize() {
    const box = this.canvas.getBoundingClientRect();
    const [width, height] = [Math.round(box.width), Math.round(box.height)];
    const ratio = Math.min(devicePixelRatio || 1, 2);
    if (!width || !height) return;
    if (width === this.width && height === this.height && ratio === this.ratio) return;
    const zoom = this.width ? this.view.scale / this.whole : 1;
    [this.width, this.height, this.ratio] = [width, height, ratio];
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    const { x, y } = this.view;
    this.view = limitedView({ x, y, scale: this.whole * zoom }, width, height);
    this.repaint();
  }

  /** Paint anew, as something other than the view changed. */
  repaint() {
    this.degrees = degreesUntil(this.graph, this.until);
    this.job = null;
    if (this.base) this.base.view = { ...this.base.view, scale: -this.base.view.scale };
    this.highlight();
    this.ask();
  }

  /**
   * Show another part; `glide` takes the time to see the way.
   * @param {View} view
   * @param {boolean} [glide]
   */
  show(view, glide = false) {
    const to = limitedView(view, this.width, this.height);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (glide && !still) this.flight = { from: this.view, to, start: performance.now() };
    else {
      this.flight = null;
      this.view = to;
    }
    this.moved = performance.now();
    this.ask();
  }

  /** @param {number} factor @param {number} [dx] @param {number} [dy] @param {boolean} [glide] */
  zoom(factor, dx = 0, dy = 0, glide = false) {
    this.show(zoomedView(this.flight?.to ?? this.view, factor, dx, dy), glide);
  }

  /** @param {number} dx @param {number} dy */
  pan(dx, dy) {
    const { x, y, scale } = this.view;
    this.show({ x: x - dx / scale, y: y - dy / scale, scale });
  }

  reset() {
    this.show(wholeView(this.width, this.height), true);
  }

  /**
   * Choose a node, or none with -1.
   * @param {number} node
   */
  select(node) {
    this.selected = node;
    this.highlight();
    this.ask();
  }

  /** Go to the selected node, so close that most of its neighbours are seen. */
  visit() {
    const { graph, selected } = this;
    const away = this.neighbours.map(({ node }) => Math.hypot(
      graph.x[node] - graph.x[selected], graph.y[node] - graph.y[selected])).sort((a, b) => a - b);
    const reach = away.length ? away[Math.floor(away.length * 0.7)] : 0.02;
    const wanted = Math.min(this.width, this.height) / 2.4 / Math.max(reach, 0.001);
    // Many neighbours stand everywhere: then at least a little nearer; a few should all be seen.
    const least = away.length > 12 ? this.whole * 1.6 : this.whole;
    const scale = Math.min(Math.max(wanted, least), this.whole * 8);
    this.show({ x: graph.x[selected], y: graph.y[selected], scale }, true);
  }

  /**
   * The node at a place of the canvas, given in px from its middle, or -1.
   * @param {number} dx
   * @param {number} dy
   * @param {number} reach in px
   */
  nodeAt(dx, dy, reach) {
    const { graph, view } = this;
    const [x, y] = [view.x + dx / view.scale, view.y + dy / view.scale];
    const largest = 24 / view.scale + reach / view.scale;
    let [best, nearest] = [-1, Infinity];
    for (const node of this.cells(x, y, largest)) {
      if (!this.degrees[node]) continue;
      const away = Math.hypot(graph.x[node] - x, graph.y[node] - y) * view.scale
        - radiusOf(this.degrees[node], view, this.whole);
      if (away < Math.min(nearest, reach)) [best, nearest] = [node, away];
    }
    return best;
  }

  ask() {
    this.waiting ||= requestAnimationFrame(() => this.frame());
  }

  frame() {
    this.waiting = 0;
    if (!this.width) return;
    if (this.flight) this.fly(this.flight);
    this.work();
    this.draw();
    if (this.flight || this.job) this.ask();
  }

  /** @param {{ from: View, to: View, start: number }} flight */
  fly({ from, to, start }) {
    const time = Math.min((performance.now() - start) / FLIGHT, 1);
    const eased = time * time * (3 - 2 * time);
    const scale = from.scale * (to.scale / from.scale) ** eased;
    // The middle moves as fast as the eye expects: evenly in pixels, not in the network.
    const part = from.scale === to.scale ? eased
      : (1 / scale - 1 / from.scale) / (1 / to.scale - 1 / from.scale);
    this.view = { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part, scale };
    if (time === 1) {
      this.view = to;
      this.flight = null;
    }
  }

  /** Go on painting; begin again when the picture shows another view. */
  work() {
    if (!this.job) {
      if (this.base && sameView(this.base.view, this.view)) return;
      this.job = { work: paintScene(this.graph, this.scene()), view: this.view };
    }
    const now = performance.now();
    const moving = this.flight || now - this.moved < STILL;
    const end = now + (moving ? SLICE.moving : SLICE.still);
    while (performance.now() < end) {
      const { value, done } = this.job.work.next();
      if (!done) continue;
      this.base = { image: pictureOf(/** @type {ImageData} */ (value)), view: this.job.view };
      this.job = null;
      if (sameView(this.base.view, this.view)) {
        this.highlight();
        this.name();
      }
      this.ask();
      this.painted?.();
      return;
    }
  }

  /** @returns {Scene} */
  scene() {
    const { ratio, view } = this;
    return {
      view: { ...view, scale: view.scale * ratio },
      whole: this.whole * ratio,
      width: this.canvas.width,
      height: this.canvas.height,
      until: this.until,
      degrees: this.degrees,
      colours: this.colours,
      only: this.only,
    };
  }

  /** Find places for names in the present view. */
  name() {
    this.context.font = this.font;
    const first = this.selected < 0 ? []
      : [this.selected, ...this.neighbours.slice(0, 25).map(({ node }) => node)];
    this.labels = placeLabels(
      this.graph, (node) => this.explorer.short[this.graph.labels[node]] ?? this.nameOf(node),
      (node) => this.graph.labels[node] in this.explorer.names,
      this.view, { whole: this.whole, width: this.width, height: this.height },
      first, this.degrees, (text) => this.context.measureText(text).width);
    if (this.selected >= 0) {
      const shown = new Set(first);
      this.labels = this.labels.filter(({ node }) => shown.has(node));
    }
  }

  get font() {
    return `${TEXT}px ${getComputedStyle(this.canvas).fontFamily}`;
  }

  /** Paint the selected node's ties and neighbours onto a layer of their own. */
  highlight() {
    const { selected, graph } = this;
    if (selected < 0 || !this.width) {
      this.over = null;
      this.neighbours = [];
      this.name();
      return;
    }
    this.neighbours = neighboursOf(graph, selected, this.until).neighbours;
    const image = document.createElement("canvas");
    [image.width, image.height] = [this.canvas.width, this.canvas.height];
    const context = /** @type {CanvasRenderingContext2D} */ (image.getContext("2d"));
    const styles = getComputedStyle(this.canvas);
    this.toPage(context);
    const { view, whole } = this;
    const many = Math.max(0.14, Math.min(0.8, 12 / Math.sqrt(this.neighbours.length || 1) / 2));
    for (const [side, colour] of /** @type {["from" | "to", string][]} */ (
      [["from", styles.getPropertyValue("--dz-warm")], ["to", styles.getPropertyValue("--dz-accent")]]
    )) {
      context.beginPath();
      for (const neighbour of this.neighbours) {
        if (!neighbour[side].length) continue;
        context.moveTo(...this.at(selected));
        context.lineTo(...this.at(neighbour.node));
      }
      context.strokeStyle = colour;
      context.globalAlpha = many;
      context.lineWidth = 1;
      context.stroke();
    }
    context.globalAlpha = 1;
    const colours = this.colours;
    // A few neighbours should be seen, thousands should not run into one another.
    const least = this.neighbours.length > 400 ? 0.8 : 1.6;
    for (const node of [...this.neighbours.map((one) => one.node).reverse(), selected]) {
      const [x, y] = this.at(node);
      context.beginPath();
      context.arc(x, y, Math.max(radiusOf(this.degrees[node], view, whole), least), 0, 7);
      context.fillStyle = colours.communities[graph.community[node]] ?? colours.others;
      context.fill();
    }
    context.strokeStyle = styles.getPropertyValue("--dz-ink");
    context.lineWidth = 2;
    context.stroke();
    this.over = { image, view };
    this.name();
  }

  /** @param {CanvasRenderingContext2D} context */
  toPage(context) {
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
  }

  /** @param {number} node @returns {[number, number]} */
  at(node) {
    const { view, graph } = this;
    return [
      (graph.x[node] - view.x) * view.scale + this.width / 2,
      (graph.y[node] - view.y) * view.scale + this.height / 2,
    ];
  }

  draw() {
    const { context, canvas, base, over } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.globalAlpha = over ? 0.28 : 1;
    if (base) this.blit(base);
    context.globalAlpha = 1;
    if (over) this.blit(over);
    this.toPage(context);
    const styles = getComputedStyle(canvas);
    context.font = this.font;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = styles.getPropertyValue("--dz-paper");
    context.fillStyle = styles.getPropertyValue("--dz-ink");
    for (const { node, text, dx, dy } of this.labels) {
      const [x, y] = this.at(node);
      context.strokeText(text, x + dx, y + dy);
      context.fillText(text, x + dx, y + dy);
    }
    if (this.crosshair) {
      const [x, y] = [this.width / 2, this.height / 2];
      context.strokeStyle = styles.getPropertyValue("--dz-accent");
      context.lineWidth = 1.5;
      context.beginPath();
      for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
        context.moveTo(x + 4 * dx, y + 4 * dy);
        context.lineTo(x + 11 * dx, y + 11 * dy);
      }
      context.stroke();
    }
  }

  /** @param {{ image: HTMLCanvasElement, view: View }} layer painted in another view, perhaps */
  blit({ image, view }) {
    const { width, height } = this.canvas;
    const now = this.view;
    const scale = now.scale / Math.abs(view.scale);
    const left = (1 - scale) * (width / 2) + (view.x - now.x) * now.scale * this.ratio;
    const top = (1 - scale) * (height / 2) + (view.y - now.y) * now.scale * this.ratio;
    this.context.drawImage(image, left, top, width * scale, height * scale);
  }
}

/** @param {View} one @param {View} two */
function sameView(one, two) {
  return one.x === two.x && one.y === two.y && one.scale === two.scale;
}

/** @param {ImageData} data */
function pictureOf(data) {
  const image = document.createElement("canvas");
  [image.width, image.height] = [data.width, data.height];
  /** @type {CanvasRenderingContext2D} */ (image.getContext("2d")).putImageData(data, 0, 0);
  return image;
}

/**
 * A function that yields the nodes near a place.
 * @param {Graph} graph
 * @returns {(x: number, y: number, reach: number) => Generator<number, void, void>}
 */
function cellsOf(graph) {
  /** @type {number[][]} */
  const cells = Array.from({ length: CELLS * CELLS }, () => []);
  /** @param {number} value */
  const cell = (value) => Math.min(Math.max(Math.floor(value * CELLS), 0), CELLS - 1);
  for (let node = 0; node < graph.nodes; node++) {
    cells[cell(graph.y[node]) * CELLS + cell(graph.x[node])].push(node);
  }
  return function* (x, y, reach) {
    for (let row = cell(y - reach); row <= cell(y + reach); row++) {
      for (let column = cell(x - reach); column <= cell(x + reach); column++) {
        yield* cells[row * CELLS + column];
      }
    }
  };
}
