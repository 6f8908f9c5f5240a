// What the scripts of every page give one another, for the type checker alone.

/** Storage that never throws: key, where (else local), for which folder (else the site's). */
type Read = (key: string, storage?: Storage | null, scope?: URL) => unknown;
type Write = (key: string, value: unknown, storage?: Storage | null, scope?: URL) => void;

/** A figure's compiled specifications, by width. */
interface Widths {
  wide: object;
  phone?: object;
}

/** One page as search reads it. */
interface SearchPage {
  location: string;
  title: string;
  edition: string;
  year: string;
  order: number;
  weight: number;
  sections: [place: string, title: string, text: string][];
}

/** The words of one language. */
interface SearchText {
  pages: SearchPage[];
  spellings: string[][];
  initials?: string[][];
}

/** What a page says about search: where the words are, and how to speak. */
interface SearchConfig {
  text: string;
  editions: string[];
  others: { text: string; home: string; code: string }[];
  words: Record<string, string>;
}

/** What stands above the results: the editions to choose from, the other language's count. */
interface Also {
  query: string;
  edition: string;
  editions: string[];
  words: Record<string, string>;
  others: { home: string; count: number }[];
  /** What the query probably means, where its words stand nowhere; else "". */
  meant: string;
}

/** One line of a result, as Material's list shows it; text and title are HTML. */
interface SearchLine {
  location: string;
  title: string;
  text: string;
  score: number;
  terms: Record<string, boolean>;
}

/** What Material's box and the search say to one another, by number. */
type Heard =
  | { type: 0; data: { config: SearchConfig } }
  | { type: 2; data: string }
  | { type: 4; data: string };
type Answered = { type: 1 } | { type: 3; data: { items: SearchLine[][]; also: Also } };

type Listen = (message: Heard) => Promise<void>;
type Conversation = (
  load: (address: string) => SearchText | Promise<SearchText>,
  answer: (message: Answered) => void,
) => Listen;

interface Navigator {
  /** Not in every browser. */
  readonly connection?: { readonly saveData: boolean };
}

interface Window {
  __md_scope?: URL;
  __md_hash?: (text: string) => number;
  __md_get?: Read;
  __md_set?: Write;
  duizhaoSpecifications?: Record<string, { light: Widths; dark?: Widths }>;
  duizhaoChart?: (
    into: HTMLElement,
    specification: object,
    options: { label: string },
  ) => Promise<{ finalize(): void }>;
  duizhaoNetwork?: (figure: HTMLElement) => Promise<void>;
  duizhaoText?: SearchText;
  duizhaoSearch?: Conversation;
}
