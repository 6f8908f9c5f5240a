// A figure becomes an explorer: its network is fetched, the drawing and all around it are made.

const HERE = /** @type {HTMLScriptElement} */ (document.currentScript).src;

/**
 * @param {string} url
 * @returns {Promise<void>}
 */
function fetched(url) {
  return new Promise((done, failed) => {
    const sheet = url.endsWith(".css");
    const tag = sheet ? document.createElement("link") : document.createElement("script");
    if (tag instanceof HTMLLinkElement) [tag.rel, tag.href] = ["stylesheet", url];
    else tag.src = url;
    tag.onload = () => done();
    tag.onerror = () => {
      tag.remove();
      failed(new Error(url));
    };
    document.head.append(tag);
  });
}

/**
 * @param {HTMLElement} figure
 * @returns {Promise<void>}
 */
window.duizhaoNetwork = async (figure) => {
  const network = new URL(figure.dataset.network ?? "", document.baseURI).href;
  const told = new URL(figure.dataset.explorer ?? "", document.baseURI).href;
  await Promise.all([network, told, new URL("network.css", HERE).href].map(fetched));
  const file = window.duizhaoNetworks?.[network];
  const explorer = window.duizhaoExplorers?.[told];
  if (file === undefined || !explorer) throw new Error(network);
  const graph = await graphOf(file);
  await build(figure, graph, explorer);
};

let opened = 0;

/**
 * @param {HTMLElement} figure
 * @param {Graph} graph
 * @param {Explorer} explorer
 * @returns {Promise<void>}
 */
async function build(figure, graph, explorer) {
  const { words } = explorer;
  opened += 1;
  const root = element("div", "dz-net");
  const canvas = document.createElement("canvas");
  const stage = new Stage(canvas, graph, explorer);
  const card = element("section", "dz-net__card");
  const said = element("div", "dz-net__said");
  said.setAttribute("role", "status");
  card.append(said);
  card.hidden = true;
  card.id = `dz-net-card-${opened}`;
  card.setAttribute("aria-label", words.chosen);

  /** @param {number} node */
  const choose = (node) => {
    stage.select(node);
    fillCard(card, stage, visit);
  };
  /** @param {number} node */
  const visit = (node) => {
    choose(node);
    if (node < 0) {
      canvas.focus();
      return;
    }
    stage.visit();
    if (card.contains(document.activeElement) || document.activeElement === document.body) {
      /** @type {HTMLElement | null} */ (card.querySelector(".dz-net__name"))?.focus();
    }
  };

  canvas.className = "dz-net__canvas";
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", words.drawing);
  const keys = element("p", "dz-net__spoken", words.keys);
  keys.id = `dz-net-keys-${opened}`;
  canvas.setAttribute("aria-describedby", keys.id);
  const tip = element("div", "dz-net__tip");
  const hint = element("div", "dz-net__hint");
  for (const quiet of [tip, hint]) {
    quiet.hidden = true;
    quiet.setAttribute("aria-hidden", "true");
  }
  const tools = toolsOf(stage, root, words);
  const frame = element("div", "dz-net__frame");
  frame.append(canvas, tip, hint, keys, tools.box);

  let fading = 0;
  listen(stage, {
    choose,
    hover(node, x, y) {
      tip.hidden = node < 0;
      canvas.classList.toggle("dz-net__canvas--node", node >= 0);
      if (node < 0) return;
      tip.textContent = `${stage.nameOf(node)}  ${words.degree} ${counted(stage.degrees[node])}`;
      const right = x > stage.width / 2;
      tip.style.transform = `translate(${right ? x - tip.offsetWidth - 10 : x + 12}px, ${y + 12}px)`;
    },
    hint(which) {
      hint.textContent = words[which];
      hint.hidden = false;
      clearTimeout(fading);
      fading = setTimeout(() => (hint.hidden = true), 1800);
    },
    exploring: () => tools.exploring(),
  });

  const head = element("div", "dz-net__head");
  head.append(makeFinder(graph, explorer, visit));
  if (graph.last > graph.first) head.append(yearsOf(stage, words, () => fillCard(card, stage, visit)));
  root.append(head, frame, card, legendOf(stage));

  const holder = /** @type {HTMLElement} */ (figure.querySelector(".dz-figure__stage"));
  const finished = new Promise((done) => (stage.painted = () => done(undefined)));
  root.classList.add("dz-net--coming");
  holder.append(root);
  // The picture stays until the drawing is there, so that nothing jumps.
  stage.resize();
  await finished;
  root.classList.remove("dz-net--coming");
  figure.classList.add("dz-figure--live");
  new ResizeObserver(() => stage.resize()).observe(canvas);
  document.addEventListener("duizhao:scheme", () => stage.repaint());
  canvas.focus({ preventScroll: true });
}

