import { useSyncExternalStore } from "react";

export const languages = ["en", "ko"] as const;
export type Language = (typeof languages)[number];

/** Each language's name in itself. */
export const languageNames: Record<Language, string> = { en: "English", ko: "한국어" };

const key = "donut.language";
const listeners = new Set<() => void>();
let current: Language = remembered() ?? preferred(navigator.languages);
document.documentElement.lang = current;

export function language(): Language {
  return current;
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, language);
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Makes `next` the language of the page and remembers it. Its texts must be loaded already: see `switchLanguage`. */
export function setLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = next;
  try {
    localStorage.setItem(key, next);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

/** @returns the first of the reader's languages that we speak, or English */
export function preferred(wanted: readonly string[]): Language {
  const spoken = wanted.map((it) => it.slice(0, 2).toLowerCase());
  return languages.find((it) => it === spoken.find((one) => languages.some((ours) => ours === one))) ?? "en";
}

function remembered(): Language | undefined {
  try {
    return languages.find((it) => it === localStorage.getItem(key));
  } catch {
    return undefined;
  }
}
