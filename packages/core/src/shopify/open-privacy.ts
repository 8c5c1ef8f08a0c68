import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { queryAll } from "../aws/query-page.ts";
import type { TransactItem } from "../aws/transact.ts";

/** Erasure requests by customers and shops, stored beside what orders wait for, until they have been carried out. */
const kind = "privacy";

const openRequest = z.object({
  shop: z.string(),
  request: z.enum(["data-request", "customer-redact", "shop-redact"]),
  webhookId: z.string(),
  deliveryId: z.string(),
  at: z.iso.datetime(),
});
type OpenRequest = z.infer<typeof openRequest>;

/** The part of a transaction that stores a request. */
export function openRequestPut(request: Omit<OpenRequest, "at">): TransactItem {
  const item = { kind, place: request.deliveryId, ...request, at: new Date().toISOString() };
  return { Put: { TableName: Resource.ShopifyOpenTable.name, Item: item } };
}

export async function closeRequest(deliveryId: string): Promise<void> {
  await dynamodb.send(
    new DeleteCommand({ TableName: Resource.ShopifyOpenTable.name, Key: { kind, place: deliveryId } }),
  );
}

export async function openPrivacyRequests(): Promise<OpenRequest[]> {
  const items = await queryAll({
    TableName: Resource.ShopifyOpenTable.name,
    KeyConditionExpression: "kind = :kind",
    ExpressionAttributeValues: { ":kind": kind },
  });
  return z.array(openRequest).parse(items);
}
