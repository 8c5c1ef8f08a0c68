import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { customerPromoted } from "@donut/contracts/events/customer";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { queryAll } from "../aws/query-page.ts";
import { transact } from "../aws/transact.ts";
import { withContext } from "../context.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { customer } from "./customer.ts";
import { due, dueAfter, largeOrder } from "./due.ts";
import { promoteBy } from "./promote.ts";

export interface CustomerSweep {
  /** Customers whom a large order should have made VIPs long ago. */
  promoted: number;
  /** VIPs whom the marketing system should know by now: they are announced again. */
  announced: number;
}

const dueCustomer = customer.extend({ ...due.shape, largeOrder: largeOrder.optional() });

/** Makes up for lost messages about large orders and promotions. */
export async function sweepCustomers(giveUpAt: number, now = Date.now()): Promise<CustomerSweep> {
  const swept: CustomerSweep = { promoted: 0, announced: 0 };
  for (const { id, promotion, correlationId, ...one } of await dueBy("marketing", now)) {
    if (Date.now() > giveUpAt) return swept;
    await lookLater({ id, ...one }, now);
    if (promotion === undefined) continue;
    const event = withContext({ correlationId }, () =>
      createEvent(customerPromoted, { customerId: id, customerType: "vip", ...promotion }),
    );
    await transact([outboxPut(event)]);
    swept.announced++;
  }
  for (const one of await dueBy("vip", now)) {
    if (Date.now() > giveUpAt) return swept;
    const { email, correlationId, largeOrder: by } = one;
    if (by && (await withContext({ correlationId }, () => promoteBy(email, by))).status === "promoted")
      swept.promoted++;
    else await lookLater(one, now);
  }
  return swept;
}

async function dueBy(what: "vip" | "marketing", now: number) {
  const items = await queryAll({
    TableName: Resource.CustomerTable.name,
    IndexName: "byDue",
    KeyConditionExpression: "due = :due AND dueAt < :now",
    ExpressionAttributeValues: { ":due": what, ":now": new Date(now).toISOString() },
  });
  return z.array(dueCustomer).parse(items);
}

async function lookLater({ id, dueTries }: Pick<z.infer<typeof dueCustomer>, "id" | "dueTries">, now: number) {
  await dynamodb
    .send(
      new UpdateCommand({
        TableName: Resource.CustomerTable.name,
        Key: { id },
        UpdateExpression: "SET dueAt = :at, dueTries = :tries",
        ConditionExpression: "attribute_exists(due)",
        ExpressionAttributeValues: { ":at": dueAfter(dueTries + 1, now), ":tries": dueTries + 1 },
      }),
    )
    // Done in the meantime.
    .catch((error: Error) => {
      if (error.name !== "ConditionalCheckFailedException") throw error;
    });
}
