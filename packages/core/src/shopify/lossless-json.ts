/**
 * Parses JSON and keeps every digit: numbers that a double cannot hold exactly, and all fractions, become the text that
 * stands in the source. Half of a surrogate pair, which some shops' texts have where they were cut, becomes U+FFFD. Throws a
 * SyntaxError if it is not JSON.
 */
export function parseLossless(text: string): unknown {
  return (JSON.parse as Parse)(text, (_key, value, { source }) => {
    if (typeof value === "string") return value.toWellFormed();
    return typeof value === "number" && !Number.isSafeInteger(value) ? (source ?? value) : value;
  });
}

/** As Node 24 has it; TypeScript's library does not know `context` yet. */
type Parse = (text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown) => unknown;
