// What a node is: its names, its degree, its community, and all its neighbours as text.

const PAGE = 60;

/**
 * @param {string} tag
 * @param {string} [className]
 * @param {string} [text]
 */
function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

/**
 * @param {string} className
 * @param {string} text
 * @param {() => void} act
 */
function button(className, text, act) {
  const made = /** @type {HTMLButtonElement} */ (element("button", className, text));
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** @param {number} number */
function counted(number) {
  const language = document.documentElement.lang || "en";
  const grouping = language.startsWith("zh") ? "min2" : "always";
  return new Intl.NumberFormat(language, /** @type {Intl.NumberFormatOptions} */ (
    { useGrouping: grouping })).format(number);
}

/**
 * Write the selected node into the card; empty it when there is none.
 * @param {HTMLElement} card
 * @param {Stage} stage
 * @param {(node: number) => void} choose
 */
function fillCard(card, stage, choose) {
  const { graph, explorer, selected: node } = stage;
  const { words } = explorer;
  card.hidden = node < 0;
  const said = /** @type {HTMLElement} */ (card.firstElementChild);
  if (node < 0) {
    said.replaceChildren();
    card.replaceChildren(said);
    return;
  }
  const names = explorer.names[graph.labels[node]] ?? [graph.labels[node]];
  const { neighbours, provided, received } = neighboursOf(graph, node, stage.until);
  const title = element("p", "dz-net__name", names[0]);
  title.tabIndex = -1;
  if (explorer.languages[1] && names[1] !== names[0]) {
    const other = element("span", "dz-net__other", names[1]);
    other.lang = explorer.languages[1];
    title.append(" ", other);
  }
  const facts = element("dl", "dz-net__facts");
  const degrees = [
    [words.degree, counted(provided + received)],
    [words.in_degree, counted(received)],
    [words.out_degree, counted(provided)],
    [words.community, explorer.communities[graph.community[node]]],
  ];
  for (const [name, value] of degrees) {
    const pair = element("div");
    pair.append(element("dt", "", name), element("dd", "", value));
    facts.append(pair);
  }
  said.replaceChildren(title, facts);
  const close = button("dz-net__close", "×", () => choose(-1));
  close.setAttribute("aria-label", words.close);
  card.replaceChildren(said, close);
  if (!neighbours.length) {
    card.append(element("p", "dz-net__none", words.alone));
    return;
  }
  const count = counted(neighbours.length);
  const heading = element("p", "dz-net__heading", words.neighbours.replace("{}", count));
  heading.id = `${card.id}-neighbours`;
  const key = element("p", "dz-net__arrows");
  key.append(arrow("to"), ` ${words.to} `, arrow("from"), ` ${words.from}`);
  const list = element("ul", "dz-net__neighbours");
  list.setAttribute("aria-labelledby", heading.id);
  const more = button("dz-net__more", "", () => {
    const place = list.children.length;
    extend();
    /** @type {HTMLElement | null} */ (list.children[place]?.querySelector("button"))?.focus();
  });
  const extend = () => {
    const place = list.children.length;
    list.append(...neighbours.slice(place, place + PAGE).map((one) => line(stage, one, choose)));
    const left = Math.min(neighbours.length - list.children.length, PAGE);
    more.textContent = words.more.replace("{}", counted(left));
    more.hidden = left === 0;
  };
  extend();
  card.append(heading, key, list, more);
}

/**
 * @param {Stage} stage
 * @param {Neighbour} neighbour
 * @param {(node: number) => void} choose
 */
function line(stage, neighbour, choose) {
  const { words } = stage.explorer;
  const item = element("li");
  item.append(button("dz-net__link", stage.nameOf(neighbour.node), () => choose(neighbour.node)));
  for (const side of /** @type {["to", "from"]} */ (["to", "from"])) {
    const years = neighbour[side];
    if (!years.length) continue;
    const told = element("span", "dz-net__years-of");
    const spoken = element("span", "dz-net__spoken", ` ${words[side]} `);
    const comma = document.documentElement.lang.startsWith("zh") ? "、" : ", ";
    told.append(arrow(side), spoken, years[0] ? ` ${years.join(comma)}` : ` ×${years.length}`);
    item.append(" ", told);
  }
  return item;
}

/** @param {"to" | "from"} side */
function arrow(side) {
  const sign = element("span", `dz-net__arrow dz-net__arrow--${side}`, side === "to" ? "→" : "←");
  sign.setAttribute("aria-hidden", "true");
  return sign;
}
