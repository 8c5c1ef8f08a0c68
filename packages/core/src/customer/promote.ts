import { customerPromoted } from "@donut/contracts/events/customer";
import { isTest, type OrderSold } from "@donut/contracts/events/order";
import { Resource } from "sst";
import { type TransactItem, transact } from "../aws/transact.ts";
import { correlationId } from "../context.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { customerIdOf, customerKind } from "./customer.ts";
import { dueAfter, type LargeOrder } from "./due.ts";

export type Promotion =
  | { status: "promoted" }
  /** The customer is a VIP already, because of this order or another. */
  | { status: "vip-already" }
  | { status: "too-few-units" }
  /** Test traffic makes no customers. */
  | { status: "test" }
  /** Conflicts lasted until time was up. */
  | { status: "busy" };

/** Makes the customer of a large enough order a VIP, once, however many such orders arrive, even at the same time. */
export async function promote(order: OrderSold): Promise<Promotion> {
  if (isTest(order)) return { status: "test" };
  const { at, data } = order;
  if (data.units < Resource.VipRule.units) return { status: "too-few-units" };
  return promoteBy(data.email, { at, orderId: data.orderId, units: data.units });
}

/** Like `promote`, for an order that is known to be large enough. */
export async function promoteBy(email: string, order: LargeOrder): Promise<Promotion> {
  const result = await transact([becomingVip(email, order), announced(email, order)]);
  if (result.status === "committed") return { status: "promoted" };
  return { status: result.status === "refused" ? "vip-already" : "busy" };
}

/** The customer's type is the inbox key: a VIP is not promoted again. */
function becomingVip(email: string, { orderId, units, at: since }: LargeOrder): TransactItem {
  return {
    Update: {
      TableName: Resource.CustomerTable.name,
      Key: { id: customerIdOf(email) },
      UpdateExpression:
        "SET kind = :kind, email = :email, #type = :vip, since = :since, promotion = :promotion, " +
        "correlationId = :correlationId, due = :due, dueAt = :dueAt, dueTries = :none REMOVE largeOrder",
      ConditionExpression: "attribute_not_exists(id) OR #type = :normal",
      ExpressionAttributeNames: { "#type": "type" },
      ExpressionAttributeValues: {
        ":kind": customerKind,
        ":email": email,
        ":vip": "vip",
        ":normal": "normal",
        ":since": since,
        ":promotion": { orderId, units },
        ":correlationId": correlationId(),
        ":due": "marketing",
        ":dueAt": dueAfter(0),
        ":none": 0,
      },
    },
  };
}

function announced(email: string, { orderId, units }: LargeOrder): TransactItem {
  return outboxPut(
    createEvent(customerPromoted, { customerId: customerIdOf(email), customerType: "vip", orderId, units }),
  );
}
