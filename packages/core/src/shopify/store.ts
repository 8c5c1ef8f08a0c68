import { shopifyDeliveryGivenUp, shopifyPrivacyRequested } from "@donut/contracts/events/shopify";
import { Resource } from "sst";
import * as z from "zod";
import { batchGet } from "../aws/batch-get.ts";
import { type TransactItem, transact } from "../aws/transact.ts";
import { type Catalog, readCatalog } from "../catalog/catalog.ts";
import { withContext } from "../context.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { readStockItem, type StockItem, stockItem } from "../stock/stock-item.ts";
import { deliveryPut, type Outcome } from "./delivery.ts";
import { type Draft, draftReplay, draftStored, orderEvents } from "./draft.ts";
import type { Envelope } from "./envelope.ts";
import { skuKeysOf } from "./lines.ts";
import { openEntryWrites } from "./open-entries.ts";
import { openRequestPut } from "./open-privacy.ts";
import { forgetBodies, keepBodies } from "./raw-body.ts";
import { type Reading, readDelivery } from "./read-delivery.ts";
import { noneSince, readSkus, type SkusSeen } from "./skus.ts";
import { orderKey, readStoredOrders, type StoredOrder, storedOrder, storedOrderPut } from "./stored-order.ts";
import { takeFromStock } from "./take.ts";
import { taskPut } from "./tasks.ts";

/** A delivery to be stored, or an order to be processed again after one of its SKUs was mapped. */
type Work =
  | { kind: "delivery"; envelope: Envelope; reading: Reading; raw: Buffer | undefined }
  | { kind: "replay"; orderKey: string };

/** What is known so far; failed conditions add to it. */
interface Known {
  catalog: Catalog;
  /** As stored. */
  orders: Map<string, StoredOrder>;
  /** By inbox key: the delivery that was handled. */
  handled: Map<string, string>;
  skus: SkusSeen;
  stock: Map<string, StockItem>;
}

/** DynamoDB's limit on the parts of one transaction. */
const mostParts = 100;

/**
 * Stores deliveries, as many per transaction as fit, so that a product's stock is updated once for all of them. Each
 * takes effect once, even if deliveries are duplicated, late or out of order: an order reflects its newest state, and
 * only the difference from what was already taken for it is moved. Stops if conflicts last until `giveUpAt` (ms since
 * the epoch).
 *
 * @returns whether each was handled, in the given order
 */
export async function storeDeliveries(envelopes: Envelope[], giveUpAt: number): Promise<boolean[]> {
  const works = envelopes.map((envelope) => ({ kind: "delivery" as const, envelope, ...readDelivery(envelope) }));
  return storeTogether(works, giveUpAt);
}

/** Processes orders again after one of their SKUs was mapped. @returns whether all were processed */
export async function replayOrders(orderKeys: string[], giveUpAt: number): Promise<boolean> {
  const works = orderKeys.map((key) => ({ kind: "replay" as const, orderKey: key }));
  return (await storeTogether(works, giveUpAt)).every((done) => done);
}

async function storeTogether(works: Work[], giveUpAt: number): Promise<boolean[]> {
  if (works.length === 0) return [];
  const known = await lookUp(works);
  const kept = bodiesOf(works, known);
  await keepBodies(kept);
  while (Date.now() < giveUpAt) {
    const parts = planAll(works, known);
    if (parts === undefined) {
      await lookAtStock(works, known);
      continue;
    }
    if (parts.length === 0) return works.map(() => true);
    if (parts.length > mostParts && works.length > 1) {
      const middle = Math.ceil(works.length / 2);
      const first = await storeTogether(works.slice(0, middle), giveUpAt);
      return [...first, ...(await storeTogether(works.slice(middle), giveUpAt))];
    }
    const result = await transact(
      parts.map(({ item }) => item),
      giveUpAt,
    );
    if (result.status === "committed") return works.map(() => true);
    if (result.status === "conflict") break;
    for (const [index, found] of result.found) parts[index]?.learn?.(found);
    // Meanwhile the customer has been erased, or the same event was stored.
    const wanted = new Set(bodiesOf(works, known).map(({ deliveryId }) => deliveryId));
    await forgetBodies(kept.map(({ deliveryId }) => deliveryId).filter((id) => !wanted.has(id)));
    if (known.skus.count < 0) known.skus = await readSkus(skusOf(works, known.orders));
  }
  return works.map(() => false);
}

