import { DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { clientConfig } from "@donut/offline/engines/client-config";
import type { Shop } from "@donut/testing/shop";
import { adminStock, completedProduction, type QueueState, queues, readAdmin } from "@donut/testing/shop-calls";
import type { Tried } from "./load.ts";

export interface Verdict {
  tried: number;
  sold: number;
  /** What a customer was told that is not true, and committed events that were never published. */
  lost: string[];
  /** Sold, produced, promoted or announced twice. */
  doubled: string[];
  oversold: string[];
  /** What is still waiting. */
  stuck: string[];
}

type Item = Record<string, unknown>;

/** Invariants of a system at rest, whatever was done to it. */
export async function verdictOf(shop: Shop, tried: Tried[], initial: Map<string, number>): Promise<Verdict> {
  const database = new DynamoDBClient(clientConfig(shop.databaseUrl));
  try {
    const [orders, customers, outbox] = await Promise.all(
      ["OrderTable", "CustomerTable", "OutboxTable"].map((name) => scan(database, name)),
    );
    const known = new Map((orders ?? []).map((order) => [String(order.id), order]));
    const verdict: Verdict = { tried: tried.length, sold: 0, lost: [], doubled: [], oversold: [], stuck: [] };
    for (const order of tried) await judge(order, known, verdict);
    await judgeStock(shop, [...known.values()], initial, verdict);
    judgeVips(tried, known, customers ?? [], verdict);
    if (outbox?.length) verdict.lost.push(`${outbox.length} events in the outbox`);
    await judgeWaits(shop, verdict);
    return verdict;
  } finally {
    database.destroy();
  }
}

function judge({ key, orderId, told }: Tried, known: Map<string, Item>, verdict: Verdict): void {
  const order = orderId === undefined ? undefined : known.get(orderId);
  if (order?.status === "completed") verdict.sold++;
  if (told === undefined) verdict.lost.push(`no answer for ${key}`);
  if (told !== "short" && order === undefined) verdict.lost.push(`order ${orderId} is not there`);
  if (told === "sold" && order?.status !== "completed") verdict.lost.push(`order ${orderId} was sold and is not`);
  if (order?.status === "queued") verdict.stuck.push(`order ${orderId} waits`);
}

/** sold + stock = initial + produced: less means lost, more means doubled. */
async function judgeStock(shop: Shop, orders: Item[], initial: Map<string, number>, verdict: Verdict): Promise<void> {
  const produced = await completedProduction(shop);
  for (const { productId, available, shortage } of await adminStock(shop)) {
    const made = sum(produced.filter((it) => it.productId === productId).map((it) => it.quantity));
    const lines = orders
      .filter(({ status }) => status === "completed")
      .flatMap(({ lines }) => lines as { productId: string; quantity: number }[]);
    const sold = sum(lines.filter((it) => it.productId === productId).map((it) => it.quantity));
    const difference = sold + available - (initial.get(productId) ?? 0) - made;
    if (difference < 0) verdict.lost.push(`${-difference} × ${productId}`);
    if (difference > 0) verdict.doubled.push(`${difference} × ${productId}`);
    if (available < 0) verdict.oversold.push(`${productId}: ${available}`);
    if (shortage) verdict.stuck.push(`${productId} is short since ${shortage.id}`);
  }
}

function judgeVips(tried: Tried[], known: Map<string, Item>, customers: Item[], verdict: Verdict): void {
  const due = tried.filter(
    ({ email, orderId = "" }) => email.startsWith("vip-") && known.get(orderId)?.status === "completed",
  );
  for (const { email } of due) {
    const customer = customers.find((one) => one.email === email);
    if (customer?.type !== "vip") verdict.lost.push(`${email} is no VIP`);
    else if (customer.marketingToldAt === undefined) verdict.stuck.push(`marketing was not told of ${email}`);
  }
}

/** The lab's dead letters are poison messages that nobody waits for, and SQS purges them only once a minute. */
export function isWaiting({ name, visible, inFlight, delayed }: QueueState): boolean {
  return name !== "LabQueueDlq" && visible + inFlight + delayed > 0;
}

async function judgeWaits(shop: Shop, verdict: Verdict): Promise<void> {
  for (const { name, visible, inFlight, delayed } of (await queues(shop)).filter(isWaiting))
    verdict.stuck.push(`${visible + inFlight + delayed} messages in ${name}`);
  const { campaigns } = await readAdmin<{ campaigns: { id: string; status: string }[] }>(shop, "/campaigns");
  for (const { id, status } of campaigns)
    if (status === "stop_requested") verdict.stuck.push(`campaign ${id} waits to be stopped`);
}

async function scan(client: DynamoDBClient, TableName: string): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of paginateScan({ client }, { TableName })) {
    items.push(...(page.Items ?? []).map((item) => unmarshall(item)));
  }
  return items;
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
