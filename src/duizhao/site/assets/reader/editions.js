// The menu of editions keeps the place: the same figure or heading, wherever the edition has it.

const EDITIONS = document.querySelector("details.dz-editions");

/** The heading or figure that the reader has come to; "" at the top of the page. */
function placeReached() {
  const named = decodeURIComponent(location.hash.slice(1));
  const box = named ? document.getElementById(named)?.getBoundingClientRect() : undefined;
  if (box && box.bottom > 0 && box.top < innerHeight) return named;
  if (scrollY < 100) return "";
  let reached = "";
  for (const element of ARTICLE?.querySelectorAll(":is(h2, h3, h4, figure)[id]") ?? []) {
    // A figure counts when most of it has come into view, a heading when one reads under it.
    const line = element.matches("figure") ? innerHeight / 2 : 120;
    if (element.getBoundingClientRect().top < line) reached = element.id;
  }
  return reached;
}

/**
 * The page of an edition that has a place: the one with the same name first.
 * @param {Record<string, string[]>} pages
 * @param {string} page
 * @param {string} place
 */
function pageWith(pages, page, place) {
  return [page, ...Object.keys(pages)].find((name) => pages[name]?.includes(place));
}

async function aimEditions() {
  const place = placeReached();
  const url = new URL(SELF.dataset.places ?? "", location.href).href;
  await loadScript(url);
  const places = window.duizhaoPlaces?.[url] ?? {};
  const page = location.pathname.split("/").pop() ?? "";
  for (const link of EDITIONS?.querySelectorAll("a") ?? []) {
    const plain = (link.dataset.plain ??= link.getAttribute("href") ?? "");
    const [edition] = new URL(plain, location.href).pathname.split("/").slice(-2);
    const found = place ? pageWith(places[edition] ?? {}, page, place) : undefined;
    link.href = found ? `${plain.replace(/[^/]*$/, "")}${found}#${place}` : plain;
  }
}

EDITIONS?.addEventListener("toggle", () => {
  // Without the list the links lead to the chapter, or to the edition's front page.
  if (/** @type {HTMLDetailsElement} */ (EDITIONS).open) aimEditions().catch(() => {});
});
