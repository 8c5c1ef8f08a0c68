import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { z } from "zod";
import { dynamodb } from "../aws/clients.ts";

/** What the warehouse has ordered from the factory; its id is the shortage's. */
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

const position = z.object({ id: z.string(), kind: z.literal(productionKind), requestedAt: z.string() });

export type ProductionPage =
  | { status: "page"; productionOrders: ProductionOrder[]; next?: string | undefined }
  | { status: "bad-cursor" };

/** @returns up to `limit` production orders, newest first, from `cursor` on (the `next` of the page before). */
export async function listProductionOrders(limit: number, cursor?: string): Promise<ProductionPage> {
  const start = cursor === undefined ? undefined : decode(cursor);
  if (start?.success === false) return { status: "bad-cursor" };
  const page = await dynamodb.send(
    new QueryCommand({
      TableName: Resource.ProductionTable.name,
      IndexName: "recent",
      KeyConditionExpression: "kind = :kind",
      ExpressionAttributeValues: { ":kind": productionKind },
      ScanIndexForward: false,
      Limit: limit,
      ExclusiveStartKey: start?.data,
    }),
  );
  return {
    status: "page",
    productionOrders: z.array(productionOrder).parse(page.Items ?? []),
    next: page.LastEvaluatedKey && Buffer.from(JSON.stringify(page.LastEvaluatedKey)).toString("base64url"),
  };
}

function decode(cursor: string) {
  try {
    return position.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    return { success: false as const };
  }
}
