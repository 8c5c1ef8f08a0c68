import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { pushDigestOpened } from "@donut/contracts/events/push";
import { pushLimits } from "@donut/contracts/push";
import { Resource } from "sst";
import { v7 } from "uuid";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { type TransactItem, transact } from "../aws/transact.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { thousandthsOf } from "./money.ts";
import { countOf, counts, noticeKey, type OrderNotice, orderNotice, totals } from "./notice.ts";

export type Collected =
  | { status: "collected" }
  /** It was before. */
  | { status: "repeated" }
  /** Others were writing for as long as there was time. */
  | { status: "busy" };

const countPrefix = "count_";
const sumPrefix = "sum_";

/** Orders that are being collected: what they sum up to and, as long as they are few, the orders themselves. */
const collecting = z
  .looseObject({ digestId: z.string(), version: z.int(), first: z.array(orderNotice) })
  .transform(({ digestId, version, first, ...numbers }) => ({
    digestId,
    version,
    first,
    counts: counts.parse({ new: 0, cancelled: 0, test: 0, ...numbersIn(numbers, countPrefix) }),
    totals: totals.parse(numbersIn(numbers, sumPrefix)),
  }));
export type Collecting = z.output<typeof collecting>;

/** One item: whatever is told next comes from it. */
export const collectingKey = { pk: "collecting" };

/** Longer than the 14 days after which a message of ours cannot come again. */
const keptForSeconds = 30 * 24 * 3600;
const patienceMs = 5_000;

/**
 * Adds an order to what is told next. The key of the order stands in the same transaction, so it counts once however
 * often its message comes; the first order of a digest announces it, and whoever hears of that tells all it has by then.
 */
export async function collect(order: OrderNotice): Promise<Collected> {
  const giveUpAt = Date.now() + patienceMs;
  while (Date.now() < giveUpAt) {
    const present = await readCollecting();
    const parts = present ? [adding(present, order)] : opening(order);
    const result = await transact([countedOnce(order), ...parts], giveUpAt);
    if (result.status === "committed") return { status: "collected" };
    if (result.status === "conflict") return { status: "busy" };
    if (result.found.has(0)) return { status: "repeated" };
  }
  return { status: "busy" };
}

/** @returns what is being collected at this moment, if anything */
export async function readCollecting(): Promise<Collecting | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.PushTable.name, Key: collectingKey, ConsistentRead: true }),
  );
  return item && collecting.parse(item);
}

function countedOnce(order: OrderNotice): TransactItem {
  return {
    Put: {
      TableName: Resource.PushTable.name,
      Item: { pk: `told#${noticeKey(order)}`, expiresAt: expiry() },
      ConditionExpression: "attribute_not_exists(pk)",
    },
  };
}

function opening(order: OrderNotice): TransactItem[] {
  const digestId = v7();
  return [
    {
      Put: {
        TableName: Resource.PushTable.name,
        Item: { ...collectingKey, digestId, version: 1, first: [order], ...numbersOf(order) },
        ConditionExpression: "attribute_not_exists(pk)",
      },
    },
    outboxPut(createEvent(pushDigestOpened, { digestId })),
  ];
}

/** Of a flood only the sums are kept: an item that grows with every order costs more with every order. */
function adding({ digestId, counts }: Collecting, order: OrderNotice): TransactItem {
  const numbers = Object.entries({ version: 1, ...numbersOf(order) });
  const few = countOf(counts) <= pushLimits.oneByOne;
  return {
    Update: {
      TableName: Resource.PushTable.name,
      Key: collectingKey,
      UpdateExpression: `ADD ${numbers.map((_, n) => `#n${n} :n${n}`).join(", ")}${few ? " SET #first = list_append(#first, :order)" : ""}`,
      ConditionExpression: "digestId = :digestId",
      ExpressionAttributeNames: {
        ...Object.fromEntries(numbers.map(([name], n) => [`#n${n}`, name])),
        ...(few && { "#first": "first" }),
      },
      ExpressionAttributeValues: {
        ...Object.fromEntries(numbers.map(([, value], n) => [`:n${n}`, value])),
        ":digestId": digestId,
        ...(few && { ":order": [order] }),
      },
    },
  };
}

/** An amount that cannot be counted exactly counts as none: the order is told all the same. */
function numbersOf({ occasion, total }: OrderNotice): Record<string, number> {
  return {
    [`${countPrefix}${occasion}`]: 1,
    ...(occasion === "new" && { [`${sumPrefix}${total.currency}`]: thousandthsOf(total.amount) ?? 0 }),
  };
}

function numbersIn(numbers: Record<string, unknown>, prefix: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(numbers).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  );
}

export function expiry(): number {
  return Math.floor(Date.now() / 1000) + keptForSeconds;
}
