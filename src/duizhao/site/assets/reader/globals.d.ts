// What the page's own scripts give one another, for the type checker alone.

interface Link {
  text?: string;
  href?: string;
}

interface Answer {
  of?: string;
  text: string;
  exact?: string;
  unit: string;
  figure: Link;
  status: string;
  interval?: string;
  source?: string;
  formula?: string;
  terms?: string[];
  editions?: { edition: string; text: string; href: string }[];
  citation: string;
}

interface Explained {
  name: string;
  definition: string;
  href: string;
}

interface Values {
  words: Record<string, string>;
  numbers: Record<string, Answer>;
  terms: Record<string, Explained>;
}

/** Edition -> page -> the ids of its headings, figures and tables. */
type Places = Record<string, Record<string, string[]>>;

type Mode = "own" | "other" | "both";

interface Window {
  /** Finished pages' articles by the address of the script that brought them. */
  duizhaoTexts?: Record<string, string>;
  duizhaoValues?: Record<string, Values>;
  duizhaoPlaces?: Record<string, Places>;
  /** Storage that never throws, from scheme.js. */
  __md_get?(key: string): unknown;
  __md_set?(key: string, value: unknown): void;
}