/** A part of the transaction, and what its failed condition says. */
interface Part {
  item: TransactItem;
  learn?: (found: Record<string, unknown> | undefined) => void;
}

async function lookUp(works: Work[]): Promise<Known> {
  const keys = works.flatMap((work) => orderKeyOf(work) ?? []);
  const inboxKeys = works.flatMap((work) => (work.kind === "delivery" ? [inboxKeyOf(work.envelope)] : []));
  const [catalog, orders, handled] = await Promise.all([readCatalog(), readStoredOrders(keys), readInbox(inboxKeys)]);
  const skus = await readSkus(skusOf(works, orders));
  return { catalog, orders, handled, skus, stock: new Map() };
}

/** @returns the parts; undefined if the stock must be read first */
function planAll(works: Work[], known: Known): Part[] | undefined {
  const drafts = new Map<string, Draft>();
  const parts: Part[] = [];
  const keys = new Set<string>();
  for (const work of works) {
    if (work.kind === "replay") {
      draftReplay(work.orderKey, known, drafts);
      continue;
    }
    const key = inboxKeyOf(work.envelope);
    const handledBy = known.handled.get(key);
    if (handledBy === work.envelope.deliveryId) continue;
    if (handledBy !== undefined || keys.has(key)) {
      parts.push({ item: deliveryPut(work.envelope, { result: "duplicate" }, { bodyKept: false }) });
      continue;
    }
    keys.add(key);
    parts.push({ item: inboxPut(key, work.envelope), learn: (found) => known.handled.set(key, handledIn(found)) });
    parts.push(...deliveryParts(work, known, drafts));
  }
  const taken = takeFromStock([...drafts.values()], known, learnStock(known));
  return taken && [...parts, ...orderParts([...drafts.values()], known), ...taken];
}

function deliveryParts(work: Work & { kind: "delivery" }, known: Known, drafts: Map<string, Draft>): Part[] {
  const { envelope, reading } = work;
  const kept = { bodyKept: isKept(work, known) };
  const { shop, topic, webhookId, deliveryId, correlationId } = envelope;
  if (reading.kind === "order") {
    return [{ item: deliveryPut(envelope, draftStored(envelope, reading, known, drafts), kept) }];
  }
  const outcome = outcomeOf(reading);
  const put = { item: deliveryPut(envelope, outcome, kept) };
  if (reading.kind === "noted") return [put];
  const event = withContext({ correlationId }, () =>
    reading.kind === "privacy"
      ? createEvent(shopifyPrivacyRequested, { shop, request: reading.request, webhookId, deliveryId })
      : createEvent(shopifyDeliveryGivenUp, {
          shop,
          topic,
          webhookId,
          deliveryId,
          pointer: reading.pointer,
          reason: reading.reason,
        }),
  );
  if (reading.kind !== "privacy") return [put, { item: outboxPut(event) }];
  const { request, about } = reading;
  const isQuestion = request === "data-request";
  const open = isQuestion ? taskPut(envelope, about) : openRequestPut({ shop, request, webhookId, deliveryId });
  return [put, { item: open }, { item: outboxPut(event) }];
}

function outcomeOf(reading: Exclude<Reading, { kind: "order" }>): Outcome {
  if (reading.kind === "privacy") return { result: "privacy", reason: reading.request };
  if (reading.kind === "noted") {
    return { result: "noted", reason: reading.reason, ...(reading.orderId && { orderId: reading.orderId }) };
  }
  return { result: "given-up", ...(reading.pointer && { pointer: reading.pointer }), reason: reading.reason };
}

