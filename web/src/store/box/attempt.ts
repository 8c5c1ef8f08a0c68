import type { OrderLine } from "../../api/types.ts";
import { persisted } from "../../ui/persisted.ts";

export interface OrderRequest {
  lines: OrderLine[];
  customer: { email: string };
}

/** One wish to buy. Its key goes with every try, so that however often it is sent it buys once. */
export interface Attempt {
  key: string;
  request: OrderRequest;
  /** Of the waiting room: what lets it in. */
  admission?: string;
}

/**
 * The attempt whose outcome is not known yet. It is written down before the first try: a reload, a crash or a lost
 * answer leaves it here, and trying again means sending the very same thing.
 */
export const openAttempt = persisted<Attempt | undefined>("donut.attempt", parseAttempt);

/** @returns the open attempt, or a new one for this request, written down */
export function beginAttempt(request: OrderRequest, admission?: string): Attempt {
  const open = openAttempt.get();
  if (open) return open;
  const attempt = { key: randomKey(), request, ...(admission !== undefined && { admission }) };
  openAttempt.set(attempt);
  return attempt;
}

/** The outcome is known, or nobody wants to know it any more. */
export function closeAttempt(): void {
  openAttempt.set(undefined);
}

function parseAttempt(stored: unknown): Attempt | undefined {
  const { key, request, admission } = (stored ?? {}) as Partial<Attempt>;
  return typeof key === "string" && Array.isArray(request?.lines) && request.customer?.email
    ? { key, request, ...(typeof admission === "string" && { admission }) }
    : undefined;
}

/** `crypto.randomUUID` exists on https and localhost only; the shop may be opened by another name. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (it) => it.toString(16).padStart(2, "0")).join("");
}
