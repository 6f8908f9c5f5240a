// The field that finds an organisation: a combobox with a list of matches.

let finders = 0;

/**
 * @param {Graph} graph
 * @param {Explorer} explorer
 * @param {(node: number) => void} choose
 * @returns {HTMLElement}
 */
function makeFinder(graph, explorer, choose) {
  const { words } = explorer;
  const id = `dz-net-find-${++finders}`;
  const box = element("div", "dz-net__find");
  const label = /** @type {HTMLLabelElement} */ (element("label", "dz-net__label", words.find));
  const input = document.createElement("input");
  const list = element("ul", "dz-net__list");
  const said = element("span", "dz-net__spoken");
  said.setAttribute("role", "status");
  label.htmlFor = input.id = id;
  list.id = `${id}-list`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.find);
  list.hidden = true;
  input.type = "text";
  input.placeholder = words.find_hint;
  input.autocomplete = "off";
  input.spellcheck = false;
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);
  box.append(label, input, list, said);

  /** @type {Entry[] | null} */
  let entries = null;
  /** @type {Entry[]} */
  let found = [];
  let active = -1;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  /** @param {number} place */
  const point = (place) => {
    active = place;
    [...list.children].forEach((item, index) =>
      item.setAttribute("aria-selected", String(index === place)));
    if (place < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[place].id);
      list.children[place].scrollIntoView({ block: "nearest" });
    }
  };
  /** @param {Entry} entry */
  const take = (entry) => {
    input.value = nameIn(explorer, graph.labels[entry.node]);
    said.textContent = "";
    close();
    choose(entry.node);
  };
  const look = () => {
    entries ??= entriesOf(graph, explorer);
    found = findNodes(graph, entries, input.value);
    list.replaceChildren(...found.map((entry, index) => {
      const item = element("li", "dz-net__option");
      const name = nameIn(explorer, graph.labels[entry.node]);
      item.id = `${list.id}-${index}`;
      item.setAttribute("role", "option");
      item.append(element("span", "", name));
      // Another name was typed: say which one it is.
      if (entry.text !== name) item.append(" ", element("small", "", entry.text));
      item.addEventListener("pointerdown", (event) => event.preventDefault());
      item.addEventListener("click", () => take(entry));
      return item;
    }));
    const asked = input.value.trim() !== "";
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    point(found.length ? 0 : -1);
    said.textContent = !asked ? ""
      : found.length ? words.found.replace("{}", counted(found.length)) : words.not_found;
    box.classList.toggle("dz-net__find--none", asked && !found.length);
  };
  input.addEventListener("input", (event) => {
    if (!(/** @type {InputEvent} */ (event).isComposing)) look();
  });
  input.addEventListener("compositionend", look);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!list.hidden && active >= 0) take(found[active]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) look();
      else {
        const step = event.key === "ArrowDown" ? 1 : -1;
        point((active + step + found.length) % found.length);
      }
    }
  });
  return box;
}

/** @param {Explorer} explorer @param {string} label */
function nameIn(explorer, label) {
  return explorer.names[label]?.[0] ?? label;
}
