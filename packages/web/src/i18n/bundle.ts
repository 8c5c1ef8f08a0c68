import { useSyncExternalStore } from "react";
import { type Language, language, setLanguage, subscribe } from "./language.ts";

/** The texts of one part of the product, in every language; only the language in use is loaded. */
export interface Bundle<Messages> {
  /** Fetches the texts of the current language. Call it before rendering what uses them. */
  load(): Promise<void>;
  /** The texts in the current language; re-renders when it changes. */
  useMessages(): Messages;
}

const loaders = new Set<(wanted: Language) => Promise<void>>();

export function createBundle<Messages>(
  sources: Record<Language, () => Promise<{ messages: Messages }>>,
): Bundle<Messages> {
  const loaded = new Map<Language, Messages>();
  const loadOne = async (wanted: Language) => {
    if (!loaded.has(wanted)) loaded.set(wanted, (await sources[wanted]()).messages);
  };
  const current = () => {
    const messages = loaded.get(language());
    if (!messages) throw new Error(`The texts in "${language()}" are used before they are loaded.`);
    return messages;
  };

  return {
    async load() {
      loaders.add(loadOne);
      await loadOne(language());
    },
    useMessages: () => useSyncExternalStore(subscribe, current),
  };
}

/** Loads the texts of every part in use in `next`, then changes to it at once. */
export async function switchLanguage(next: Language): Promise<void> {
  await Promise.all([...loaders].map((load) => load(next)));
  setLanguage(next);
}
