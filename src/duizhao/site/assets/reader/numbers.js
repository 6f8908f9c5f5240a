// Numbers and terms ask for their card: by click, tap or keyboard; a resting mouse, or the keyboard
// passing by, gets one line of a number's.
//
// A page has hundreds of numbers. Each paragraph, list item and table is one stop of the Tab key,
// and the arrows lead from number to number inside it.

const NUMBERS = "data[data-of]";
const ASKERS = `${NUMBERS}, a.dz-term`;
const GROUPS = "table, p, li, dd, blockquote, figcaption, .dz-foot";

/** Make every number of the article reachable. */
function reachNumbers() {
  if (!ARTICLE || !SELF.dataset.values) return;
  const groups = new Set();
  for (const element of ARTICLE.querySelectorAll(NUMBERS)) {
    const group = element.closest(GROUPS) ?? element;
    element.setAttribute("role", "button");
    element.setAttribute("aria-haspopup", "dialog");
    element.setAttribute("aria-expanded", "false");
    element.setAttribute("tabindex", groups.has(group) ? "-1" : "0");
    groups.add(group);
  }
}

/**
 * @param {HTMLElement} element
 * @param {boolean} [pin]
 */
async function ask(element, pin = false) {
  const fill = !element.matches(NUMBERS) ? fillTerm : pin ? fillNumber : fillBrief;
  try {
    await openCard(element, (into) => fill(element, into), pin);
  } catch {
    // Without its answers a number is still a number, and a term still a link.
    if (asker === element) closeCard();
  }
}

/**
 * The number or term that an event speaks of.
 * @param {Event} event
 * @returns {HTMLElement | null}
 */
function askedBy(event) {
  if (!SELF.dataset.values || !(event.target instanceof Element)) return null;
  const element = /** @type {HTMLElement | null} */ (event.target.closest(ASKERS));
  return element && ARTICLE?.contains(element) ? element : null;
}

/**
 * The number that an arrow key leads to; null at the end.
 * @param {HTMLElement} from
 * @param {string} key
 * @returns {HTMLElement | null}
 */
function neighbour(from, key) {
  const group = from.closest(GROUPS);
  if (!group) return null;
  /** @type {HTMLElement[]} */
  const numbers = [...group.querySelectorAll(/** @type {"data"} */ (NUMBERS))];
  const at = numbers.indexOf(from);
  if (key === "Home") return numbers[0];
  if (key === "End") return numbers[numbers.length - 1];
  if (key === "ArrowRight") return numbers[at + 1] ?? null;
  if (key === "ArrowLeft") return numbers[at - 1] ?? null;
  const cell = /** @type {HTMLTableCellElement | null} */ (from.closest("td, th"));
  /** @type {Element | null | undefined} */
  let row = cell?.parentElement;
  while (row && cell) {
    row = key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
    const found = row?.children[cell.cellIndex]?.querySelector(NUMBERS);
    if (found) return /** @type {HTMLElement} */ (found);
  }
  return null;
}

const MOVES = ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Home", "End"];

document.addEventListener("pointerover", (event) => {
  const element = askedBy(event);
  if (!element || event.pointerType !== "mouse") return;
  clearTimeout(hovering);
  if (pinned && card) return;
  hovering = setTimeout(() => ask(element), HOVER_OPENS);
});
document.addEventListener("pointerout", (event) => {
  if (askedBy(event) && event.pointerType === "mouse") leaveCard();
});
document.addEventListener("focusin", (event) => {
  const element = askedBy(event);
  if (returning) return;
  if (element?.matches(":focus-visible")) ask(element);
  else if (!element && card && !card.contains(/** @type {Node} */ (event.target))) closeCard();
});
// Not every browser says of a click what it was made with, but of a pointer each does.
let finger = false;
document.addEventListener("pointerdown", ({ pointerType }) => {
  finger = pointerType === "touch";
});
document.addEventListener("click", (event) => {
  const element = askedBy(event);
  if (!element) return;
  // A term is a link: a finger opens its card, from which the link leads on.
  if (element.matches("a") && !finger) return;
  event.preventDefault();
  if (asker === element && pinned) closeCard();
  else ask(element, true);
});
document.addEventListener("keydown", async (event) => {
  const element = askedBy(event);
  if (!element?.matches(NUMBERS) || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    await ask(element, true);
    enterCard();
    return;
  }
  if (!MOVES.includes(event.key)) return;
  const next = neighbour(element, event.key);
  // In running text the upright arrows scroll, as everywhere.
  if (!next && !element.closest("table") && /Up|Down/.test(event.key)) return;
  event.preventDefault();
  if (!next) return;
  element.setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
});
document.addEventListener("duizhao:reading", reachNumbers);
(window.requestIdleCallback ?? setTimeout)(reachNumbers);
