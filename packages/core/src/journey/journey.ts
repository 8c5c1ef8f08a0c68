import type { AnyEvent } from "@donut/contracts/events";
import { type Step, step } from "@donut/contracts/sales";
import { Resource } from "sst";
import * as z from "zod";
import { batchWrite } from "../aws/batch-write.ts";
import { queryAll } from "../aws/query-page.ts";

const keptStep = step.pick({ type: true, detail: true }).extend({ happenedAt: z.iso.datetime() });

/**
 * @returns the step for anyone who has the order id. It omits the customer id, which would confirm a guessed e-mail
 * address.
 */
export function publicStep({ at, type, detail: { customerId, ...detail } }: Step): Step {
  return { at, type, detail };
}

/** The ids that mark a step as the order's own, if the step names any. */
export interface Followed {
  orderId: string;
  customerId: string;
  productIds: string[];
}

/** @returns whether a step belongs to this order: callers choose correlation ids, so others may use the same one. */
export function isStepOf({ orderId, customerId, productIds }: Followed, { detail }: Step): boolean {
  const { orderId: order = orderId, customerId: customer = customerId, productId } = detail;
  return (
    order === orderId && customer === customerId && (productId === undefined || productIds.includes(`${productId}`))
  );
}

/** Adds events to their journeys. A duplicate changes nothing. */
export async function recordSteps(events: AnyEvent[]): Promise<void> {
  const once = new Map(events.map((event) => [event.id, event]));
  const writes = [...once.values()].map(({ id, at, type, correlationId, data }) => ({
    PutRequest: {
      // With the id, so that events of the same millisecond do not overwrite each other.
      Item: { correlationId, at: `${at}_${id}`, happenedAt: at, type, detail: data },
    },
  }));
  await batchWrite(Resource.JourneyTable.name, writes);
}

/** @returns what happened under a correlation id, in order. */
export async function readJourney(correlationId: string): Promise<Step[]> {
  const items = await queryAll({
    TableName: Resource.JourneyTable.name,
    KeyConditionExpression: "correlationId = :correlationId",
    ExpressionAttributeValues: { ":correlationId": correlationId },
  });
  const kept = z.array(keptStep).parse(items);
  return kept.map(({ happenedAt: at, type, detail }) => ({ at, type, detail }));
}