/**
 * The buttons on the drawing.
 * @param {Stage} stage
 * @param {HTMLElement} root
 * @param {Record<string, string>} words
 */
function toolsOf(stage, root, words) {
  const box = element("div", "dz-net__tools");
  /** @param {string} path @param {string} name @param {() => void} act */
  const add = (path, name, act) => {
    const made = button("dz-net__tool", "", act);
    made.append(icon(path));
    made.setAttribute("aria-label", name);
    made.title = name;
    box.append(made);
    return made;
  };
  add("M8 3v10M3 8h10", words.zoom_in, () => stage.zoom(1.8, 0, 0, true));
  add("M3 8h10", words.zoom_out, () => stage.zoom(1 / 1.8, 0, 0, true));
  add("M4 8a4.2 4.2 0 1 0 1.4-3.1M5.6 2v3.1h3.1", words.reset, () => stage.reset());
  if (document.fullscreenEnabled) {
    add("M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3", words.full, () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else root.requestFullscreen();
    });
  }
  const finger = add("M8 2v12M2 8h12M6 4l2-2 2 2M6 12l2 2 2-2M4 6 2 8l2 2M12 6l2 2-2 2", words.one_finger, () => {
    const on = finger.getAttribute("aria-pressed") !== "true";
    finger.setAttribute("aria-pressed", String(on));
    stage.canvas.classList.toggle("dz-net__canvas--held", on);
  });
  finger.classList.add("dz-net__tool--finger");
  finger.setAttribute("aria-pressed", "false");
  return { box, exploring: () => finger.getAttribute("aria-pressed") === "true" };
}

/** @param {string} path */
function icon(path) {
  const space = "http://www.w3.org/2000/svg";
  const [picture, line] = [document.createElementNS(space, "svg"), document.createElementNS(space, "path")];
  picture.setAttribute("viewBox", "0 0 16 16");
  picture.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  picture.append(line);
  return picture;
}

/**
 * The slider for the last year whose relations are shown.
 * @param {Stage} stage
 * @param {Record<string, string>} words
 * @param {() => void} changed
 */
function yearsOf(stage, words, changed) {
  const label = element("label", "dz-net__years");
  const range = document.createElement("input");
  const shown = element("output", "dz-net__year", String(stage.until));
  range.type = "range";
  [range.min, range.max, range.step] = [String(stage.graph.first), String(stage.graph.last), "1"];
  range.value = String(stage.until);
  range.addEventListener("input", () => {
    stage.until = Number(range.value);
    shown.textContent = range.value;
    stage.repaint();
    changed();
  });
  label.append(element("span", "dz-net__label", words.until), range, shown);
  return label;
}

/**
 * The communities that have a colour; pressing one shows it alone.
 * @param {Stage} stage
 */
function legendOf(stage) {
  const { communities, schemes, words, others } = stage.explorer;
  const box = element("div", "dz-net__legend");
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", words.communities);
  const shown = Math.min(communities.length, schemes.light.communities.length);
  const chips = communities.slice(0, shown).map((name, community) => {
    const chip = button("dz-net__chip", "", () => {
      stage.only = stage.only === community ? -1 : community;
      chips.forEach((one, place) => one.setAttribute("aria-pressed", String(place === stage.only)));
      stage.repaint();
    });
    chip.setAttribute("aria-pressed", "false");
    chip.append(element("span", `dz-net__dot dz-net__dot--${community}`), name);
    return chip;
  });
  box.append(...chips);
  if (communities.length > shown) {
    const rest = element("span", "dz-net__rest");
    rest.append(element("span", "dz-net__dot"), others);
    box.append(rest);
  }
  const paint = () => box.querySelectorAll(".dz-net__dot").forEach((dot, place) => {
    /** @type {HTMLElement} */ (dot).style.background =
      stage.colours.communities[place < shown ? place : Infinity] ?? stage.colours.others;
  });
  paint();
  document.addEventListener("duizhao:scheme", paint);
  return box;
}
