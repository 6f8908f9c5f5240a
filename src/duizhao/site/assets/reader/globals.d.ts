// What the page's own scripts give one another, for the type checker alone.

/** Text and address of a figure, and its citation with {number}, {day} and {address} left open. */
type Figure = [text: string, href: string, citation: string];

/** What many numbers of a page have in common; figure and source by their place in the lists. */
type Kind = [unit: string, status: string, figure: number, source: number, terms: string[]];

/** What only few numbers have. */
interface Rare {
  exact?: string;
  interval?: string;
  formula?: string;
  editions?: InEdition[];
}

/** A number of a series; without an address it is the one at hand. */
interface InEdition {
  edition: string;
  text: string;
  href?: string;
  status: string;
  broken?: string;
}

/** Which of the kinds, the number as read, what it counts, and what few numbers have. */
type Said = [kind: number, text: string, of: string, rare?: Rare];

interface Explained {
  name: string;
  definition: string;
  href: string;
}

interface Values {
  words: Record<string, string>;
  figures: Figure[];
  sources: string[];
  kinds: Kind[];
  numbers: Record<string, Said>;
  terms: Record<string, Explained>;
}

/** Edition -> page -> the ids of its headings, figures and tables. */
type Places = Record<string, Record<string, string[]>>;

interface Window {
  /** Finished pages' articles by the address of the script that brought them. */
  duizhaoTexts?: Record<string, string>;
  duizhaoValues?: Record<string, Values>;
  duizhaoPlaces?: Record<string, Places>;
}
