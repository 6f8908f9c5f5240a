// The switch above a chapter: its own language, the other one, or both side by side.

const SWITCH = /** @type {HTMLElement | null} */ (document.querySelector(".dz-reading"));

/** What is remembered: whether the reader wants both languages. */
const MEMORY = "reading";

/** @type {{ sides: Side[], blocks: Map<string, Element>, twins: Map<string, Element> } | null} */
let pairs = null;
/** @type {Mode} */
let reading = "own";
/** @type {Mode} */
let wanted = "own";

/** @param {string | null} code */
function modeOf(code) {
  if (code === "both") return "both";
  if (code === TWIN_LINK?.dataset.language) return "other";
  return "own";
}

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
 * Show the chapter in a mode; what the reader looks at stays where it is.
 * @param {Mode} mode
 */
async function read(mode) {
  wanted = mode;
  if (!ARTICLE || mode === reading) return;
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
  if (wanted !== mode) return;
  const seen = [...ARTICLE.children].find(
    (element) => element.getBoundingClientRect().bottom > 100 && !element.matches(".dz-twin"),
  );
  const before = seen?.getBoundingClientRect().top ?? 0;
  for (const side of pairs?.sides ?? []) showSide(side, mode);
  for (const [key, block] of pairs?.blocks ?? []) {
    if (block.matches("figure")) showPictures(block, pairs?.twins.get(key), mode === "other");
  }
  showContents();
  reading = mode;
  document.documentElement.classList.toggle("dz-both", mode === "both");
  press();
  if (seen && scrollY > 0) shift(seen.getBoundingClientRect().top - before);
  document.dispatchEvent(new CustomEvent("duizhao:reading", { detail: mode }));
}

/** Say in the switch that the other language could not be had. */
function complain() {
  if (!SWITCH || SWITCH.querySelector("[role=status]")) return;
  const note = document.createElement("span");
  note.setAttribute("role", "status");
  note.textContent = SWITCH.dataset.failed ?? "";
  SWITCH.append(note);
}

/** Let the list of contents speak the language of the headings. */
function showContents() {
  for (const link of document.querySelectorAll(".md-nav--secondary a[href^='#']")) {
    const id = decodeURIComponent(link.getAttribute("href")?.slice(1) ?? "");
    const heading = /** @type {HTMLElement | null} */ (document.getElementById(id));
    const label = link.querySelector(".md-ellipsis") ?? link;
    if (!heading?.matches("h1, h2, h3, h4, h5, h6")) continue;
    const words = /** @type {HTMLElement} */ (heading.cloneNode(true));
    words.querySelector(".headerlink")?.remove();
    label.textContent = words.textContent?.trim() ?? "";
    label.setAttribute("lang", languageOf(heading));
  }
}

function press() {
  for (const button of SWITCH?.querySelectorAll("button") ?? []) {
    button.setAttribute("aria-pressed", String(modeOf(button.dataset.read ?? "") === reading));
  }
}

/**
 * Put the choice into the address, so that it can be shared and survives a reload.
 * @param {string} code
 */
function note(code) {
  const url = new URL(location.href);
  url.searchParams.set("read", code);
  try {
    history.replaceState(history.state, "", url);
  } catch {
    // An address that may not change is no reason not to read.
  }
}

/**
 * Carry the choice along: both languages go with every link, one language leads to its own pages.
 * @param {Event} event
 */
function carry(event) {
  const target = /** @type {Element} */ (event.target);
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[href]"));
  if (!link || reading === "own" || !TWIN_LINK) return;
  const url = new URL(link.href);
  const root = new URL(SELF.src).pathname.replace(/assets\/[^/]*$/, "");
  const own = `${root}${location.pathname.slice(root.length).split("/")[0]}/`;
  const theirs = `${root}${new URL(TWIN_URL).pathname.slice(root.length).split("/")[0]}/`;
  if (url.origin !== location.origin && url.protocol !== "file:") return;
  if (!url.pathname.endsWith(".html") || url.pathname === location.pathname) return;
  if (reading === "both" && url.pathname.startsWith(root)) url.searchParams.set("read", "both");
  else if (reading === "other" && !link.dataset.language && url.pathname.startsWith(own)) {
    url.pathname = theirs + url.pathname.slice(own.length);
  }
  const plain = link.getAttribute("href") ?? "";
  link.href = url.href;
  setTimeout(() => link.setAttribute("href", plain));
}

if (SWITCH && TWIN_LINK && ARTICLE) {
  SWITCH.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const code = /** @type {HTMLElement | null} */ (target.closest("[data-read]"))?.dataset.read;
    if (!code) return;
    window.__md_set?.(MEMORY, code === "both" ? "both" : "one");
    if (code !== "both") window.__md_set?.("language", code);
    note(code);
    read(modeOf(code));
  });
  document.addEventListener("click", carry);
  const asked = new URLSearchParams(location.search).get("read");
  const first = asked ?? (window.__md_get?.(MEMORY) === "both" ? "both" : null);
  if (first && modeOf(first) !== "own") {
    note(first);
    read(modeOf(first));
  }
}
