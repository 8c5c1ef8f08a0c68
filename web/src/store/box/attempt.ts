import type { OrderLine } from "../../api/types.ts";
import type { Language } from "../../i18n/language.ts";
import { persisted } from "../../ui/persisted.ts";

export interface OrderRequest {
  lines: OrderLine[];
  /** The order is confirmed by mail in this language. */
  customer: { email: string; language: Language };
}

/** One attempt to buy. Its key is sent with every try, so that it buys once however often it is sent. */
export interface Attempt {
  key: string;
  request: OrderRequest;
  /** The waiting room's admission. */
  admission?: string;
}

/**
 * The attempt whose outcome is still unknown. It is stored before the first try, so that it survives a reload, a crash
 * or a lost answer, and trying again sends exactly the same request.
 */
export const openAttempt = persisted<Attempt | undefined>("donut.attempt", parseAttempt);

/** @returns the open attempt, or a new one, stored, for this request */
export function beginAttempt(request: OrderRequest, admission?: string): Attempt {
  const open = openAttempt.get();
  if (open) return open;
  const attempt = { key: randomKey(), request, ...(admission !== undefined && { admission }) };
  openAttempt.set(attempt);
  return attempt;
}

/** Call it when the outcome is known, or no longer matters. */
export function closeAttempt(): void {
  openAttempt.set(undefined);
}

function parseAttempt(stored: unknown): Attempt | undefined {
  const { key, request, admission } = (stored ?? {}) as Partial<Attempt>;
  return typeof key === "string" && Array.isArray(request?.lines) && request.customer?.email
    ? { key, request, ...(typeof admission === "string" && { admission }) }
    : undefined;
}

/** `crypto.randomUUID` exists only on https and localhost; the shop may be opened under another name. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (it) => it.toString(16).padStart(2, "0")).join("");
}
