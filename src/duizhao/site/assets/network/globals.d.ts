// What the explorer of a network is told, for the type checker alone.

interface Colours {
  tie: string;
  communities: string[];
  others: string;
}

/** What one language says about a network. */
interface Explorer {
  words: Record<string, string>;
  /** The page's language, then the others. */
  languages: string[];
  /** Label -> its name in each of the languages, then aliases. */
  names: Record<string, string[]>;
  /** Label -> a shorter name, where the name is too long for the drawing. */
  short: Record<string, string>;
  communities: string[];
  others: string;
  schemes: Record<string, Colours>;
}

interface Window {
  /** Networks' files in base64, by the address of the script that brought them. */
  duizhaoNetworks?: Record<string, string>;
  duizhaoExplorers?: Record<string, Explorer>;
  duizhaoNetwork?: (figure: HTMLElement) => Promise<void>;
}
