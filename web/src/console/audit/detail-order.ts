/** The order in which a record's details are shown; others follow, by their names. */
const order = [
  ...["productId", "adjustBy", "units", "quantity", "before", "available", "reserved", "reason", "text"],
  ...["selection", "destination", "maxPerSecond", "present", "done", "removed", "missing", "unreachable"],
  ...["messageId", "newMessageId", "type", "shortageId", "askedAnew", "takenBy", "alert", "count", "served"],
  ...["result", "status", "failureReason", "error"],
];

/** @returns the parts of a record's details, always in the same order; those without a value are left out */
export function inOrder(details: Record<string, unknown>): [name: string, value: unknown][] {
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.entries(details)
    .filter(([, value]) => value !== undefined && value !== null && value !== "")
    .sort(([a], [b]) => place(a) - place(b) || a.localeCompare(b, "en"));
}
