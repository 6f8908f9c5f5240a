// Search over the whole text of one language, behind Material's search box.
// Runs as a worker; from file://, where browsers start none, inside the page (see search-box.js).
// Chinese needs no segmenter here: whatever stands in the text is found, as is every other
// spelling of a glossary name, in either language.
(() => {
  "use strict";
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3, FILTER = 4;
  const PAGES = 40; // results at most
  const OPEN = 3; // sections that a result shows at once
  const MARKED = 12; // different words that the page is asked to mark, at most
  const LITTLE = /^(?:an?|and|at|by|for|from|in|is|of|on|or|the|to|with)$/; // words that say little
  const APART = "[,\u2009\u202f]"; // what may stand between the thousands of a number
  const GLOSSARY = "glossary.html";
  const HAN = /^\p{Script=Han}+$/u;
  const BREAKS = /[\s\u3000,，、。;；:：!！?？()（）[\]【】"“”‘’《》〈〉]+/u;

  // Lower case and half width; every character keeps its place, so that matches can be marked.
  /** @param {string} text */
  const fold = (text) =>
    text
      .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
      .toLowerCase();
  /** @type {Record<string, string>} */
  const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  /** @param {string} text */
  const escapeHtml = (text) => text.replace(/[&<>"]/g, (c) => ENTITIES[c]);
  /** @param {string} text */
  const escapePattern = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  // English endings fall away: networks, network; industries, industry.
  /** @param {string} word */
  const stem = (word) => {
    if (!/^[a-z]+$/.test(word)) return word;
    const ending = /(?:ies|es|s|ing|ed)$/.exec(word);
    return ending && ending.index >= (ending[0].endsWith("s") ? 4 : 5) ? word.slice(0, ending.index) : word;
  };

  // A query's numbers without what stands between their thousands, and one space between words.
  /** @param {string} query */
  const tidy = (query) =>
    fold(query.trim())
      .replace(new RegExp(`(?<=\\d)${APART}(?=\\d{3}(?!\\d))`, "g"), "")
      .replace(/\s+/g, " ");

  // A number is found however its thousands are written, and not as a part of another.
  /** @param {string} number */
  const numberPattern = (number) => {
    const digits = escapePattern(number).replace(/(?<!\..*)\B(?=(?:\d{3})+(?!\d))/g, `${APART}?`);
    return `(?<![a-z0-9.]|\\d${APART})${digits}(?![a-z0-9]|[.,]\\d)`;
  };

  // How many letters differ; more than `most` is as good as any.
  /** @param {string} one @param {string} other @param {number} most */
  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let row = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (let at = 1; at <= one.length; at += 1) {
      const next = [at];
      for (let to = 1; to <= other.length; to += 1) {
        const changed = row[to - 1] + (one[at - 1] === other[to - 1] ? 0 : 1);
        next.push(Math.min(changed, row[to] + 1, next[to - 1] + 1));
      }
      if (Math.min(...next) > most) return most + 1;
      row = next;
    }
    return row[other.length];
  };

  // A word of Latin letters must begin where a word begins; Chinese may stand anywhere.
  /** @param {Iterable<string>} spellings */
  const pattern = (spellings) => {
    const parts = [...spellings]
      .sort((a, b) => b.length - a.length)
      .map((spelling) => {
        if (/^\d{4,}(\.\d+)?$/.test(spelling)) return numberPattern(spelling);
        const words = spelling.split(/\s+/).map((word) => escapePattern(stem(word)));
        const text = words.join("[a-z0-9]*\\s+");
        return /^[a-z0-9]/.test(spelling) ? `(?<![a-z0-9])${text}[a-z0-9]*` : text;
      });
    return new RegExp(parts.join("|"), "gu");
  };

  /**
   * A part of a page, and it again as it is compared.
   * @typedef {object} Section
   * @property {string} place
   * @property {string} title
   * @property {string} text
   * @property {string} foldedTitle
   * @property {string} foldedText
   */
  /** @typedef {Omit<SearchPage, "sections"> & { sections: Section[] }} Page */
  /** @typedef {{ term: string, pattern: RegExp }} Wanted */
  /** @typedef {{ section: Section, score: number }} Scored */
  /**
   * @typedef {object} Hit
   * @property {Page} page
   * @property {number} found
   * @property {Set<string>} seen
   * @property {Scored[]} sections
   * @property {number} score
   */

  class Index {
    /** @param {SearchText} text */
    constructor({ pages, spellings, initials = [] }) {
      /** @type {Page[]} */
      this.pages = pages.map((page) => ({
        ...page,
        sections: page.sections.map(([place, title, text]) => ({
          place, title, text, foldedTitle: fold(title), foldedText: fold(text),
        })),
      }));
      /** @type {Map<string, Set<string>>} */
      this.same = new Map();
      for (const group of spellings) {
        const folded = group.map(fold);
        for (const spelling of folded) {
          const known = this.same.get(spelling) || new Set();
          for (const other of folded) known.add(other);
          this.same.set(spelling, known);
        }
      }
      // What a Chinese name begins with, letter by letter, stands for the name.
      /** @type {Map<string, Set<string>>} */
      this.initials = new Map();
      /** Every name and word, gathered when one is first sought in vain. @type {Set<string> | null} */
      this.words = null;
      initials.forEach((letters, place) => {
        for (const letter of letters) {
          const known = this.initials.get(letter) || new Set();
          for (const spelling of spellings[place]) known.add(fold(spelling));
          this.initials.set(letter, known);
        }
      });
    }

    /**
     * All the names that a term stands for.
     * @param {string} term
     * @returns {Iterable<string>}
     */
    names(term) {
      const letters = this.initials.get(term);
      return this.same.get(term) ?? (letters && !this.begins(term) ? letters : [term]);
    }

    /** @param {string} word */
    begins(word) {
      const wanted = new RegExp(`(?<![a-z0-9])${escapePattern(word)}`, "u");
      return this.pages.some((page) =>
        page.sections.some((s) => wanted.test(s.foldedTitle) || wanted.test(s.foldedText)));
    }

    /** @param {string} text */
    has(text) {
      return this.pages.some((page) =>
        page.sections.some((s) => s.foldedTitle.includes(text) || s.foldedText.includes(text)));
    }

    /**
     * A run of Chinese that stands nowhere as it is, in the longest pieces that do.
     * @param {string} term
     */
    pieces(term) {
      if (!HAN.test(term) || term.length < 3 || this.same.has(term) || this.has(term)) return [term];
      /** @type {string[]} */
      const found = [];
      for (let from = 0; from < term.length; ) {
        let to = term.length;
        while (to > from + 1 && !this.has(term.slice(from, to))) to -= 1;
        found.push(term.slice(from, to));
        from = to;
      }
      const long = found.filter((piece) => piece.length > 1);
      return long.length ? long : found;
    }

    /** @param {string} query */
    terms(query) {
      const whole = tidy(query);
      if (this.same.has(whole)) return [whole];
      const words = whole.split(BREAKS).filter(Boolean);
      const telling = words.filter((word) => !LITTLE.test(word));
      return [...new Set((telling.length ? telling : words).flatMap((term) => this.pieces(term)))];
    }

    /**
     * The query with each word that stands nowhere as the most similar one that does; "" where
     * every word is found or none is similar.
     * @param {string} query
     */
    meant(query) {
      let better = tidy(query);
      for (const term of this.terms(query)) {
        const wanted = pattern(this.names(term));
        const found = this.pages.some((page) =>
          page.sections.some((s) => s.foldedTitle.search(wanted) >= 0 || s.foldedText.search(wanted) >= 0));
        const similar = found ? term : this.nearest(term);
        if (!similar) return "";
        better = better.replace(term, similar);
      }
      return better === tidy(query) ? "" : better;
    }

    /**
     * The name or word that differs least from one that stands nowhere; "" where all differ much.
     * @param {string} word
     */
    nearest(word) {
      if (/\d/.test(word)) return "";
      this.words ??= new Set([
        ...this.same.keys(),
        ...this.pages.flatMap((page) =>
          page.sections.flatMap((s) => `${s.foldedTitle} ${s.foldedText}`.match(/[a-z]{4,}/g) ?? [])),
      ]);
      let [best, least] = ["", Math.floor((word.length + 1) / (HAN.test(word) ? 3 : 4)) + 1];
      for (const other of this.words) {
        const apart = distance(word, other, least - 1);
        if (apart < least) [best, least] = [other, apart];
      }
      return best;
    }

    /** @param {string} query */
    count(query) {
      return this.search(query).length;
    }

    /** @param {string} query @param {string} edition */
    search(query, edition = "") {
      const terms = this.terms(query);
      if (!terms.length) return [];
      const wanted = terms.map((term) => ({
        term,
        pattern: pattern(this.names(term)),
      }));
      const pages = edition ? this.pages.filter((page) => page.year === edition) : this.pages;
      const whole = terms.length > 1 ? tidy(query) : "";
      const scored = pages.map((page) => this.score(page, wanted, whole)).filter((hit) => hit.found);
      const most = Math.max(0, ...scored.map((hit) => hit.found));
      return scored
        .filter((hit) => hit.found === most)
        .sort((a, b) => b.score - a.score || a.page.order - b.page.order)
        .slice(0, PAGES)
        .map((hit) => this.item(hit, wanted));
    }

    /**
     * @param {Page} page
     * @param {Wanted[]} wanted
     * @param {string} whole several words as a phrase, which a title may hold; "" for one word
     * @returns {Hit}
     */
    score(page, wanted, whole) {
      /** @type {Set<string>} */
      const seen = new Set();
      /** @type {Scored[]} */
      const sections = [];
      for (const section of page.sections) {
        let [score, met] = [0, 0];
        for (const { term, pattern: wantedPattern } of wanted) {
          const inTitle = [...section.foldedTitle.matchAll(wantedPattern)];
          const inText = section.foldedText.match(wantedPattern)?.length || 0;
          if (!inTitle.length && !inText) continue;
          seen.add(term);
          met += 1;
          const exact = inTitle.some((match) => match[0].length >= section.foldedTitle.length - 1);
          // What a name means comes before the parts of chapters that are headed by it.
          const defined = exact && page.location === GLOSSARY;
          score += (exact ? 60 : 0) + (defined ? 60 : 0) + (inTitle.length ? 12 : 0) + Math.log2(1 + inText);
        }
        // Several words mean one thing: a part that has them all is worth more than one for each.
        score *= (met / wanted.length) ** 2;
        if (whole && section.foldedTitle.includes(whole)) score += 120;
        if (score) sections.push({ section, score: score * (page.weight || 1) });
      }
      sections.sort((a, b) => b.score - a.score);
      const rest = sections.slice(1).reduce((sum, s) => sum + s.score, 0);
      return { page, found: seen.size, seen, sections, score: (sections[0]?.score || 0) + rest / 20 };
    }

    /**
     * What Material shows: the page, its best sections, the others folded away.
     * @param {Hit} hit
     * @param {Wanted[]} wanted
     * @returns {SearchLine[]}
     */
    item({ page, seen, sections }, wanted) {
      const patterns = wanted.map((one) => one.pattern);
      const terms = Object.fromEntries(wanted.map(({ term }) => [term, seen.has(term)]));
      const location = page.location + this.asked(page, patterns);
      /** @type {SearchLine[]} */
      const documents = sections.map(({ section }, place) => ({
        location: location + section.place,
        title: this.mark(section.title, patterns),
        text: this.teaser(section, patterns),
        score: place < OPEN ? 1 : 0,
        terms: place === 0 ? terms : {},
      }));
      const own = documents.findIndex((d) => !d.location.includes("#"));
      /** @type {SearchLine} */
      const head = own < 0 ? { location, title: "", text: "", score: 0, terms: {} }
        : documents.splice(own, 1)[0];
      head.title = this.mark(page.title, patterns) +
        (page.edition ? ` <small class="dz-found__edition">${escapeHtml(page.edition)}</small>` : "");
      // First when it is all there is, or the best: then Material shows its own lines.
      return own === 0 ? [{ ...head, score: 2 }, ...documents] : [...documents, { ...head, score: 0 }];
    }

    /**
     * What tells a page which words to mark (see reader/found.js): those of its own that fit.
     * @param {Page} page @param {RegExp[]} patterns
     */
    asked({ sections }, patterns) {
      const words = new Set(sections.flatMap(({ foldedTitle, foldedText }) =>
        patterns.flatMap((p) => `${foldedTitle}\n${foldedText}`.match(p) ?? [])));
      return `?${new URLSearchParams([...words].slice(0, MARKED).map((word) => ["found", word]))}`;
    }

    /** @param {string} text @param {RegExp[]} patterns */
    spans(text, patterns) {
      const folded = fold(text);
      const spans = patterns
        .flatMap((p) => [...folded.matchAll(p)].map((m) => [m.index, m.index + m[0].length]))
        .sort((a, b) => a[0] - b[0]);
      /** @type {number[][]} */
      const merged = [];
      for (const [from, to] of spans) {
        const last = merged[merged.length - 1];
        if (last && from <= last[1]) last[1] = Math.max(last[1], to);
        else merged.push([from, to]);
      }
      return merged;
    }

    /** @param {string} text @param {RegExp[]} patterns */
    mark(text, patterns) {
      let html = "", at = 0;
      for (const [from, to] of this.spans(text, patterns)) {
        html += `${escapeHtml(text.slice(at, from))}<mark>${escapeHtml(text.slice(from, to))}</mark>`;
        at = to;
      }
      return html + escapeHtml(text.slice(at));
    }

    /** @param {Section} section @param {RegExp[]} patterns */
    teaser({ text }, patterns) {
      if (!text) return "";
      const first = this.spans(text, patterns)[0]?.[0] ?? 0;
      const room = /[\u3400-\u9fff]/.test(text) ? 90 : 190;
      let from = Math.max(0, first - Math.round(room / 4));
      // Begin at a sentence or a word, not in the middle of one.
      const before = text.slice(from, first);
      const start = Math.max(...["。", "；", ". ", "; ", " "].map((c) => before.indexOf(c)));
      if (from > 0 && start >= 0) from += start + 1;
      const cut = text.slice(from, from + room).trimStart();
      const lead = from > 0 ? "…" : "";
      const tail = from + room < text.length ? "…" : "";
      return `<p>${lead}${this.mark(cut, patterns)}${tail}</p>`;
    }
  }

  // One conversation with Material's search box. `load` brings the text when it is first needed.
  /** @type {Conversation} */
  const conversation = (load, answer) => {
    /** @type {SearchConfig | null} */
    let config = null;
    let edition = "";
    /** @type {Map<string, Index>} */
    const indexes = new Map();
    /** @param {string} address */
    const index = async (address) => {
      const known = indexes.get(address) ?? new Index(await load(address));
      indexes.set(address, known);
      return known;
    };
    // The other language is asked where its script was typed, or where this one has nothing.
    /** @param {string} query @param {number} found @param {SearchConfig["others"]} others */
    const elsewhere = async (query, found, others) => {
      const answers = [];
      for (const other of others) {
        if (found && /\p{Script=Han}/u.test(query) !== (other.code === "zh")) continue;
        const count = (await index(other.text)).count(query);
        if (count) answers.push({ home: other.home, count });
      }
      return answers;
    };
    return async ({ type, data }) => {
      if (type === SETUP) {
        config = data.config;
        answer({ type: READY });
      } else if (type === FILTER) {
        edition = data;
      } else if (type === QUERY && config) {
        const query = data.trim();
        const items = query ? (await index(config.text)).search(query, edition) : [];
        const { words, editions = [] } = config;
        /** @type {Also} */
        const also = { query, edition, editions, words, others: [], meant: "" };
        answer({ type: RESULT, data: { items, also } });
        const others = query ? await elsewhere(query, items.length, config.others ?? []) : [];
        const meant = query && !others.length ? (await index(config.text)).meant(query) : "";
        if (others.length || meant) {
          answer({ type: RESULT, data: { items, also: { ...also, others, meant } } });
        }
      }
    };
  };

  // Only a worker has this function; a page loads scripts by elements.
  const { importScripts } = /** @type {{ importScripts?: (url: string) => void }} */ (self);
  if (importScripts) {
    /** @param {string} address */
    const load = (address) => {
      importScripts(new URL(address, location.href).href);
      if (!self.duizhaoText) throw new Error(address);
      return self.duizhaoText;
    };
    const heard = conversation(load, (message) => postMessage(message));
    addEventListener("message", ({ data }) => heard(data));
  } else {
    self.duizhaoSearch = conversation;
  }
})();
