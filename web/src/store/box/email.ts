import { createValue } from "../../ui/value.ts";
import { knownEmail } from "../shared/email.ts";
import type { Outcome } from "./place-order.ts";

/** What is in the field, whatever becomes of the order. */
export const typedEmail = createValue(knownEmail.get());

/** Whether an order was refused because of its address, and nothing else. */
export function isEmailRefused(answer: Outcome | undefined): boolean {
  if (answer?.status !== "refused") return false;
  const { errors = [] } = answer.problem;
  return errors.length > 0 && errors.every(({ pointer }) => pointer === "/customer/email");
}
