/** One parameter of an address, if it is there and not empty. A number is taken as its text: so the router reads it. */
export function textOf<Key extends string>(key: Key, search: Record<string, unknown>): { [key in Key]?: string } {
  const value = search[key];
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text !== "" ? ({ [key]: text } as { [key in Key]: string }) : {};
}
