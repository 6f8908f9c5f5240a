// @ts-check
// The preview in a browser: takes in what has changed, and lets a number be found and copied.

const body = document.body;
const rows = /** @type {HTMLElement} */ (document.getElementById("rows"));
const status = /** @type {HTMLElement} */ (document.getElementById("status"));
const elsewhere = /** @type {HTMLElement} */ (document.getElementById("elsewhere"));
const find = /** @type {HTMLInputElement} */ (document.getElementById("find"));
const found = /** @type {HTMLElement} */ (document.getElementById("found"));
const card = /** @type {HTMLElement} */ (document.getElementById("card"));

/** @typedef {{key: string, html: string}} Row */
/** @typedef {{order: string[], changed: Row[], elsewhere: string, counts: Record<string, number>}} Change */

/** Put changed rows in the place of theirs; what did not change is not touched, nor the scroll.
 * @param {Change} change */
function take(change) {
  /** @type {Map<string, Element>} */
  const present = new Map();
  for (const row of rows.children) present.set(row.getAttribute("data-key") ?? "", row);
  for (const { key, html } of change.changed) {
    const made = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
    if (!made) continue;
    made.classList.add("fresh");
    present.get(key)?.replaceWith(made);
    present.set(key, made);
    setTimeout(() => made.classList.remove("fresh"), 1200);
  }
  let before = /** @type {Element | null} */ (null);
  for (const key of change.order) {
    const row = present.get(key);
    if (!row) continue;
    const next = before ? before.nextElementSibling : rows.firstElementChild;
    if (row !== next) rows.insertBefore(row, next);
    before = row;
    present.delete(key);
  }
  for (const row of present.values()) row.remove();
  elsewhere.innerHTML = change.elsewhere;
  for (const link of document.querySelectorAll("nav a")) {
    const count = change.counts[link.getAttribute("data-chapter") ?? ""];
    const mark = link.querySelector("b");
    if (mark) mark.textContent = count ? String(count) : "";
  }
}

function listen() {
  const source = new EventSource(`/events?chapter=${encodeURIComponent(body.dataset.key ?? "")}&version=${body.dataset.version}`);
  source.addEventListener("change", (event) => take(JSON.parse(event.data)));
  source.addEventListener("anew", () => location.reload());
  source.addEventListener("open", () => { status.textContent = ""; });
  source.addEventListener("error", () => { status.textContent = body.dataset.gone ?? ""; });
}

/** Light up a number wherever the page says it, in both languages.
 * @param {EventTarget | null} target @param {boolean} on */
function light(target, on) {
  const number = target instanceof Element ? target.closest("data") : null;
  const address = number?.getAttribute("data-of");
  if (!address) return;
  if (number instanceof HTMLElement) number.title = `{{ ${address} }}`;
  for (const one of document.querySelectorAll(`data[data-of="${CSS.escape(address)}"]`)) one.classList.toggle("twin", on);
}

/** @param {string} text */
async function copy(text) {
  await navigator.clipboard.writeText(text);
  status.textContent = `${text} ${body.dataset.copied}`;
  setTimeout(() => { status.textContent = ""; }, 1500);
}

/** Say of a number what it is and where it comes from.
 * @param {string} call */
async function explain(call) {
  const answer = await fetch(`/card?edition=${body.dataset.edition}&call=${encodeURIComponent(call)}`);
  const lines = /** @type {string[]} */ (await answer.json());
  card.replaceChildren(...lines.map((line) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    return paragraph;
  }));
  card.hidden = lines.length === 0;
}

/** @param {string} anchor */
async function accept(anchor) {
  const address = `/accept?chapter=${encodeURIComponent(body.dataset.key ?? "")}&anchor=${encodeURIComponent(anchor)}`;
  const answer = await fetch(address, { method: "POST", headers: { "X-Duizhao": "1" } });
  status.textContent = await answer.text();
}

/** Show the numbers, names and figures that have the words; an answer that a later question overtook is dropped. */
async function search() {
  const words = find.value.trim();
  found.hidden = words === "";
  if (words === "") return;
  const answer = await fetch(`/find?edition=${body.dataset.edition}&words=${encodeURIComponent(words)}`);
  const lines = /** @type {string[][]} */ (await answer.json());
  if (find.value.trim() !== words) return;
  found.replaceChildren(...lines.map(([call, ...texts]) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.textContent = [call, ...texts].join("  ·  ");
    button.addEventListener("click", () => copy(call));
    item.append(button);
    return item;
  }));
}

rows.addEventListener("mouseover", (event) => light(event.target, true));
rows.addEventListener("mouseout", (event) => light(event.target, false));
rows.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const anchor = event.target.closest(".accept")?.getAttribute("data-anchor");
  if (anchor) accept(anchor);
  const call = event.target.closest("data")?.getAttribute("data-of");
  card.hidden = true;
  if (call) {
    copy(`{{ ${call} }}`);
    explain(call);
  }
});
find.addEventListener("input", search);
listen();
