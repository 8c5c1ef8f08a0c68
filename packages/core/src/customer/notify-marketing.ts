import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { customerMarketingTold } from "@donut/contracts/events/customer";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";
import { transact } from "../aws/transact.ts";
import { postToLegacy } from "../legacy/call.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { type Customer, customer } from "./customer.ts";

export type Notified =
  | { status: "told" }
  /** The system was notified before. */
  | { status: "repeated" }
  /** There is no such customer, or they are not a VIP. */
  | { status: "no-vip" }
  | { status: "refused"; reason: string }
  | { status: "unavailable"; reason: string };

/**
 * Notifies the marketing system of a VIP and records that it did. Safe to repeat at any point: the system recognises a
 * repeated notice by its key, even if the worker crashed before recording it.
 */
export async function notifyMarketing(customerId: string, signal: AbortSignal): Promise<Notified> {
  const vip = await readCustomer(customerId);
  if (vip?.type !== "vip") return { status: "no-vip" };
  if (vip.marketingToldAt !== undefined) return { status: "repeated" };
  const { id, email, type, since } = vip;
  const answer = await postToLegacy({
    name: "The marketing system",
    url: `${Resource.MarketingApi.url}/notices`,
    apiKey: Resource.MarketingApiKey.value,
    headers: { "idempotency-key": `${id}:${type}` },
    body: { customerId: id, email, customerType: type, since },
    signal,
  });
  if (answer.status !== "answered") return answer;
  return noteDown(id);
}

async function readCustomer(id: string): Promise<Customer | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.CustomerTable.name, Key: { id }, ConsistentRead: true }),
  );
  return item && customer.parse(item);
}

async function noteDown(id: string): Promise<Notified> {
  const onlyOnce = {
    Update: {
      TableName: Resource.CustomerTable.name,
      Key: { id },
      UpdateExpression: "SET marketingToldAt = :now REMOVE due, dueAt, dueTries",
      ConditionExpression: "attribute_exists(id) AND attribute_not_exists(marketingToldAt)",
      ExpressionAttributeValues: { ":now": new Date().toISOString() },
    },
  };
  const told = outboxPut(createEvent(customerMarketingTold, { customerId: id, customerType: "vip" }));
  const { status } = await transact([onlyOnce, told]);
  if (status === "committed") return { status: "told" };
  if (status === "refused") return { status: "repeated" };
  return { status: "unavailable", reason: "That it was told could not be noted down: too many conflicts." };
}
