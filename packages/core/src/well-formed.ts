import { faultText } from "@donut/contracts/faults";

/**
 * JSON can hold what no database or queue takes: half of a surrogate pair, as in "\ud83c", is a JavaScript string but no
 * Unicode text.
 *
 * @returns a path to each such string, or key, of a JSON value
 */
export function illFormedTexts(value: unknown, path: PropertyKey[] = []): PropertyKey[][] {
  if (typeof value === "string") return value.isWellFormed() ? [] : [path];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => illFormedTexts(item, [...path, index]));
  return Object.entries(value).flatMap(([key, item]) =>
    key.isWellFormed() ? illFormedTexts(item, [...path, key]) : [path],
  );
}

export const illFormedReason = faultText("ill-formed");
