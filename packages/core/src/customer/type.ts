import type { Customer } from "./customer.ts";
import { findCustomer } from "./find.ts";

/** @returns the type of the customer with this e-mail address (in lower case): normal unless they have become a VIP */
export async function typeOf(email: string): Promise<Customer["type"]> {
  return (await findCustomer(email))?.type ?? "normal";
}
