import { persisted } from "../../ui/persisted.ts";
import { createValue } from "../../ui/value.ts";
import type { Outcome } from "./place-order.ts";

/** The customer's address on this device: that of the last order placed without signing in. */
export const knownEmail = persisted<string>("donut.email", (stored) => (typeof stored === "string" ? stored : ""));

/** What is in the field, whatever becomes of the order. */
export const typedEmail = createValue(knownEmail.get());

/** A first check, for typos; the shop's own is stricter. */
export function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text);
}

/** Whether an order was refused because of its address, and nothing else. */
export function isEmailRefused(answer: Outcome | undefined): boolean {
  if (answer?.status !== "refused") return false;
  const { errors = [] } = answer.problem;
  return errors.length > 0 && errors.every(({ pointer }) => pointer === "/customer/email");
}
