import type { QueryCommandInput } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { batchGet } from "../aws/batch-get.ts";
import { queryPages } from "../aws/query-page.ts";
import { readOrder, type StoredOrder, storedOrder } from "../order/order.ts";
import { type RecentShard, recentShards } from "../order/recent-index.ts";

/** Orders one after another, each with the position of whatever comes after it. */
type Orders = AsyncGenerator<{ order: StoredOrder; after: Record<string, unknown> }>;

/** Where a list of orders comes from. */
export interface Source {
  /** A position in this list, and in no other. */
  position: z.ZodType<Record<string, unknown>>;
  /** @param atOnce how many orders to read together */
  read(from: Record<string, unknown> | undefined, atOnce: number): Orders;
}

/** Orders placed within this time, both ends included. ISO 8601. */
export interface Span {
  from: string;
  until: string;
}

/** As keys of DynamoDB, which must not be empty. */
export const ever: Span = { from: "0", until: "9999" };

const key = z.string().min(1).max(340);
const keyWithin = ({ from, until }: Span) => key.refine((at) => at >= from && at <= until);

export function oneOrder(id: string): Source {
  return {
    position: z.never(),
    async *read() {
      const order = await readOrder(id);
      if (order) yield { order, after: {} };
    },
  };
}

/** @param email in lower case */
export function ordersOfCustomer(email: string, span: Span): Source {
  return byTime("byCustomer", ["email", email], span);
}

export function ordersOfRequest(correlationId: string): Source {
  return {
    position: z.strictObject({ correlationId: z.literal(correlationId), id: key }),
    read: (from, atOnce) =>
      inIndex({
        position: ["correlationId", "id"],
        query: {
          TableName: Resource.OrderTable.name,
          IndexName: "byCorrelation",
          KeyConditionExpression: "correlationId = :correlationId",
          ExpressionAttributeValues: { ":correlationId": correlationId },
          ExclusiveStartKey: from,
          Limit: atOnce,
        },
      }),
  };
}

/** Orders that have not had their turn in the order queue. */
export function waitingOrders(span: Span): Source {
  return byTime("waiting", ["waiting", "queue"], span);
}

/** One partition of an index that is sorted by `placedAt`, newest first. */
function byTime(index: string, [name, value]: [key: string, value: string], { from, until }: Span): Source {
  return {
    position: z.strictObject({ [name]: z.literal(value), placedAt: keyWithin({ from, until }), id: key }),
    read: (start, atOnce) =>
      inIndex({
        position: [name, "placedAt", "id"],
        query: {
          TableName: Resource.OrderTable.name,
          IndexName: index,
          KeyConditionExpression: `${name} = :value AND placedAt BETWEEN :from AND :until`,
          ExpressionAttributeValues: { ":value": value, ":from": from, ":until": until },
          ScanIndexForward: false,
          ExclusiveStartKey: start,
          Limit: atOnce,
        },
      }),
  };
}

async function* inIndex({ position, query }: { position: string[]; query: QueryCommandInput }): Orders {
  for await (const item of itemsOf({ query }))
    yield {
      order: storedOrder.parse(item),
      after: Object.fromEntries(position.map((name) => [name, item[name]])),
    };
}

async function* itemsOf({ query }: { query: QueryCommandInput }) {
  for await (const items of queryPages(query)) yield* items;
}

type Keys = { id: string; placedAt: string };
type Positions = Partial<Record<RecentShard, Keys>>;

/** All orders, newest first. The index has only their keys, so that it costs each order as little as possible. */
export function allOrders(span: Span): Source {
  const place = z.strictObject({ id: key, placedAt: keyWithin(span) });
  return {
    position: z.strictObject({ recent: z.partialRecord(z.enum(recentShards), place) }),
    read: (from, atOnce) => newestFirst(span, (from?.recent ?? {}) as Positions, atOnce),
  };
}

async function* newestFirst(span: Span, start: Positions, atOnce: number): Orders {
  let recent = start;
  let group: { keys: Keys; after: Record<string, unknown> }[] = [];
  for await (const { shard, keys } of merged(span, start, atOnce)) {
    recent = { ...recent, [shard]: keys };
    group.push({ keys, after: { recent } });
    if (group.length < atOnce) continue;
    yield* whole(group);
    group = [];
  }
  yield* whole(group);
}

/** Reads the orders of these keys. */
async function* whole(group: { keys: Keys; after: Record<string, unknown> }[]): Orders {
  if (group.length === 0) return;
  const items = await batchGet(
    Resource.OrderTable.name,
    group.map(({ keys: { id } }) => ({ id })),
  );
  const orders = new Map(
    z
      .array(storedOrder)
      .parse(items)
      .map((order) => [order.id, order]),
  );
  for (const { keys, after } of group) {
    const order = orders.get(keys.id);
    if (order) yield { order, after };
  }
}

/** The keys of all shards, newest first. */
async function* merged(span: Span, start: Positions, atOnce: number) {
  const lanes = await Promise.all(
    recentShards.map(async (shard) => {
      const rest = keysOf(shard, span, start[shard], atOnce);
      return { shard, rest, head: (await rest.next()).value };
    }),
  );
  for (;;) {
    const [lane] = lanes
      .filter(({ head }) => head !== undefined)
      .sort((a, b) => (String(a.head?.placedAt) < String(b.head?.placedAt) ? 1 : -1));
    if (lane?.head === undefined) return;
    const { shard, head: keys } = lane;
    yield { shard, keys };
    lane.head = (await lane.rest.next()).value;
  }
}

async function* keysOf(
  shard: RecentShard,
  { from, until }: Span,
  start: Keys | undefined,
  atOnce: number,
): AsyncGenerator<Keys, undefined> {
  const keys = itemsOf({
    query: {
      TableName: Resource.OrderTable.name,
      IndexName: "recent",
      KeyConditionExpression: "#shard = :shard AND placedAt BETWEEN :from AND :until",
      ExpressionAttributeNames: { "#shard": "shard" },
      ExpressionAttributeValues: { ":shard": shard, ":from": from, ":until": until },
      ScanIndexForward: false,
      ExclusiveStartKey: start && { shard, ...start },
      Limit: atOnce,
    },
  });
  for await (const { id, placedAt } of keys) yield { id: String(id), placedAt: String(placedAt) };
  return undefined;
}
