import { type Language, language, setLanguage, useLanguage } from "./language.ts";

/** The texts of one part of the product, in every language; only the current language is loaded. */
export interface Bundle<Messages> {
  /** Loads the texts of the current language. Call it before rendering anything that uses them. */
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

  return {
    async load() {
      loaders.add(loadOne);
      await loadOne(language());
    },
    useMessages() {
      const messages = loaded.get(useLanguage());
      if (!messages) throw new Error("A text is used before it is loaded.");
      return messages;
    },
  };
}

/** Loads the texts of all parts in use in `next`, then switches at once. */
export async function switchLanguage(next: Language): Promise<void> {
  await Promise.all([...loaders].map((load) => load(next)));
  setLanguage(next);
}
