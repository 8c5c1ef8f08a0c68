import { createValue } from "../ui/value.ts";
import { type Language, languages } from "./languages.ts";

export type { Language };

const key = "donut.language";
const current = createValue<Language>(remembered() ?? preferred(navigator.languages));
document.documentElement.lang = current.get();

export const language = current.get;
export const useLanguage = current.use;

/** Makes `next` the page's language and stores the choice. Its texts must be loaded already: see `switchLanguage`. */
export function setLanguage(next: Language): void {
  document.documentElement.lang = next;
  try {
    localStorage.setItem(key, next);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  current.set(next);
}

/** @returns the first supported language among the reader's, or English */
export function preferred(wanted: readonly string[]): Language {
  const spoken = wanted.map((it) => it.slice(0, 2).toLowerCase());
  return spoken.map((it) => languages.find((ours) => ours === it)).find(Boolean) ?? "en";
}

function remembered(): Language | undefined {
  try {
    return languages.find((it) => it === localStorage.getItem(key));
  } catch {
    return undefined;
  }
}
