import { useSyncExternalStore } from "react";

/** A value that outlives the page and is the same in every tab. */
export interface Persisted<T> {
  get(): T;
  set(next: T): void;
  use(): T;
}

/** @param parse makes a value of what was stored, which may be anything, or nothing */
export function persisted<T>(key: string, parse: (stored: unknown) => T): Persisted<T> {
  const listeners = new Set<() => void>();
  let text = read(key);
  let value = parse(decoded(text));
  const renew = (next: string | null) => {
    if (next === text) return;
    text = next;
    value = parse(decoded(next));
    for (const listener of listeners) listener();
  };
  const get = () => value;

  globalThis.addEventListener?.("storage", (event) => {
    if (event.key === key || event.key === null) renew(read(key));
  });
  return {
    get,
    set(next) {
      const written = JSON.stringify(next) ?? null;
      write(key, written);
      renew(written);
    },
    use: () =>
      useSyncExternalStore((listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      }, get),
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
