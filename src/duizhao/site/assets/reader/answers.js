// What a number or a term answers: fetched when somebody first asks, written into the card.

/**
 * The answers of the page in the language that an element is written in.
 * @param {Element} element
 * @returns {Promise<Values>}
 */
async function valuesFor(element) {
  const base = languageOf(element) === OWN_LANGUAGE ? location.href : TWIN_URL;
  const url = new URL(SELF.dataset.values ?? "", base).href;
  await loadScript(url);
  const values = window.duizhaoValues?.[url];
  if (!values) throw new Error(url);
  return values;
}

/**
 * @param {string} tag
 * @param {string} [className]
 * @param {string} [text]
 */
function made(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

/**
 * @param {string} text
 * @param {string} href
 */
function linked(text, href) {
  const link = /** @type {HTMLAnchorElement} */ (made("a", "", text));
  link.href = href;
  return link;
}

/**
 * Fill the card with a number's answer; return the card's name.
 * @param {HTMLElement} number
 * @param {HTMLElement} into
 */
async function fillNumber(number, into) {
  const values = await valuesFor(number);
  const { words } = values;
  const said = values.numbers[`${number.dataset.of}=${number.getAttribute("value")}`];
  if (!said) throw new Error(number.dataset.of);
  const [kind, text, of, rare = {}] = said;
  const [unit, status, figure, source, terms] = values.kinds[kind];
  const [title, href, cited] = values.figures[figure];
  const from = values.sources[source];
  const about = made("div", "dz-card__about");
  about.id = `${CARD_ID}-about`;
  if (of) about.append(made("p", "dz-card__of", of));
  about.append(made("p", "dz-card__number", text));
  if (rare.exact) about.append(made("p", "dz-card__exact", `${words.exact} ${rare.exact}`));
  const facts = made("dl", "dz-card__facts");
  /** @param {string} name @param {(Node | string)[]} content */
  const add = (name, ...content) => {
    const told = made("dd");
    told.append(...content);
    facts.append(made("dt", "", name), told);
  };
  if (rare.formula) add(words.formula, rare.formula);
  add(words.unit, unit);
  add(words.status, status);
  if (rare.interval) add(words.interval, rare.interval);
  if (from) add(words.from, from);
  if (title) add(words.shown_in, href ? linked(title, href) : title);
  if (rare.editions) add(words.over_editions, series(rare.editions, words));
  into.append(closing(words.close), about);
  for (const id of terms) {
    const term = values.terms[id];
    if (term) into.append(definition(term));
  }
  // What was not published says so wherever it is quoted.
  const uncertain = words[`${number.dataset.status}_value`];
  const interval = rare.interval && `${words.interval} ${rare.interval}`;
  let read = text;
  for (const more of [of, uncertain, interval]) {
    if (more) read = filled(words.said, { text: read, of: more });
  }
  const citation = filled(cited, {
    number: read, day: today(), address: addressOf(number),
  });
  into.append(facts, citing(citation, words));
  return words.number_card;
}

/**
 * Fill the card with one line on a number: what it is, its status and source; return its name.
 * @param {HTMLElement} number
 * @param {HTMLElement} into
 */
async function fillBrief(number, into) {
  const values = await valuesFor(number);
  const said = values.numbers[`${number.dataset.of}=${number.getAttribute("value")}`];
  if (!said) throw new Error(number.dataset.of);
  const [kind, , of, rare = {}] = said;
  const [, status, , source] = values.kinds[kind];
  const line = made("p", "dz-card__brief");
  line.id = `${CARD_ID}-about`;
  const interval = rare.interval && `${values.words.interval} ${rare.interval}`;
  const parts = [of || rare.formula, status, interval, values.sources[source]];
  line.textContent = parts.filter(Boolean).join(" · ");
  into.classList.add("dz-card--brief");
  into.append(line);
  return values.words.number_card;
}

/**
 * Fill the card with a term's definition; return the card's name.
 * @param {HTMLElement} link
 * @param {HTMLElement} into
 */
async function fillTerm(link, into) {
  const { words, terms } = await valuesFor(link);
  const term = terms[link.dataset.term ?? ""];
  const about = made("div", "dz-card__about");
  about.id = `${CARD_ID}-about`;
  about.append(made("p", "dz-card__term", term.name), made("p", "", term.definition));
  const more = made("p", "dz-card__actions");
  more.append(linked(words.in_glossary, term.href));
  into.append(closing(words.close), about, more);
  return words.term_card;
}

/**
 * The same number through the editions, in order, with the breaks between them.
 * @param {InEdition[]} editions
 * @param {Record<string, string>} words
 */
function series(editions, words) {
  const list = made("ol", "dz-card__editions");
  for (const { edition, text, href, status, broken } of editions) {
    const item = made("li");
    if (broken) item.append(made("span", "dz-card__break", filled(words.break_in_series, { text: broken })));
    const name = href ? linked(edition, href) : made("span", "", edition);
    if (!href) item.setAttribute("aria-current", "true");
    item.append(name, " ", made("b", "", text), " ", made("span", "", status));
    list.append(item);
  }
  return list;
}

/** @param {Explained} term */
function definition(term) {
  const paragraph = made("p", "dz-card__definition");
  const colon = term.definition.charCodeAt(0) > 0x2e7f ? "：" : ": ";
  paragraph.append(linked(term.name, term.href), colon + term.definition);
  return paragraph;
}

/** @param {string} name */
function closing(name) {
  const button = /** @type {HTMLButtonElement} */ (made("button", "dz-card__close", "×"));
  button.type = "button";
  button.setAttribute("aria-label", name);
  button.addEventListener("click", closeCard);
  return button;
}

/**
 * Fill the places that words leave open.
 * @param {string} words
 * @param {Record<string, string>} values
 */
function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (open, name) => values[name] ?? open);
}

/** The day of reading, as citations write it. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}

/**
 * The button that copies a citation.
 * @param {string} text
 * @param {Record<string, string>} words
 */
function citing(text, words) {
  const actions = made("p", "dz-card__actions");
  const button = /** @type {HTMLButtonElement} */ (made("button", "dz-card__cite", words.copy_citation));
  const said = made("span", "dz-card__said");
  button.type = "button";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    const done = await copied(text, button);
    said.textContent = done ? words.copied : words.copy_failed + text;
  });
  actions.append(button, said);
  return actions;
}

/**
 * Copy text; where the clipboard is closed to scripts (plain http), by selecting it.
 * @param {string} text
 * @param {HTMLElement} beside
 */
async function copied(text, beside) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "dz-card__copy";
    beside.after(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    beside.focus();
    return done;
  }
}
