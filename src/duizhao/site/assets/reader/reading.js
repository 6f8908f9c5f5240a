// The switch of languages: a page leads to its twin, a chapter also shows both side by side.

const SWITCH = /** @type {HTMLElement | null} */ (document.querySelector(".dz-languages"));
const BOTH = /** @type {HTMLElement | null} */ (SWITCH?.querySelector("[data-read=both]"));
const OWN_LINK = SWITCH?.querySelector("a[aria-current]");

/** What is remembered: whether the reader wants both languages. */
const MEMORY = "reading";

/** @type {{ sides: Side[], blocks: Map<string, Element>, twins: Map<string, Element> } | null} */
let pairs = null;
let reading = false; // both languages
let wanted = false;

/** Fetch the other language's article and pair it with this one, once. */
async function pairUp() {
  if (pairs || !ARTICLE) return;
  const url = TWIN_URL.replace(/\.html$/, ".text.js");
  await loadScript(url);
  const template = document.createElement("template");
  template.innerHTML = window.duizhaoTexts?.[url] ?? "";
  pairs = {
    sides: sidesOf(ARTICLE, template.content),
    blocks: blocksOf(ARTICLE),
    twins: blocksOf(template.content),
  };
}

/**
 * Show the chapter in both languages or in its own; what the reader looks at stays where it is.
 * @param {boolean} both
 */
async function read(both) {
  wanted = both;
  if (!ARTICLE || both === reading) return;
  SWITCH?.setAttribute("aria-busy", "true");
  try {
    await pairUp();
  } catch {
    complain();
    return;
  } finally {
    SWITCH?.removeAttribute("aria-busy");
  }
  // The reader may have chosen again while the text was on its way.
  if (wanted !== both) return;
  const seen = [...ARTICLE.children].find(
    (element) => element.getBoundingClientRect().bottom > 100 && !element.matches(".dz-twin"),
  );
  const before = seen?.getBoundingClientRect().top ?? 0;
  for (const side of pairs?.sides ?? []) showSide(side, both);
  for (const [key, block] of pairs?.blocks ?? []) {
    if (block.matches("figure")) showPictures(block, pairs?.twins.get(key), both);
  }
  reading = both;
  document.documentElement.classList.toggle("dz-both", both);
  BOTH?.setAttribute("aria-pressed", String(both));
  if (both) OWN_LINK?.removeAttribute("aria-current");
  else OWN_LINK?.setAttribute("aria-current", "true");
  if (seen && scrollY > 0) shift(seen.getBoundingClientRect().top - before);
  document.dispatchEvent(new CustomEvent("duizhao:reading"));
}

/** Say in the switch that the other language could not be had. */
function complain() {
  if (!SWITCH || SWITCH.querySelector("[role=status]")) return;
  const note = document.createElement("span");
  note.setAttribute("role", "status");
  note.textContent = SWITCH.dataset.failed ?? "";
  SWITCH.append(note);
}

/**
 * Put the choice into the address, so that it can be shared and survives a reload.
 * @param {boolean} both
 */
function note(both) {
  const url = new URL(location.href);
  if (both) url.searchParams.set("read", "both");
  else url.searchParams.delete("read");
  try {
    history.replaceState(history.state, "", url);
  } catch {
    // An address that may not change is no reason not to read.
  }
}

/**
 * Carry the choice along: both languages go with every link but those of the switch.
 * @param {Event} event
 */
function carry(event) {
  const target = /** @type {Element} */ (event.target);
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[href]"));
  if (!link || !reading || link.dataset.language) return;
  const url = new URL(link.href);
  const root = new URL(SELF.src).pathname.replace(/assets\/[^/]*$/, "");
  if (url.origin !== location.origin && url.protocol !== "file:") return;
  if (!url.pathname.endsWith(".html") || url.pathname === location.pathname) return;
  if (!url.pathname.startsWith(root)) return;
  url.searchParams.set("read", "both");
  const plain = link.getAttribute("href") ?? "";
  link.href = url.href;
  setTimeout(() => link.setAttribute("href", plain));
}

/** @param {boolean} both */
function choose(both) {
  window.__md_set?.(MEMORY, both ? "both" : "one");
  note(both);
  read(both);
}

if (SWITCH && BOTH && TWIN_LINK && ARTICLE) {
  BOTH.addEventListener("click", () => choose(true));
  OWN_LINK?.addEventListener("click", (event) => {
    event.preventDefault();
    choose(false);
  });
  TWIN_LINK.addEventListener("click", () => window.__md_set?.(MEMORY, "one"));
  document.addEventListener("click", carry);
  const asked = new URLSearchParams(location.search).get("read");
  if ((asked ?? window.__md_get?.(MEMORY)) === "both") {
    note(true);
    read(true);
  }
}

/** Light the number of the other language that says what a reader points at. @param {Event} event */
function light({ target }) {
  if (!reading) return;
  for (const lit of ARTICLE?.querySelectorAll(".dz-lit") ?? []) lit.classList.remove("dz-lit");
  const number = target instanceof Element ? target.closest("data[data-of]") : null;
  const block = number?.closest(".dz-own, .dz-twin");
  if (!number || !block) return;
  const twin = block.matches(".dz-own") ? block.nextElementSibling : block.previousElementSibling;
  const [of, value] = ["data-of", "value"].map((name) => number.getAttribute(name));
  for (const other of twin?.querySelectorAll("data[data-of]") ?? []) {
    const same = other.getAttribute("data-of") === of && other.getAttribute("value") === value;
    other.classList.toggle("dz-lit", same);
  }
}
document.addEventListener("pointerover", light);
document.addEventListener("focusin", light);
