import { GetCommand } from "@aws-sdk/lib-dynamodb";
import type { OrderSold } from "@donut/contracts/events/order";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";
import { type TransactItem, transact } from "../aws/transact.ts";
import { correlationId } from "../context.ts";
import { type Customer, customerIdOf, customerKind } from "./customer.ts";
import { dueAfter, largeOrderOf } from "./due.ts";
import type { KnownCustomers } from "./known-customers.ts";

export type Registration =
  | { status: "registered" }
  /** The customer exists, of whichever type, and stays as it is. */
  | { status: "known" }
  /** Conflicts lasted until time was up. */
  | { status: "busy" };

/**
 * Makes sure that the person who placed an order is a customer: a normal one if they are new. Safe in any order with
 * `promote`, which an order that is large enough makes due: should its message get lost, a sweep sees to it. Costs nothing for customers in `known`, and one read for other existing ones: a tenth of a failed write.
 */
export async function register(order: OrderSold, known: KnownCustomers): Promise<Registration> {
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

/** Refused where the customer is a VIP already. */
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
