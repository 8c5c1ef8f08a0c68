import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { isTest, type OrderSold } from "@donut/contracts/events/order";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";
import { type TransactItem, transact } from "../aws/transact.ts";
import { correlationId } from "../context.ts";
import { type Customer, customerIdOf, customerKind } from "./customer.ts";
import { dueAfter, largeOrderOf } from "./due.ts";
import type { KnownCustomers } from "./known-customers.ts";

export type Registration =
  | { status: "registered" }
  /** The customer exists, of whichever type, and is left unchanged. */
  | { status: "known" }
  /** Test traffic makes no customers. */
  | { status: "test" }
  /** Conflicts lasted until time was up. */
  | { status: "busy" };

/**
 * Makes sure that whoever placed an order is a customer: a normal one if they are new. May run before or after
 * `promote`. A large enough order also marks the promotion as due, so that a sweep makes up for a lost message. Costs
 * nothing for customers in `known`, and one read for other existing ones: a tenth of a failed write.
 */
export async function register(order: OrderSold, known: KnownCustomers): Promise<Registration> {
  if (isTest(order)) return { status: "test" };
  const { at, data } = order;
  const id = customerIdOf(data.email);
  const large = data.units >= Resource.VipRule.units;
  if (known.has(id) && !large) return { status: "known" };
  const there = known.has(id) || (await isThere(id));
  const status = there ? "refused" : (await transact([newCustomer(id, data.email, at)])).status;
  if (status === "conflict") return { status: "busy" };
  known.add(id);
  if (large && (await transact([promotionDue(id, order)])).status === "conflict") return { status: "busy" };
  return { status: status === "committed" ? "registered" : "known" };
}

/** Its condition fails if the customer is already a VIP. */
function promotionDue(id: string, order: OrderSold): TransactItem {
  return {
    Update: {
      TableName: Resource.CustomerTable.name,
      Key: { id },
      UpdateExpression: "SET due = :vip, dueAt = :at, dueTries = :none, largeOrder = :order",
      ConditionExpression: "#type = :normal AND attribute_not_exists(due)",
      ExpressionAttributeNames: { "#type": "type" },
      ExpressionAttributeValues: {
        ":vip": "vip",
        ":at": dueAfter(0),
        ":none": 0,
        ":order": largeOrderOf(order),
        ":normal": "normal",
      },
    },
  };
}

async function isThere(id: string): Promise<boolean> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.CustomerTable.name, Key: { id }, ProjectionExpression: "id" }),
  );
  return item !== undefined;
}

/** A transaction with one item: it is retried after a conflict with a promotion, whereas a plain put would fail. */
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
