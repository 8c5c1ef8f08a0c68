import type { stockDepleted } from "@donut/contracts/events/stock";
import { productionAccepted } from "@donut/contracts/events/stock";
import { Resource } from "sst";
import type * as z from "zod";
import { type TransactItem, transact } from "../aws/transact.ts";
import { correlationId } from "../context.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { promise, stockUpdate } from "../stock/stock-update.ts";
import { orderProduction } from "./factory-client.ts";
import { type ProductionOrder, productionKind } from "./production-order.ts";

type Depleted = z.infer<typeof stockDepleted.schema>["data"];

export type Requested =
  | { status: "accepted"; expectedAt: string }
  /** It was recorded before, or its completion overtook this message. */
  | { status: "known" }
  | { status: "refused"; reason: string }
  | { status: "unavailable"; reason: string };

/** Orders from the factory what a shortage needs, and records the promised date. Safe to repeat at any point. */
export async function requestProduction(
  { shortageId, productId, quantity, first }: Depleted,
  { callbackUrl, signal }: { callbackUrl: string; signal: AbortSignal },
): Promise<Requested> {
  const answer = await orderProduction({ id: shortageId, productId, quantity, callbackUrl }, signal);
  if (answer.status !== "accepted") return answer;

  const { expectedAt } = answer;
  const order: ProductionOrder = {
    id: shortageId,
    productId,
    quantity,
    status: "accepted",
    requestedAt: new Date().toISOString(),
    expectedAt,
    correlationId: correlationId(),
  };
  const accepted = announced(order, { expectedAt, ...(first && { first }) });
  const recorded = await transact([
    recordedOnce(order),
    accepted,
    stockUpdate(productId, promise(shortageId, expectedAt)),
  ]);
  if (recorded.status === "committed") return answer;
  if (recorded.status === "refused" && recorded.found.has(0)) return { status: "known" };
  // The shortage is no longer open: nobody needs the promise, but the order stands.
  const late = recorded.status === "refused" ? await transact([recordedOnce(order), accepted]) : recorded;
  if (late.status === "committed") return answer;
  if (late.status === "refused") return { status: "known" };
  return { status: "unavailable", reason: "The production order could not be recorded: too many conflicts." };
}

function recordedOnce(order: ProductionOrder): TransactItem {
  return {
    Put: {
      TableName: Resource.ProductionTable.name,
      Item: { ...order, kind: productionKind },
      ConditionExpression: "attribute_not_exists(id)",
    },
  };
}

function announced(
  { id, productId, quantity }: ProductionOrder,
  promise: { expectedAt: string } & Pick<Depleted, "first">,
): TransactItem {
  return outboxPut(createEvent(productionAccepted, { productionOrderId: id, productId, quantity, ...promise }));
}
