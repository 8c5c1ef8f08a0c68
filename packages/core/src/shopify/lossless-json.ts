/**
 * Parses JSON without losing digits: numbers that a double cannot represent exactly, and all fractions, become the text
 * from the source. Half of a surrogate pair, as left by shops that cut their texts, becomes U+FFFD. Throws a
 * SyntaxError if the text is not JSON.
 */
export function parseLossless(text: string): unknown {
  return (JSON.parse as Parse)(text, (_key, value, { source }) => {
    if (typeof value === "string") return value.toWellFormed();
    return typeof value === "number" && !Number.isSafeInteger(value) ? (source ?? value) : value;
  });
}

/** As in Node 24; TypeScript's library does not know `context` yet. */
type Parse = (text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown) => unknown;
