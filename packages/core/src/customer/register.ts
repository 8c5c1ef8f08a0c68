import { GetCommand } from "@aws-sdk/lib-dynamodb";
import type { OrderSold } from "@donut/contracts/events/order";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";
import { type TransactItem, transact } from "../aws/transact.ts";
import { correlationId } from "../context.ts";
import { type Customer, customerIdOf, customerKind } from "./customer.ts";
import type { KnownCustomers } from "./known-customers.ts";

export type Registration =
  | { status: "registered" }
  /** The customer exists, of whichever type, and stays as it is. */
  | { status: "known" }
  /** Conflicts lasted until time was up. */
  | { status: "busy" };

/**
 * Makes sure that the person who placed an order is a customer: a normal one if they are new. Safe in any order with
 * `promote`. Costs nothing for customers in `known`, and one read for other existing ones: a tenth of a failed write.
 */
export async function register({ at, data: { email } }: OrderSold, known: KnownCustomers): Promise<Registration> {
  const id = customerIdOf(email);
  if (known.has(id)) return { status: "known" };
  const status = (await isThere(id)) ? "refused" : (await transact([newCustomer(id, email, at)])).status;
  if (status === "conflict") return { status: "busy" };
  known.add(id);
  return { status: status === "committed" ? "registered" : "known" };
}

async function isThere(id: string): Promise<boolean> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.CustomerTable.name, Key: { id }, ProjectionExpression: "id" }),
  );
  return item !== undefined;
}

/** A transaction of one: a plain put fails when it conflicts with a promotion, a transaction is retried. */
function newCustomer(id: string, email: string, since: string): TransactItem {
  const item: Customer = { id, email, type: "normal", since, correlationId: correlationId() };
  return {
    Put: {
      TableName: Resource.CustomerTable.name,
      Item: { ...item, kind: customerKind },
      ConditionExpression: "attribute_not_exists(id)",
    },
  };
}
