import { isDeepStrictEqual } from "node:util";

/** @returns the wanted attributes whose value differs; JSON values are compared by content */
export function changedAttributes(
  actual: Record<string, string | undefined>,
  wanted: Record<string, string>,
): [name: string, value: string][] {
  return Object.entries(wanted).filter(([name, value]) => !isDeepStrictEqual(meaning(actual[name]), meaning(value)));
}

/** @returns the physical name: the last part of the ARN */
export function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(":") + 1);
}

/** An absent attribute is the same as an empty one, and a policy's numbers may come back as text. */
function meaning(value: string | undefined): unknown {
  if (!value || value === "{}") return undefined;
  try {
    return JSON.parse(value, (_, part) => (typeof part === "number" ? String(part) : part));
  } catch {
    return value;
  }
}
