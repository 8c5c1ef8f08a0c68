import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { type TransactItem, transact } from "../aws/transact.ts";
import { recent } from "../recent.ts";

// Two items, so that drawing numbers and booking orders do not contend for the same one.
const issuedKey = { id: "issued" };
const servedKey = { id: "served" };

const frontFreshForMs = 200;

const numbers = z.object({ first: z.int(), last: z.int() });

const result = z.object({
  number: z.int(),
  orderId: z.string(),
  /** `known`: settled by an earlier attempt whose worker died before reporting it. */
  status: z.enum(["completed", "rejected", "known"]),
  special: z.boolean().optional(),
});
export type ServedOrder = z.infer<typeof result>;

const counts = z.object({
  /** Orders that were sold. */
  sold: z.int().default(0),
  /** Orders that were rejected because stock was short. */
  short: z.int().default(0),
  /** Orders that were delivered again after they had been settled. */
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

export const counters = z.object({
  /** The last number drawn. */
  issued: z.int(),
  /** Orders up to this number have had their turn. Numbers start at 1 and are never reset. */
  served: z.int(),
  /** Orders up to this number that were still waiting have been cleared. */
  cleared: z.int(),
  /** The orders being booked, and since when. */
  hand: served.shape.hand,
  /** The outcome of the last batch. */
  results: z.array(result),
  ...counts.shape,
});
export type Counters = z.infer<typeof counters>;

/**
 * Draws the next number before the order is sent. Orders sent within the same few milliseconds can end up in the queue
 * in a different order than their numbers; the queue decides. The same write returns what the waiting room guards, so
 * checking that costs nothing.
 */
export async function drawNumber(productIds: string[], guard?: string): Promise<Drawn> {
  const products = Object.fromEntries([everything, ...productIds].map((id, index) => [`:p${index}`, id]));
  const free = Object.keys(products).map((name) => `NOT contains(guards, ${name})`);
  try {
    const { Attributes: after } = await dynamodb.send(
      new UpdateCommand({
        TableName: Resource.OrderLineTable.name,
        Key: issuedKey,
        UpdateExpression: "ADD issued :one",
        ConditionExpression: `attribute_not_exists(guards) OR (${free.join(" AND ")})${guard ? " OR guard = :guard" : ""}`,
        ExpressionAttributeValues: { ":one": 1, ...products, ...(guard && { ":guard": guard }) },
        ReturnValues: "ALL_NEW",
      }),
    );
    const { issued, guards } = drawn.parse(after);
    return { status: "drawn", number: issued, guarded: [everything, ...productIds].some((id) => guards?.has(id)) };
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return { status: "guarded" };
    throw error;
  }
}

export type Drawn =
  /** `guarded`: by the guard that was passed in. */
  | { status: "drawn"; number: number; guarded: boolean }
  /** The waiting room guards one of the products, but not with the guard that was passed in. No number was drawn. */
  | { status: "guarded" };

const drawn = z.object({
  issued: z.int(),
  guards: z.custom<Set<string>>((value) => value instanceof Set).optional(),
});

/** Stands for every product in the set of guarded ones. */
const everything = "*";

/** The transaction part that records which products are guarded, and by what; `undefined` means none. */
export function lineGuard(guarding: { guards: "all" | string[]; guard: string } | undefined): TransactItem {
  const { guards, guard } = guarding ?? {};
  return {
    Update: {
      TableName: Resource.OrderLineTable.name,
      Key: issuedKey,
      ...(guards === undefined
        ? { UpdateExpression: "REMOVE guards, guard" }
        : {
            UpdateExpression: "SET guards = :guards, guard = :guard",
            ExpressionAttributeValues: {
              ":guards": new Set(guards === "all" ? [everything] : guards),
              ":guard": guard,
            },
          }),
    },
  };
}

export async function readCounters(): Promise<Counters> {
  const [issued, front] = await Promise.all([read(issuedKey), read(servedKey)]);
  const { served: through, ...rest } = served.parse(front ?? {});
  const last = z.object({ issued: z.int() }).parse(issued ?? { issued: 0 }).issued;
  return { issued: Math.max(last, through), served: through, ...rest };
}

/**
 * Whose turn it is, at most 200 ms old: a place in the queue is never exact for longer. Marked as pure, so that
 * bundlers drop it from functions that do not use it.
 */
export const readFront = /* @__PURE__ */ recent(frontFreshForMs, async () => {
  const { served: through, cleared } = served.parse((await read(servedKey)) ?? {});
  return { served: through, cleared };
});

/** @returns the place in the queue; 1 is next. */
export function placeOf(number: number, { served }: Pick<Counters, "served">): number {
  return Math.max(1, number - served);
}

/**
 * Records which orders are about to be booked.
 *
 * @returns the number up to which the queue was cleared
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

/** A transaction part that fails, returning the counters, if more than `cleared` has been cleared. */
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

/** @returns the number up to which the queue was cleared, according to these counters */
export function clearedIn(front: Record<string, unknown> = {}): number {
  return served.parse(front).cleared;
}

/** Records the outcome of a batch. Redelivered orders never move the counters back. */
export async function noteServed(results: ServedOrder[]): Promise<void> {
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

/** Clears the queue: orders that have already drawn a number will not be sold. @returns the last number drawn */
export async function noteCleared(): Promise<number> {
  for (;;) {
    const { issued, cleared } = await readCounters();
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
    if (result.status === "conflict") throw new Error("The order queue could not be cleared: too many conflicts.");
  }
}

async function read(key: { id: string }) {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.OrderLineTable.name, Key: key, ConsistentRead: true }),
  );
  return item;
}