function orderParts(drafts: Draft[], known: Known): Part[] {
  const parts = drafts.flatMap(({ before, after }): Part[] => [
    {
      item: storedOrderPut(after, before),
      learn: (found) =>
        found ? known.orders.set(after.id, storedOrder.parse(found)) : void known.orders.delete(after.id),
    },
    ...openEntryWrites(before, after).map((item) => ({ item })),
    ...withContext({ correlationId: after.correlationId }, () =>
      orderEvents(before, after).map((event) => ({ item: outboxPut(event) })),
    ),
  ]);
  const anyUnmapped = drafts.some(({ after }) => after.lines.some(({ kind }) => kind === "unmapped"));
  if (!anyUnmapped) return parts;
  const check = noneSince(known.skus.count);
  const learn = () => {
    known.skus = { ...known.skus, count: -1 };
  };
  return [...parts, { item: check, learn }];
}

function learnStock({ stock }: Known) {
  return (productId: string) => (found: Record<string, unknown> | undefined) => {
    if (found === undefined) throw new Error(`There is no stock of ${productId}.`);
    stock.set(productId, stockItem.parse(found));
  };
}

async function lookAtStock(works: Work[], known: Known): Promise<void> {
  const products = works.flatMap((work) => {
    const order = known.orders.get(orderKeyOf(work) ?? "");
    return order ? [...Object.keys(order.taken), ...Object.keys(order.owed)] : [];
  });
  await Promise.all(
    [...new Set(products)].map(async (productId) => {
      const stock = await readStockItem(productId);
      if (stock === undefined) throw new Error(`There is no stock of ${productId}.`);
      known.stock.set(productId, stock);
    }),
  );
}

function orderKeyOf(work: Work): string | undefined {
  if (work.kind === "replay") return work.orderKey;
  return work.reading.kind === "order" ? orderKey(work.envelope.shop, work.reading.order.id) : undefined;
}

function skusOf(works: Work[], orders: Map<string, StoredOrder>): string[] {
  return works.flatMap((work) => {
    if (work.kind === "replay") return orders.get(work.orderKey)?.lines.flatMap(skuKeysOf) ?? [];
    return work.reading.kind === "order" ? work.reading.order.lines.flatMap(skuKeysOf) : [];
  });
}

/** Nothing is stored again about somebody whose data was erased. */
function isKept(work: Work & { kind: "delivery" }, known: Known): boolean {
  if (work.raw === undefined || known.handled.has(inboxKeyOf(work.envelope))) return false;
  return known.orders.get(orderKeyOf(work) ?? "")?.redactedAt === undefined;
}

/** One for each inbox key: a second one in the same batch is a duplicate. */
function bodiesOf(works: Work[], known: Known) {
  const bodies = new Map<string, { deliveryId: string; receivedAt: string; raw: Buffer }>();
  for (const work of works) {
    if (work.kind === "replay" || !isKept(work, known)) continue;
    const key = inboxKeyOf(work.envelope);
    const { deliveryId, receivedAt } = work.envelope;
    if (!bodies.has(key)) bodies.set(key, { deliveryId, receivedAt, raw: work.raw ?? Buffer.alloc(0) });
  }
  return [...bodies.values()];
}

const inboxItem = z.object({ id: z.string(), deliveryId: z.string() });

/** One event can be sent to several topics, each of which has its own content. */
function inboxKeyOf({ shop, topic, eventId, webhookId }: Envelope): string {
  return `${shop}#${topic}#${eventId ?? webhookId}`;
}

/** The durable key of a delivery's effects; it is never deleted. */
function inboxPut(id: string, { deliveryId }: Envelope): TransactItem {
  return {
    Put: {
      TableName: Resource.ShopifyInboxTable.name,
      Item: { id, deliveryId },
      ConditionExpression: "attribute_not_exists(id)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  };
}

function handledIn(found: Record<string, unknown> | undefined): string {
  return inboxItem.parse(found).deliveryId;
}

async function readInbox(ids: string[]): Promise<Map<string, string>> {
  const keys = [...new Set(ids)].map((id) => ({ id }));
  const items = await batchGet(Resource.ShopifyInboxTable.name, keys);
  return new Map(
    z
      .array(inboxItem)
      .parse(items)
      .map(({ id, deliveryId }) => [id, deliveryId]),
  );
}
