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
