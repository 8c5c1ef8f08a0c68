import { persisted } from "../../ui/persisted.ts";

/** The customer's address on this device: that of the last order placed without signing in. */
export const knownEmail = persisted<string>("donut.email", (stored) => (typeof stored === "string" ? stored : ""));

/** A first check, for typos; the shop's own is stricter. */
export function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text);
}
