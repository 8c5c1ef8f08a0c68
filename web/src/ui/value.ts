import { useSyncExternalStore } from "react";

/** A value outside React that components can read and subscribe to. */
export interface Value<T> {
  get(): T;
  set(next: T): void;
  /** The value; re-renders when it changes. */
  use(): T;
}

export function createValue<T>(initial: T): Value<T> {
  const listeners = new Set<() => void>();
  let current = initial;
  const get = () => current;
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    get,
    set(next) {
      current = next;
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, get),
  };
}
