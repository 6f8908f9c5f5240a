// Mouse, fingers and keys on the drawing; the page keeps its own scrolling.

const STEP = 60;
const CLICK = 4; // how far a mouse may slip in a click, in px
const TAP = 12;
const REACH = { mouse: 5, finger: 16 };

/**
 * @typedef {object} Answers
 * @property {(node: number) => void} choose
 * @property {(node: number, x: number, y: number) => void} hover -1 for no node
 * @property {(hint: "wheel" | "two_fingers") => void} hint
 * @property {() => boolean} exploring whether one finger moves the drawing
 */

/**
 * @param {Stage} stage
 * @param {Answers} answers
 */
function listen(stage, answers) {
  const { canvas } = stage;
  /** @param {{ clientX: number, clientY: number }} event */
  const fromMiddle = (event) => {
    const box = canvas.getBoundingClientRect();
    return [
      event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2,
    ];
  };
  listenToMouse(stage, answers, fromMiddle);
  listenToTouch(stage, answers, fromMiddle);
  canvas.addEventListener("wheel", (event) => {
    const pinched = event.ctrlKey;
    if (!pinched && document.activeElement !== canvas) {
      answers.hint("wheel");
      return;
    }
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE;
    const factor = Math.exp(-event.deltaY * (lines ? 16 : 1) * (pinched ? 0.01 : 0.0018));
    // Where there is nothing left to zoom out of, the page scrolls on.
    if (!pinched && factor < 1 && stage.view.scale <= stage.whole * 1.001) return;
    event.preventDefault();
    const [dx, dy] = fromMiddle(event);
    stage.zoom(factor, dx, dy);
  }, { passive: false });
  canvas.addEventListener("dblclick", (event) => {
    const [dx, dy] = fromMiddle(event);
    stage.zoom(2, dx, dy, true);
  });
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowLeft: () => stage.pan(STEP, 0),
      ArrowRight: () => stage.pan(-STEP, 0),
      ArrowUp: () => stage.pan(0, STEP),
      ArrowDown: () => stage.pan(0, -STEP),
      "+": () => stage.zoom(1.5, 0, 0, true),
      "=": () => stage.zoom(1.5, 0, 0, true),
      "-": () => stage.zoom(1 / 1.5, 0, 0, true),
      "_": () => stage.zoom(1 / 1.5, 0, 0, true),
      "0": () => stage.reset(),
      Enter: () => answers.choose(stage.nodeAt(0, 0, Infinity)),
      Escape: () => answers.choose(-1),
    };
    const act = keys[event.key];
    if (!act || (event.key === "Escape" && stage.selected < 0)) return;
    stage.crosshair = event.key !== "Escape";
    event.preventDefault();
    act();
  });
  canvas.addEventListener("blur", () => {
    stage.crosshair = false;
    stage.ask();
  });
}

/**
 * @param {Stage} stage
 * @param {Answers} answers
 * @param {(event: { clientX: number, clientY: number }) => number[]} fromMiddle
 */
function listenToMouse(stage, answers, fromMiddle) {
  const { canvas } = stage;
  /** @type {{ x: number, y: number, moved: boolean } | null} */
  let held = null;
  canvas.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch" || event.button !== 0) return;
    held = { x: event.clientX, y: event.clientY, moved: false };
    canvas.setPointerCapture(event.pointerId);
    stage.crosshair = false;
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    if (!held) {
      const [dx, dy] = fromMiddle(event);
      const node = stage.nodeAt(dx, dy, REACH.mouse);
      answers.hover(node, dx + stage.width / 2, dy + stage.height / 2);
      return;
    }
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.moved && Math.hypot(dx, dy) < CLICK) return;
    held = { x: event.clientX, y: event.clientY, moved: true };
    answers.hover(-1, 0, 0);
    stage.pan(dx, dy);
  });
  canvas.addEventListener("pointerup", (event) => {
    if (held && !held.moved) {
      const [dx, dy] = fromMiddle(event);
      answers.choose(stage.nodeAt(dx, dy, REACH.mouse));
    }
    held = null;
  });
  canvas.addEventListener("pointercancel", () => (held = null));
  canvas.addEventListener("pointerleave", () => answers.hover(-1, 0, 0));
}

/**
 * @param {Stage} stage
 * @param {Answers} answers
 * @param {(event: { clientX: number, clientY: number }) => number[]} fromMiddle
 */
function listenToTouch(stage, answers, fromMiddle) {
  const { canvas } = stage;
  /** @type {{ x: number, y: number, apart: number, moved: number } | null} */
  let last = null;
  /** @param {TouchEvent} event */
  const touched = (event) => {
    const touches = [...event.targetTouches].slice(0, 2).map(fromMiddle);
    const middle = [0, 1].map((axis) => touches.reduce((sum, one) => sum + one[axis], 0) / touches.length);
    const apart = touches.length < 2 ? 0
      : Math.hypot(touches[0][0] - touches[1][0], touches[0][1] - touches[1][1]);
    return { x: middle[0], y: middle[1], apart };
  };
  canvas.addEventListener("touchstart", (event) => {
    stage.crosshair = false;
    if (event.targetTouches.length > 1) event.preventDefault();
    last = { ...touched(event), moved: event.targetTouches.length > 1 ? TAP : last?.moved ?? 0 };
  }, { passive: false });
  canvas.addEventListener("touchmove", (event) => {
    if (!last) return;
    const now = touched(event);
    const moved = last.moved + Math.hypot(now.x - last.x, now.y - last.y);
    if (event.targetTouches.length < 2 && !answers.exploring()) {
      if (moved > TAP) answers.hint("two_fingers");
      last = { ...now, moved };
      return;
    }
    event.preventDefault();
    stage.pan(now.x - last.x, now.y - last.y);
    if (last.apart && now.apart) stage.zoom(now.apart / last.apart, now.x, now.y);
    last = { ...now, moved };
  }, { passive: false });
  canvas.addEventListener("touchend", (event) => {
    if (last && last.moved < TAP && event.targetTouches.length === 0) {
      event.preventDefault();
      canvas.focus();
      answers.choose(stage.nodeAt(last.x, last.y, REACH.finger));
    }
    last = event.targetTouches.length ? { ...touched(event), moved: TAP } : null;
  });
  canvas.addEventListener("touchcancel", () => (last = null));
}
