import { useEffect, useEffectEvent } from "react";
import { latinKeyOf } from "./key.ts";

const TEXT_FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

/** Runs `action` when `key` is pressed alone, but not in a field or while a dialog is open. */
export function useShortcut(key: string, action: () => void): void {
  useShortcuts({ [key]: action });
}

/** The same for several keys; named as in `KeyboardEvent.key`. */
export function useShortcuts(actions: Record<string, () => void>): void {
  const run = useEffectEvent((event: KeyboardEvent) => {
    const key = latinKeyOf(event);
    const action = actions[key] ?? actions[key.toLowerCase()];
    if (!action || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.repeat && key !== "j" && key !== "k") return;
    if (event.target instanceof HTMLElement && event.target.matches(TEXT_FIELDS)) return;
    if (document.querySelector("dialog[open]")) return;
    // Otherwise the key would be typed into whatever opens.
    event.preventDefault();
    action();
  });

  useEffect(() => {
    document.addEventListener("keydown", run);
    return () => document.removeEventListener("keydown", run);
  }, []);
}
