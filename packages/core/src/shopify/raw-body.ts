import { gunzipSync, gzipSync } from "node:zlib";
import { shopifyLimits } from "@donut/contracts/shopify";
import { Resource } from "sst";
import { batchWrite } from "../aws/batch-write.ts";
import { queryAll } from "../aws/query-page.ts";

// An item has at most 400 KB.
const largestPart = 350 * 1024;

/** @returns until when the body of a delivery is stored */
export function bodyUntil(receivedAt: string): Date {
  return new Date(Date.parse(receivedAt) + shopifyLimits.bodyDays * 24 * 3_600_000);
}

/** Stores raw bodies, byte for byte, for thirty days. Safe to repeat. */
export async function keepBodies(bodies: { deliveryId: string; receivedAt: string; raw: Buffer }[]): Promise<void> {
  const writes = bodies.flatMap(({ deliveryId: id, receivedAt, raw }) => {
    const packed = gzipSync(raw);
    const expiresAt = Math.floor(bodyUntil(receivedAt).getTime() / 1000);
    return Array.from({ length: Math.ceil(packed.byteLength / largestPart) }, (_, part) => ({
      PutRequest: {
        Item: {
          id,
          part: String(part).padStart(3, "0"),
          data: packed.subarray(part * largestPart, (part + 1) * largestPart),
          expiresAt,
        },
      },
    }));
  });
  if (writes.length > 0) await batchWrite(Resource.ShopifyBodyTable.name, writes);
}

/** @returns the raw body of a delivery; undefined if it was never stored or has expired */
export async function readBody(deliveryId: string): Promise<Buffer | undefined> {
  const parts = await partsOf(deliveryId);
  const now = Date.now() / 1000;
  const [first] = parts;
  if (first === undefined || Number(first.expiresAt) <= now) return undefined;
  return gunzipSync(Buffer.concat(parts.map(({ data }) => data as Uint8Array)));
}

export async function forgetBodies(deliveryIds: string[]): Promise<void> {
  const parts = (await Promise.all([...new Set(deliveryIds)].map(partsOf))).flat();
  const writes = parts.map(({ id, part }) => ({ DeleteRequest: { Key: { id, part } } }));
  if (writes.length > 0) await batchWrite(Resource.ShopifyBodyTable.name, writes);
}

function partsOf(id: string) {
  return queryAll({
    TableName: Resource.ShopifyBodyTable.name,
    KeyConditionExpression: "id = :id",
    ExpressionAttributeValues: { ":id": id },
    ConsistentRead: true,
  });
}
