import { vi } from "vitest";

/** Provides browser features that Node lacks. Call it before importing modules that use them on loading. */
export function stubBrowser({ languages = ["en"] }: { languages?: string[] } = {}): Storage {
  const storage = memoryStorage();
  vi.stubGlobal("localStorage", storage);
  vi.stubGlobal("navigator", { languages });
  vi.stubGlobal("document", { documentElement: { lang: "", dataset: {} } });
  return storage;
}

function memoryStorage(): Storage {
  const entries = new Map<string, string>();
  return {
    get length() {
      return entries.size;
    },
    clear: () => entries.clear(),
    getItem: (key) => entries.get(key) ?? null,
    key: (index) => [...entries.keys()][index] ?? null,
    removeItem: (key) => void entries.delete(key),
    setItem: (key, value) => void entries.set(key, String(value)),
  };
}
