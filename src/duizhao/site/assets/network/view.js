// Which part of the network is seen: its middle and how many pixels its width takes.

const CLOSEST = 40;
const RIM = 6;

/**
 * @typedef {object} View
 * @property {number} x of the network at the middle of the canvas, 0 to 1
 * @property {number} y
 * @property {number} scale pixels for the width of the network
 */

/**
 * The view that shows everything.
 * @param {number} width
 * @param {number} height
 * @returns {View}
 */
function wholeView(width, height) {
  return { x: 0.5, y: 0.5, scale: Math.max(Math.min(width, height) - 2 * RIM, 40) };
}

/**
 * Keep a view within reason: not smaller than the whole, not beyond the rim.
 * @param {View} view
 * @param {number} width
 * @param {number} height
 * @returns {View}
 */
function limitedView(view, width, height) {
  const whole = wholeView(width, height).scale;
  const scale = Math.min(Math.max(view.scale, whole), whole * CLOSEST);
  const spare = [width, height].map((side) => Math.max(0, 0.5 - side / 2 / scale) + 0.02);
  const reach = scale === whole ? [0, 0] : spare;
  return {
    x: Math.min(Math.max(view.x, 0.5 - reach[0]), 0.5 + reach[0]),
    y: Math.min(Math.max(view.y, 0.5 - reach[1]), 0.5 + reach[1]),
    scale,
  };
}

/**
 * The view after zooming around a point of the canvas, given from its middle.
 * @param {View} view
 * @param {number} factor
 * @param {number} dx
 * @param {number} dy
 * @returns {View}
 */
function zoomedView(view, factor, dx, dy) {
  const scale = view.scale * factor;
  return {
    x: view.x + dx / view.scale - dx / scale,
    y: view.y + dy / view.scale - dy / scale,
    scale,
  };
}

/**
 * The radius of a node's disc in pixels; it grows more slowly than the drawing.
 * @param {number} degree
 * @param {View} view
 * @param {number} whole the scale of the whole view
 */
function radiusOf(degree, view, whole) {
  return (0.4 + 0.00022 * whole * Math.sqrt(degree)) * Math.sqrt(view.scale / whole);
}
