import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { z } from "zod";
import { dynamodb } from "../aws/clients.ts";
import { recent } from "../recent.ts";

// Two items, so that those who draw numbers and those who serve do not wait for each other.
const issuedKey = { id: "issued" };
const servedKey = { id: "served" };

const frontFreshForMs = 200;

const numbers = z.object({ first: z.int(), last: z.int() });

const result = z.object({
  number: z.int(),
  orderId: z.string(),
  /** `known`: it was settled by an earlier try, whose worker stopped before it could say so. */
  status: z.enum(["completed", "rejected", "known"]),
  special: z.boolean().optional(),
});
export type LineResult = z.infer<typeof result>;

const counts = z.object({
  /** Orders that were booked and sold. */
  sold: z.int().default(0),
  /** Orders of which not everything was there when their turn came. */
  short: z.int().default(0),
  /** Orders that came again and were found booked, as after a worker that stopped. */
  again: z.int().default(0),
});

const nobody = { sold: 0, short: 0, again: 0 };
const countOf = { completed: "sold", rejected: "short", known: "again" } as const;

const served = z.object({
  served: z.int().default(0),
  cleared: z.int().default(0),
  hand: numbers.extend({ at: z.iso.datetime() }).optional(),
  results: z.array(result).default([]),
  ...counts.shape,
});

export const line = z.object({
  /** The number drawn last. */
  issued: z.int(),
  /** The number whose turn came last: everyone up to it is through. Numbers count from 1 and never start again. */
  served: z.int(),
  /** Orders up to this number that were still waiting were cleared away. */
  cleared: z.int(),
  /** The orders that are being booked, and since when. */
  hand: served.shape.hand,
  /** What came of the batch before. */
  results: z.array(result),
  ...counts.shape,
});
export type OrderLine = z.infer<typeof line>;

/**
 * Draws the next number. Numbers are given out before the queue gives out places: orders sent within the same few
 * milliseconds may stand the other way round. The queue's order is the one that counts.
 */
export async function drawNumber(): Promise<number> {
  const { Attributes: after } = await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.OrderLineTable.name,
      Key: issuedKey,
      UpdateExpression: "ADD issued :one",
      ExpressionAttributeValues: { ":one": 1 },
      ReturnValues: "UPDATED_NEW",
    }),
  );
  return z.object({ issued: z.int() }).parse(after).issued;
}

export async function readLine(): Promise<OrderLine> {
  const [issued, front] = await Promise.all([read(issuedKey), read(servedKey)]);
  const { served: through, ...rest } = served.parse(front ?? {});
  const last = z.object({ issued: z.int() }).parse(issued ?? { issued: 0 }).issued;
  return { issued: Math.max(last, through), served: through, ...rest };
}

/**
 * Whose turn it is, at most 200 ms old: a place is never exact for longer than that. Marked as pure, so that a function
 * that does not ask for it has nothing of it.
 */
export const readFront = /* @__PURE__ */ recent(frontFreshForMs, async () => {
  const { served: through, cleared } = served.parse((await read(servedKey)) ?? {});
  return { served: through, cleared };
});

/** @returns the place in the line: 1 is whose turn is next. */
export function placeOf(number: number, { served }: Pick<OrderLine, "served">): number {
  return Math.max(1, number - served);
}

/** Notes which orders are about to be booked, for everyone to see. */
export async function noteTaken(taken: number[]): Promise<void> {
  await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.OrderLineTable.name,
      Key: servedKey,
      UpdateExpression: "SET hand = :hand",
      ExpressionAttributeValues: {
        ":hand": { first: Math.min(...taken), last: Math.max(...taken), at: new Date().toISOString() },
      },
    }),
  );
}

/** Notes what came of it. An order that comes once more, from the dead-letter queue, moves nobody backwards. */
export async function noteServed(results: LineResult[]): Promise<void> {
  const last = Math.max(...results.map(({ number }) => number));
  const tally = { ...nobody };
  for (const { status } of results) tally[countOf[status]] += 1;
  await advance("SET served = :last, results = :results", { ":last": last, ":results": results }, tally);
}

/** Notes that the line was cleared: nobody who has drawn a number until now is waiting any more. */
export async function noteCleared(): Promise<number> {
  const { issued } = await readLine();
  await advance("SET served = :last, cleared = :last", { ":last": issued });
  return issued;
}

/** Nothing is in hand any more. Who has been served counts; whose turn it is moves forwards only. */
async function advance(
  update: string,
  values: Record<string, unknown> & { ":last": number },
  { sold, short, again }: z.infer<typeof counts> = nobody,
): Promise<void> {
  const end = "REMOVE hand ADD sold :sold, #short :short, again :again";
  const change = {
    TableName: Resource.OrderLineTable.name,
    Key: servedKey,
    ExpressionAttributeNames: { "#short": "short" },
  };
  const added = { ":sold": sold, ":short": short, ":again": again };
  try {
    await dynamodb.send(
      new UpdateCommand({
        ...change,
        UpdateExpression: `${update} ${end}`,
        ConditionExpression: "attribute_not_exists(served) OR served <= :last",
        ExpressionAttributeValues: { ...values, ...added },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    await dynamodb.send(new UpdateCommand({ ...change, UpdateExpression: end, ExpressionAttributeValues: added }));
  }
}

async function read(key: { id: string }) {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.OrderLineTable.name, Key: key, ConsistentRead: true }),
  );
  return item;
}
