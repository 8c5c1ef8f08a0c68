import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { pushDigestOpened } from "@donut/contracts/events/push";
import { pushLimits } from "@donut/contracts/push";
import { Resource } from "sst";
import { v7 } from "uuid";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { type TransactItem, transact } from "../aws/transact.ts";
import { correlationId, withContext } from "../context.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { thousandthsOf } from "./money.ts";
import { countOf, counts, noticeKey, type OrderNotice, orderNotice, totals } from "./notice.ts";

export type Collected =
  | { status: "collected" }
  /** The order had already been collected. */
  | { status: "repeated" }
  /** Conflicts with other writers lasted until time was up. */
  | { status: "busy" };

const countPrefix = "count_";
const sumPrefix = "sum_";

/** The orders being collected: their totals and, while they are few, the orders themselves. */
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

/** A single item, from which the next notification is built. */
export const collectingKey = { pk: "collecting" };

/** Longer than the 14 days for which SQS can redeliver one of our messages. */
const keptForSeconds = 30 * 24 * 3600;

/**
 * Adds up to 90 orders to the next notification in one transaction. It also writes a key for each, so an order counts
 * once however often it is delivered. The first order of a digest announces the digest; its consumer then notifies of
 * all orders collected by that time.
 *
 * @returns the outcome of each, in the given order
 */
export async function collect(orders: OrderNotice[], giveUpAt: number): Promise<Collected[]> {
  const fresh = new Map(orders.map((order) => [noticeKey(order), order]));
  const isCounted = (order: OrderNotice) => fresh.get(noticeKey(order)) === order;
  const all = (after: Collected) => orders.map((order) => (isCounted(order) ? after : { status: "repeated" as const }));
  while (fresh.size > 0 && Date.now() < giveUpAt) {
    const added = [...fresh];
    const present = await readCollecting();
    const parts = present ? [adding(present, [...fresh.values()])] : opening([...fresh.values()]);
    const result = await transact([...added.map(([key]) => countedOnce(key)), ...parts], giveUpAt);
    if (result.status === "committed") return all({ status: "collected" });
    if (result.status === "conflict") break;
    for (const [index, [key]] of added.entries()) if (result.found.has(index)) fresh.delete(key);
  }
  return all({ status: "busy" });
}

/** @returns what is currently being collected, if anything */
export async function readCollecting(): Promise<Collecting | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.PushTable.name, Key: collectingKey, ConsistentRead: true }),
  );
  return item && collecting.parse(item);
}

function countedOnce(key: string): TransactItem {
  return {
    Put: {
      TableName: Resource.PushTable.name,
      Item: { pk: `told#${key}`, expiresAt: expiry() },
      ConditionExpression: "attribute_not_exists(pk)",
    },
  };
}

function opening(orders: OrderNotice[]): TransactItem[] {
  const digestId = v7();
  const [first] = orders;
  return [
    {
      Put: {
        TableName: Resource.PushTable.name,
        Item: {
          ...collectingKey,
          digestId,
          version: 1,
          first: orders.slice(0, pushLimits.oneByOne),
          ...numbersOf(orders),
        },
        ConditionExpression: "attribute_not_exists(pk)",
      },
    },
    withContext({ correlationId: first?.correlationId ?? correlationId() }, () =>
      outboxPut(createEvent(pushDigestOpened, { digestId })),
    ),
  ];
}

/** A flood keeps only its totals: an item that grows with every order would make every write more expensive. */
function adding({ digestId, counts }: Collecting, orders: OrderNotice[]): TransactItem {
  const numbers = Object.entries({ version: 1, ...numbersOf(orders) });
  const few = countOf(counts) + orders.length <= pushLimits.oneByOne;
  return {
    Update: {
      TableName: Resource.PushTable.name,
      Key: collectingKey,
      UpdateExpression: `ADD ${numbers.map((_, n) => `#n${n} :n${n}`).join(", ")}${few ? " SET #first = list_append(#first, :orders)" : ""}`,
      ConditionExpression: "digestId = :digestId",
      ExpressionAttributeNames: {
        ...Object.fromEntries(numbers.map(([name], n) => [`#n${n}`, name])),
        ...(few && { "#first": "first" }),
      },
      ExpressionAttributeValues: {
        ...Object.fromEntries(numbers.map(([, value], n) => [`:n${n}`, value])),
        ":digestId": digestId,
        ...(few && { ":orders": orders }),
      },
    },
  };
}

/** An amount that cannot be counted exactly counts as none: the order is still announced. */
function numbersOf(orders: OrderNotice[]): Record<string, number> {
  const numbers: Record<string, number> = {};
  const add = (name: string, more: number) => {
    numbers[name] = (numbers[name] ?? 0) + more;
  };
  for (const { occasion, total } of orders) {
    add(`${countPrefix}${occasion}`, 1);
    if (occasion === "new") add(`${sumPrefix}${total.currency}`, thousandthsOf(total.amount) ?? 0);
  }
  return numbers;
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
