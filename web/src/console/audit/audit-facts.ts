import type { AuditRecord } from "../api/types.ts";

/** Names by id, in the reader's language. */
export interface AuditNames {
  product(id: string): string;
  campaign(id: string): string;
}

/** The values in a record's sentence. What was requested and the outcome count as one. */
export interface AuditFacts {
  target: string;
  /** The target's name, if it is a product or a campaign. */
  product: string;
  campaign: string;
  productOf(key: string): string;
  text(key: string): string;
  /** undefined if it is not a number */
  count(key: string): number | undefined;
  is(key: string): boolean;
  /** How many dead letters a repair was about: as many as were done, or chosen. */
  chosen: number | "all" | "matching";
}

export function auditFacts({ target, detail, outcome }: AuditRecord, { product, campaign }: AuditNames): AuditFacts {
  const values = { ...detail, ...outcome };
  const text = (key: string) => (typeof values[key] === "string" ? values[key] : "");
  return {
    target,
    product: product(target),
    campaign: campaign(target),
    productOf: (key) => product(text(key)),
    text,
    count: (key) => (typeof values[key] === "number" ? values[key] : undefined),
    is: (key) => values[key] === true,
    chosen: typeof values.done === "number" ? values.done : chosenIn(detail.selection),
  };
}

/** @returns which dead letters a repair was about */
export function chosenIn(selection: unknown): AuditFacts["chosen"] {
  if (typeof selection !== "object" || selection === null) return "all";
  if ("messageIds" in selection && Array.isArray(selection.messageIds)) return selection.messageIds.length;
  return "filter" in selection ? "matching" : "all";
}

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
