import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { z } from "zod";
import { dynamodb } from "../aws/clients.ts";
import { type Order, order } from "./order.ts";

export type CustomerOrders =
  | { status: "page"; orders: Order[]; next?: string | undefined }
  /** It is none, or another customer's. */
  | { status: "bad-cursor" };

/**
 * @param email in lower case
 * @returns up to `limit` of the customer's orders, newest first, from `cursor` on (the `next` of the page before)
 */
export async function listCustomerOrders(email: string, limit: number, cursor?: string): Promise<CustomerOrders> {
  const start = cursor === undefined ? undefined : decode(cursor, email);
  if (start?.success === false) return { status: "bad-cursor" };
  const page = await dynamodb.send(
    new QueryCommand({
      TableName: Resource.OrderTable.name,
      IndexName: "byCustomer",
      KeyConditionExpression: "email = :email",
      ExpressionAttributeValues: { ":email": email },
      ScanIndexForward: false,
      Limit: limit,
      ExclusiveStartKey: start?.data,
    }),
  );
  return {
    status: "page",
    orders: z.array(order).parse(page.Items ?? []),
    next: page.LastEvaluatedKey && Buffer.from(JSON.stringify(page.LastEvaluatedKey)).toString("base64url"),
  };
}

function decode(cursor: string, email: string) {
  const position = z.strictObject({ id: z.string(), email: z.literal(email), placedAt: z.string() });
  try {
    return position.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    return { success: false as const };
  }
}
