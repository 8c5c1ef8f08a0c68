import { createValue, type Value } from "./value.ts";

/**
 * A value that outlives the page and is the same in every tab.
 * @param parse makes a value from the stored data, which may be anything, or missing
 */
export function persisted<T>(key: string, parse: (stored: unknown) => T): Value<T> {
  let text = read(key);
  const value = createValue(parse(decoded(text)));
  const renew = (next: string | null) => {
    if (next === text) return;
    text = next;
    value.set(parse(decoded(next)));
  };
  globalThis.addEventListener?.("storage", () => renew(read(key)));
  return {
    ...value,
    set(next) {
      const written = JSON.stringify(next) ?? null;
      write(key, written);
      renew(written);
    },
  };
}

function decoded(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Without storage (private windows, full disks) the value lasts as long as the page. */
function write(key: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(key);
    if (text !== null) localStorage.setItem(key, text);
  } catch {
    return;
  }
}
