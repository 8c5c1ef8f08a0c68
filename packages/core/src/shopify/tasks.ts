import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { type ShopifyTask, shopifyTask } from "@donut/contracts/shopify";
import { Resource } from "sst";
import * as z from "zod";
import { audited } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { dynamodb } from "../aws/clients.ts";
import { queryAll, queryPage } from "../aws/query-page.ts";
import type { TransactItem } from "../aws/transact.ts";
import type { Envelope } from "./envelope.ts";
import { forgetDelivery } from "./forget-deliveries.ts";
import type { PrivacyRequest } from "./parse.ts";

const taskKind = "task";
/** Required by law: https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance */
const daysToAnswer = 30;

/** Includes where it came from: its id is that of the delivery. */
const storedTask = shopifyTask.extend({ webhookId: z.string() });
type StoredTask = z.infer<typeof storedTask>;

/** The part of a transaction that creates the task of answering a customer. */
export function taskPut(
  { deliveryId: id, webhookId, shop, receivedAt }: Envelope,
  about: PrivacyRequest,
): TransactItem {
  const dueAt = new Date(Date.parse(receivedAt) + daysToAnswer * 24 * 3_600_000).toISOString();
  const task: StoredTask = {
    id,
    kind: "data-request",
    shop,
    receivedAt,
    dueAt,
    ...about,
    status: "open",
    webhookId,
  };
  return { Put: { TableName: Resource.ShopifyTaskTable.name, Item: { ...task, kindKey: taskKind } } };
}

/** @returns a shop's open tasks for which the expression `which` holds */
export async function openTasks(shop: string, which: string, values: Record<string, string>): Promise<StoredTask[]> {
  const items = await queryAll({
    TableName: Resource.ShopifyTaskTable.name,
    IndexName: "recent",
    KeyConditionExpression: "kindKey = :kind",
    FilterExpression: `shop = :shop AND #status = :open AND (${which})`,
    ExpressionAttributeNames: { "#status": "status" },
    ExpressionAttributeValues: { ":kind": taskKind, ":shop": shop, ":open": "open", ...values },
  });
  return z.array(storedTask).parse(items);
}

/** Erases who asked. */
export async function blankTask(id: string): Promise<void> {
  await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.ShopifyTaskTable.name,
      Key: { id },
      UpdateExpression: "SET redactedAt = if_not_exists(redactedAt, :now) REMOVE email, customerId",
      ConditionExpression: "attribute_exists(id)",
      ExpressionAttributeValues: { ":now": new Date().toISOString() },
    }),
  );
}

export type TaskPage = { status: "page"; tasks: ShopifyTask[]; next?: string | undefined } | { status: "bad-cursor" };

/** @returns up to `limit` tasks, newest first */
export async function listTasks(
  limit: number,
  cursor: string | undefined,
  status?: ShopifyTask["status"] | undefined,
): Promise<TaskPage> {
  const page = await queryPage({
    limit,
    cursor,
    partition: { kindKey: taskKind },
    position: ["id", "receivedAt"],
    query: {
      TableName: Resource.ShopifyTaskTable.name,
      IndexName: "recent",
      KeyConditionExpression: "kindKey = :kind",
      ExpressionAttributeValues: { ":kind": taskKind, ":status": status },
      ScanIndexForward: false,
      ...(status && { FilterExpression: "#status = :status", ExpressionAttributeNames: { "#status": "status" } }),
    },
  });
  if (page.status === "bad-cursor") return page;
  return { status: "page", tasks: z.array(shopifyTask).parse(page.items), next: page.next };
}

export type Done = { status: "done"; task: ShopifyTask } | { status: "unknown-task" };

/**
 * Records that somebody has done a task, and erases whom it was about, including the body. The first person to finish
 * it stays on record.
 */
export async function finishTask(id: string, actor: AuditActor): Promise<Done> {
  return audited<Done>(
    { actor, action: "shopify.task-done", target: id, detail: {} },
    async () => {
      const done = { at: new Date().toISOString(), by: { id: actor.id, name: actor.name } };
      const update = new UpdateCommand({
        TableName: Resource.ShopifyTaskTable.name,
        Key: { id },
        UpdateExpression: "SET #status = :done, done = if_not_exists(done, :by) REMOVE email, customerId",
        ConditionExpression: "attribute_exists(id)",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: { ":done": "done", ":by": done },
        ReturnValues: "ALL_NEW",
      });
      try {
        const { Attributes: item } = await dynamodb.send(update);
        const { webhookId, ...task } = storedTask.parse(item);
        await forgetDelivery(webhookId, id);
        return { status: "done", task };
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return { status: "unknown-task" };
        throw error;
      }
    },
    ({ status }) => ({ status: status === "done" ? "succeeded" : "refused", outcome: { result: status } }),
  );
}
