import { focusSearch } from "../../keyboard/focus-search.ts";
import { useShortcuts } from "../../keyboard/use-shortcut.ts";

interface Keys {
  /** Moves this many rows down, or up if negative. */
  move(rows: number): void;
  pick(): void;
  pickAll(): void;
  redrive(): void;
  edit(): void;
  remove(): void;
  close(): void;
}

/** Keyboard control of the list. */
export function useDeadLetterKeys({ move, pick, pickAll, redrive, edit, remove, close }: Keys): void {
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    x: pick,
    a: pickAll,
    r: redrive,
    e: edit,
    d: remove,
    Escape: close,
    "/": focusSearch,
  });
}
