/**
 * One parameter of an address, if it is present and not empty. The router reads numbers as numbers, so they become text
 * again.
 */
export function textOf<Key extends string>(key: Key, search: Record<string, unknown>): { [key in Key]?: string } {
  const value = search[key];
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text !== "" ? ({ [key]: text } as { [key in Key]: string }) : {};
}
