import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { type TransactItem, transact } from "../aws/transact.ts";
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

/**
 * Notes which orders are about to be booked, for everyone to see.
 *
 * @returns up to which number the line was cleared
 */
export async function noteTaken(taken: number[]): Promise<number> {
  const { Attributes: front } = await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.OrderLineTable.name,
      Key: servedKey,
      UpdateExpression: "SET hand = :hand",
      ExpressionAttributeValues: {
        ":hand": { first: Math.min(...taken), last: Math.max(...taken), at: new Date().toISOString() },
      },
      ReturnValues: "ALL_NEW",
    }),
  );
  return clearedIn(front);
}

/** The part of a transaction that is refused, with the front of the line, if more than `cleared` was cleared away. */
export function clearedCheck(cleared: number): TransactItem {
  return {
    ConditionCheck: {
      TableName: Resource.OrderLineTable.name,
      Key: servedKey,
      ConditionExpression: "attribute_not_exists(cleared) OR cleared <= :cleared",
      ExpressionAttributeValues: { ":cleared": cleared },
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  };
}

/** @returns up to which number the line was cleared, from the front of the line */
export function clearedIn(front: Record<string, unknown> = {}): number {
  return served.parse(front).cleared;
}

/** Notes what came of it: nothing is in hand any more. An order that comes once more moves nobody backwards. */
export async function noteServed(results: LineResult[]): Promise<void> {
  const last = Math.max(0, ...results.map(({ number }) => number));
  const tally = { ...nobody };
  for (const { status } of results) tally[countOf[status]] += 1;
  const end = "REMOVE hand ADD sold :sold, #short :short, again :again";
  const change = {
    TableName: Resource.OrderLineTable.name,
    Key: servedKey,
    ExpressionAttributeNames: { "#short": "short" },
  };
  const added = { ":sold": tally.sold, ":short": tally.short, ":again": tally.again };
  try {
    await dynamodb.send(
      new UpdateCommand({
        ...change,
        UpdateExpression: `SET served = :last, results = :results ${end}`,
        ConditionExpression: "attribute_not_exists(served) OR served <= :last",
        ExpressionAttributeValues: { ":last": last, ":results": results, ...added },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    await dynamodb.send(new UpdateCommand({ ...change, UpdateExpression: end, ExpressionAttributeValues: added }));
  }
}

/** Clears the line: from now on nothing is sold to those who have drawn a number. @returns the number drawn last */
export async function noteCleared(): Promise<number> {
  for (;;) {
    const { issued, cleared } = await readLine();
    if (cleared >= issued) return cleared;
    const result = await transact([
      {
        Update: {
          TableName: Resource.OrderLineTable.name,
          Key: servedKey,
          UpdateExpression: "SET served = :last, cleared = :last REMOVE hand",
          ConditionExpression: "attribute_not_exists(served) OR served <= :last",
          ExpressionAttributeValues: { ":last": issued },
        },
      },
    ]);
    if (result.status === "committed") return issued;
    if (result.status === "conflict") throw new Error("The line could not be cleared: too many conflicts.");
  }
}

async function read(key: { id: string }) {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.OrderLineTable.name, Key: key, ConsistentRead: true }),
  );
  return item;
}
