import { type Order, order } from "@donut/contracts/sales";
import { Resource } from "sst";
import * as z from "zod";
import { queryPage } from "../aws/query-page.ts";

export type CustomerOrders =
  | { status: "page"; orders: Order[]; next?: string | undefined }
  /** Not a cursor, or another customer's. */
  | { status: "bad-cursor" };

/**
 * @param email in lower case
 * @returns up to `limit` of the customer's orders, newest first, from `cursor` on (the `next` of the previous page)
 */
export async function listCustomerOrders(email: string, limit: number, cursor?: string): Promise<CustomerOrders> {
  const page = await queryPage({
    limit,
    cursor,
    partition: { email },
    position: ["placedAt", "id"],
    query: {
      TableName: Resource.OrderTable.name,
      IndexName: "byCustomer",
      KeyConditionExpression: "email = :email",
      ExpressionAttributeValues: { ":email": email },
      ScanIndexForward: false,
    },
  });
  if (page.status === "bad-cursor") return page;
  return { status: "page", orders: z.array(order).parse(page.items), next: page.next };
}
