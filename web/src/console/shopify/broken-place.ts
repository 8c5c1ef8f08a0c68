import { brokenAt } from "../text/json-place.ts";

/** @returns the line and column, from 1, where a text stops being JSON */
export function brokenPlace(text: string): { line: number; column: number } | undefined {
  const offset = brokenAt(text);
  if (offset === undefined) return undefined;
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
