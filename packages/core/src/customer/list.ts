import { Resource } from "sst";
import * as z from "zod";
import { queryPage } from "../aws/query-page.ts";
import { type Customer, customer, customerKind } from "./customer.ts";

export type CustomerPage =
  | { status: "page"; customers: Customer[]; next?: string | undefined }
  | { status: "bad-cursor" };

/**
 * @param type only customers of this type; absent: all
 * @returns up to `limit` customers, latest change of type first, from `cursor` on (the `next` of the previous page).
 */
export async function listCustomers(limit: number, cursor?: string, type?: Customer["type"]): Promise<CustomerPage> {
  const [index, hash, value] = type ? ["byType", "type", type] : ["recent", "kind", customerKind];
  const page = await queryPage({
    limit,
    cursor,
    partition: { [hash]: value },
    position: ["id", "since"],
    query: {
      TableName: Resource.CustomerTable.name,
      IndexName: index,
      KeyConditionExpression: "#hash = :value",
      ExpressionAttributeNames: { "#hash": hash },
      ExpressionAttributeValues: { ":value": value },
      ScanIndexForward: false,
    },
  });
  if (page.status === "bad-cursor") return page;
  return { status: "page", customers: z.array(customer).parse(page.items), next: page.next };
}
