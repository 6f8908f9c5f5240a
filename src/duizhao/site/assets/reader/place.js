// Where the reader is: this page, its twin in the other language, and places on both.

const ARTICLE = document.querySelector("article");
const OWN_LANGUAGE = document.documentElement.lang;

/** The link of the header's switch that leads to this page in the other language. */
const TWIN_LINK = /** @type {HTMLAnchorElement | null} */ (
  document.querySelector("a[data-language]:not([aria-current])")
);
// Read now: the header adds the reader's place to the link when it is used.
const TWIN_ADDRESS = TWIN_LINK?.getAttribute("href")?.split("#")[0] ?? "";
const TWIN_URL = new URL(TWIN_ADDRESS, location.href).href;
const TWIN_LANGUAGE = TWIN_LINK?.hreflang ?? "";

/**
 * Scroll by so many pixels, at once.
 * @param {number} distance
 */
function shift(distance) {
  scrollBy({ top: distance, behavior: "instant" });
}

/**
 * The language that an element is written in.
 * @param {Element} element
 */
function languageOf(element) {
  const marked = /** @type {HTMLElement | null} */ (element.closest("[lang]"));
  return marked?.lang || OWN_LANGUAGE;
}

/**
 * The id of the nearest place that holds or precedes an element in the article.
 * @param {Element} element
 */
function placeOf(element) {
  const holder = element.closest("[id]");
  if (holder && ARTICLE?.contains(holder)) return holder.id;
  /** @type {Element | null} */
  let block = element;
  while (block && block.parentElement !== ARTICLE) block = block.parentElement;
  while (block && !block.id) block = block.previousElementSibling;
  return block?.id ?? "";
}

/**
 * The public address of an element, in the language it is written in.
 * @param {Element} element
 */
function addressOf(element) {
  const canonical = /** @type {HTMLLinkElement | null} */ (
    document.querySelector("link[rel=canonical]")
  );
  const url = new URL(canonical?.href || location.href);
  const address = languageOf(element) === OWN_LANGUAGE ? url : new URL(TWIN_ADDRESS, url);
  address.search = "";
  address.hash = placeOf(element);
  return address.href;
}
