/** @returns a unique two-letter code for every product, like a US state's: `glazed` → GL */
export function stateCodes(ids: readonly string[]): Map<string, string> {
  const codes = new Map<string, string>();
  const taken = new Set<string>();
  for (const id of ids) {
    const code = candidates(id).find((it) => !taken.has(it)) ?? id.slice(0, 2).toUpperCase();
    taken.add(code);
    codes.set(id, code);
  }
  return codes;
}

/** The words' first letters, then the first letter with each letter after it. */
function candidates(id: string): string[] {
  const letters = id.toUpperCase().replace(/[^A-Z0-9]/g, "");
  const [first = "", second = ""] = id.toUpperCase().split("-");
  const initials = second ? [first.charAt(0) + second.charAt(0)] : [];
  return [...initials, ...Array.from(letters.slice(1), (it) => letters.charAt(0) + it)];
}
