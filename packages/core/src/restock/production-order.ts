import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { queryPage } from "../aws/query-page.ts";

/** An order to the factory, with the same id as its shortage. */
export const productionOrder = z.object({
  id: z.string(),
  productId: z.string(),
  quantity: z.int().positive(),
  status: z.enum(["accepted", "completed", "failed"]),
  requestedAt: z.iso.datetime(),
  expectedAt: z.iso.datetime().optional(),
  settledAt: z.iso.datetime().optional(),
  /** Why it failed. */
  reason: z.string().optional(),
  correlationId: z.string(),
});
export type ProductionOrder = z.infer<typeof productionOrder>;

/** The one partition of the `recent` index. */
export const productionKind = "production";

export async function readProductionOrder(id: string): Promise<ProductionOrder | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.ProductionTable.name, Key: { id }, ConsistentRead: true }),
  );
  return item && productionOrder.parse(item);
}

export type ProductionPage =
  | { status: "page"; productionOrders: ProductionOrder[]; next?: string | undefined }
  | { status: "bad-cursor" };

/** @returns up to `limit` production orders, newest first, from `cursor` on (the `next` of the previous page). */
export async function listProductionOrders(limit: number, cursor?: string): Promise<ProductionPage> {
  const page = await queryPage({
    limit,
    cursor,
    partition: { kind: productionKind },
    position: ["requestedAt", "id"],
    query: {
      TableName: Resource.ProductionTable.name,
      IndexName: "recent",
      KeyConditionExpression: "kind = :kind",
      ExpressionAttributeValues: { ":kind": productionKind },
      ScanIndexForward: false,
    },
  });
  if (page.status === "bad-cursor") return page;
  return { status: "page", productionOrders: z.array(productionOrder).parse(page.items), next: page.next };
}
