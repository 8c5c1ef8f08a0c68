import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { queryAll } from "../aws/query-page.ts";
import type { TransactItem } from "../aws/transact.ts";
import { unmappedOf } from "./lines.ts";
import type { StoredOrder } from "./stored-order.ts";

/** What orders wait for: units they are owed, oldest first within a product, and unmapped SKUs. */
const openEntry = z.object({
  kind: z.enum(["owed", "unmapped"]),
  place: z.string(),
  orderKey: z.string(),
  /** The product or SKU. */
  about: z.string(),
  /** Units owed, or pieces unmapped. */
  quantity: z.int().positive(),
  sku: z.string().optional(),
  variantId: z.string().optional(),
  title: z.string().optional(),
});
export type OpenEntry = z.infer<typeof openEntry>;

/**
 * Further unmapped SKUs of an order do not fit in its transaction; they are added as soon as one of these is mapped.
 */
const mostUnmapped = 40;

/** A SKU can contain any character, including the separator. */
function begins(about: string): string {
  return `${encodeURIComponent(about)}#`;
}

function openEntriesOf(order: StoredOrder): Map<string, OpenEntry> {
  if (order.state === "test") return new Map();
  const orderKey = order.id;
  const owed = Object.entries(order.owed).map(([about, quantity]) => ({
    kind: "owed" as const,
    place: `${begins(about)}${order.owedSince[about]}#${orderKey}`,
    orderKey,
    about,
    quantity,
  }));
  const unmapped = [...unmappedOf(order.lines)].slice(0, mostUnmapped).map(([about, line]) => ({
    kind: "unmapped" as const,
    place: `${begins(about)}${orderKey}`,
    orderKey,
    about,
    ...line,
  }));
  return new Map([...owed, ...unmapped].map((entry) => [`${entry.kind} ${entry.place}`, entry]));
}

/** The parts of a transaction that record what an order waits for. */
export function openEntryWrites(before: StoredOrder | undefined, after: StoredOrder): TransactItem[] {
  const [old, now] = [before ? openEntriesOf(before) : new Map<string, OpenEntry>(), openEntriesOf(after)];
  const gone = [...old].filter(([key]) => !now.has(key)).map(([, entry]) => entry);
  const changed = [...now]
    .filter(([key, { quantity }]) => old.get(key)?.quantity !== quantity)
    .map(([, entry]) => entry);
  return [
    ...gone.map(({ kind, place }) => ({
      Delete: { TableName: Resource.ShopifyOpenTable.name, Key: { kind, place } },
    })),
    ...changed.map((entry) => ({ Put: { TableName: Resource.ShopifyOpenTable.name, Item: entry } })),
  ];
}

/** @returns up to `limit` entries that wait for a product or a SKU; for a product, the longest waiting first */
export async function waitingFor(kind: OpenEntry["kind"], about: string, limit: number): Promise<OpenEntry[]> {
  const { Items: items } = await dynamodb.send(
    new QueryCommand({
      TableName: Resource.ShopifyOpenTable.name,
      KeyConditionExpression: "kind = :kind AND begins_with(place, :about)",
      ExpressionAttributeValues: { ":kind": kind, ":about": begins(about) },
      ConsistentRead: true,
      Limit: limit,
    }),
  );
  return z.array(openEntry).parse(items ?? []);
}

/** @returns everything that orders wait for */
export async function allWaiting(kind: OpenEntry["kind"]): Promise<OpenEntry[]> {
  const items = await queryAll({
    TableName: Resource.ShopifyOpenTable.name,
    KeyConditionExpression: "kind = :kind",
    ExpressionAttributeValues: { ":kind": kind },
  });
  return z.array(openEntry).parse(items);
}
