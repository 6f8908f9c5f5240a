// The card: one small dialog beside what it explains, for pointer, finger, keyboard and voice. A
// number that is only pointed at says one line of it.

const CARD_ID = "dz-card";
const HOVER_OPENS = 180; // ms that a mouse rests before the card opens
const HOVER_CLOSES = 260; // ms that a mouse may take from the number to the card
const phone = matchMedia("(max-width: 44.9375em)");

/** @type {HTMLElement | null} */
let card = null;
/** @type {HTMLElement | null} */
let asker = null;
/** The card that is being filled. @type {HTMLElement | null} */
let coming = null;
let pinned = false;
/** Whether the keyboard is on its way back to a number, which must not ask again. */
let returning = false;
let hovering = 0;

/**
 * Open the card for an element; `fill` brings its content, `close` is the button's name.
 * @param {HTMLElement} element
 * @param {(card: HTMLElement) => Promise<string>} fill
 * @param {boolean} pin
 */
async function openCard(element, fill, pin) {
  clearTimeout(hovering);
  if (asker === element && (pinned || !pin)) return;
  closeCard();
  asker = element;
  pinned = pin;
  const fresh = document.createElement("div");
  fresh.className = "dz-card md-typeset";
  fresh.id = CARD_ID;
  fresh.setAttribute("role", "dialog");
  fresh.setAttribute("lang", languageOf(element));
  coming = fresh;
  const label = await fill(fresh);
  // The reader may be elsewhere by now, or ask for more.
  if (coming !== fresh) return;
  fresh.setAttribute("aria-label", label);
  fresh.addEventListener("pointerenter", () => clearTimeout(hovering));
  fresh.addEventListener("pointerleave", leaveCard);
  fresh.addEventListener("focusout", (event) => {
    const next = /** @type {Node | null} */ (event.relatedTarget);
    if (next && !fresh.contains(next) && next !== asker) closeCard();
  });
  card = fresh;
  document.body.append(fresh);
  placeCard();
  element.setAttribute("aria-describedby", `${CARD_ID}-about`);
  element.setAttribute("aria-expanded", "true");
}

/** Close the card; the keyboard goes back to what it explained if it was inside. */
function closeCard() {
  clearTimeout(hovering);
  const inside = card?.contains(document.activeElement);
  const element = asker;
  card?.remove();
  card = null;
  asker = coming = null;
  pinned = false;
  if (!element) return;
  element.removeAttribute("aria-describedby");
  if (element.hasAttribute("aria-expanded")) element.setAttribute("aria-expanded", "false");
  if (!inside) return;
  returning = true;
  element.focus();
  returning = false;
}

/** Close soon, unless the pointer arrives on the card or the card was asked for by a click. */
function leaveCard() {
  clearTimeout(hovering);
  const held = pinned || card?.contains(document.activeElement) || asker?.matches(":focus-visible");
  if (!held) hovering = setTimeout(closeCard, HOVER_CLOSES);
}

/** Put the card under its element, or above where there is no room; on a phone it has a place. */
function placeCard() {
  if (!card || !asker) return;
  if (phone.matches) {
    card.style.left = card.style.top = "";
    // The sheet rises from the bottom: what it explains stays in sight.
    const hidden = asker.getBoundingClientRect().bottom + 12 - (innerHeight - card.offsetHeight);
    if (hidden > 0) shift(hidden);
    return;
  }
  const [box] = asker.getClientRects();
  if (!box) return;
  const room = document.documentElement.clientWidth - card.offsetWidth - 12;
  card.style.left = `${scrollX + Math.max(12, Math.min(box.left - 12, room))}px`;
  const below = box.bottom + 6 + card.offsetHeight < innerHeight;
  const above = box.top - 6 - card.offsetHeight > 60;
  const top = below || !above ? box.bottom + 6 : box.top - 6 - card.offsetHeight;
  card.style.top = `${scrollY + top}px`;
}

/** Move the keyboard into the card. */
function enterCard() {
  /** @type {HTMLElement | null | undefined} */ (card?.querySelector("button, a"))?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && card) {
    closeCard();
    event.stopPropagation();
  }
});
document.addEventListener("pointerdown", (event) => {
  const target = /** @type {Node} */ (event.target);
  if (card && !card.contains(target) && !asker?.contains(target)) closeCard();
});
addEventListener("resize", placeCard);
document.addEventListener("duizhao:reading", closeCard);
