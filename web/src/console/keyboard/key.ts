/**
 * The key that was pressed, as `KeyboardEvent.key` names it on a Latin keyboard: while a Korean input method is on, the J
 * key says "ㅓ" or "Process".
 */
export function latinKeyOf({ key, code }: Pick<KeyboardEvent, "key" | "code">): string {
  const isLatin = key.length === 1 ? key.charCodeAt(0) < 0x80 : key !== "Process" && key !== "Unidentified";
  if (isLatin) return key;
  return code.startsWith("Key") ? code.slice(3).toLowerCase() : key;
}

/** The name of the key that, held, makes a shortcut of a letter: ⌘ on a Mac, Ctrl elsewhere. */
export const commandKey: "⌘" | "Ctrl" = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "") ? "⌘" : "Ctrl";
