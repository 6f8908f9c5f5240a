// Runs interactive charts in the page: Vega with its expression interpreter, so that no code is
// made from text, and a tooltip of our own, so that no style canvas is injected. Both hold under
// Content-Security-Policy: default-src 'self'.
//
// One global: duizhaoChart(container, spec, options) draws a compiled Vega specification as SVG
// in `container` and returns a promise of the view; view.finalize() takes it away again.

/**
 * @typedef {object} Options
 * @property {string} label What the chart shows, for readers who do not see it.
 */

/**
 * Follow the pointer with a small box that lists what is under it.
 * @param {HTMLElement} container
 */
function tooltip(container) {
  const box = document.createElement("div");
  box.className = "dz-chart__tip";
  box.setAttribute("role", "status");
  box.hidden = true;
  container.append(box);

  /** @param {unknown} _handler @param {MouseEvent} event @param {unknown} _item @param {unknown} value */
  return (_handler, event, _item, value) => {
    if (value === null || value === undefined || value === "") {
      // A mouse that lies beside a touch screen leaves whatever moves away from under it: that
      // takes nothing from the finger, whose next tap closes the box.
      if (!finger) box.hidden = true;
      return;
    }
    box.hidden = false;
    const list = document.createElement("dl");
    for (const [title, text] of Object.entries(/** @type {Record<string, string>} */ (value))) {
      const term = document.createElement("dt");
      const detail = document.createElement("dd");
      term.textContent = title;
      detail.textContent = text;
      list.append(term, detail);
    }
    box.replaceChildren(list);
    // Styles set one by one through the object model are allowed where style attributes are not.
    const frame = container.getBoundingClientRect();
    const x = event.clientX - frame.left;
    const y = event.clientY - frame.top;
    const leftwards = x + box.offsetWidth + 16 > frame.width;
    box.style.left = `${Math.max(leftwards ? x - box.offsetWidth - 12 : x + 12, 0)}px`;
    box.style.top = `${Math.max(y - box.offsetHeight - 12, 0)}px`;
  };
}

/**
 * Let the arrow keys read a chart mark by mark, as a pointer would.
 * @param {HTMLElement} stage
 */
function walk(stage) {
  let at = -1;
  stage.tabIndex = 0;
  stage.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    // Vega leaves with each element the item that it draws.
    /** @type {(SVGElement & { __data__?: { tooltip?: unknown } })[]} */
    const all = [...stage.querySelectorAll("svg *")].filter((one) => one instanceof SVGElement);
    const marks = all.filter((one) => one.__data__?.tooltip);
    if (!marks.length) return;
    event.preventDefault();
    at = at < 0 && step < 0 ? marks.length - 1 : (at + step + marks.length) % marks.length;
    const { left, top, width, height } = marks[at].getBoundingClientRect();
    const point = { bubbles: true, clientX: left + width / 2, clientY: top + height / 2 };
    marks[at].dispatchEvent(new PointerEvent("pointermove", point));
  });
}

// A finger moves over nothing: its tap counts as a move, and closes what an earlier tap opened.
// Not every browser says of a click what it was made with, but of a pointer each does.
let finger = false;
document.addEventListener("pointerdown", ({ pointerType }) => {
  finger = pointerType === "touch";
});
document.addEventListener("pointermove", ({ isTrusted, pointerType }) => {
  if (isTrusted && pointerType === "mouse") finger = false;
});
document.addEventListener("click", ({ target, clientX, clientY }) => {
  if (!finger) return;
  /** @type {NodeListOf<HTMLElement>} */
  const boxes = document.querySelectorAll(".dz-chart__tip");
  for (const box of boxes) box.hidden = true;
  if (target instanceof Element && target.closest(".dz-chart__stage")) {
    target.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, clientX, clientY }));
  }
});

/**
 * @param {HTMLElement} container
 * @param {object} spec A compiled Vega specification.
 * @param {Options} options
 */
async function draw(container, spec, options) {
  const stage = document.createElement("div");
  stage.className = "dz-chart__stage";
  container.replaceChildren(stage);
  container.classList.add("dz-chart");
  // What a reader may choose stands beside the picture, which is a single image to screen readers.
  const choices = document.createElement("div");
  choices.className = "dz-chart__choices";
  const view = new View(parse(spec, null, { ast: true }), {
    renderer: "svg",
    container: stage,
    bind: choices,
    expr: expressionInterpreter,
    loader: closed(),
    hover: false,
  });
  view.tooltip(tooltip(container));
  await view.runAsync();
  if (choices.childElementCount) container.prepend(choices);
  // One picture with one name, like the still one: its marks have no names of their own.
  stage.setAttribute("role", "img");
  stage.setAttribute("aria-label", options.label);
  walk(stage);
  stage.removeAttribute("aria-roledescription");
  const picture = stage.querySelector("svg");
  picture?.setAttribute("aria-hidden", "true");
  // And letters as wide as they are drawn: rounded to whole pixels they widen a line.
  picture?.setAttribute("text-rendering", "geometricPrecision");
  return view;
}

// A chart brings its data along: nothing may be loaded from anywhere. A picture inside the
// specification is no load.
function closed() {
  const refused = () => Promise.reject(new Error("a chart loads nothing"));
  /** @param {string} address */
  const sanitize = (address) =>
    address.startsWith("data:image/png;base64,") ? Promise.resolve({ href: address }) : refused();
  return { load: refused, sanitize, http: refused, file: refused };
}

window.duizhaoChart = draw;
