import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { type ShopifyTask, shopifyTask } from "@donut/contracts/shopify";
import { Resource } from "sst";
import * as z from "zod";
import { audited } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { dynamodb } from "../aws/clients.ts";
import { queryPage } from "../aws/query-page.ts";

const taskKind = "task";

/** Gives operators a task, once. */
export async function addTask(task: ShopifyTask): Promise<void> {
  const put = new PutCommand({
    TableName: Resource.ShopifyTaskTable.name,
    Item: { ...task, kindKey: taskKind },
    ConditionExpression: "attribute_not_exists(id)",
  });
  await dynamodb.send(put).catch((error: unknown) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
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

/** Notes that somebody has done a task, and forgets whom it was about. The first to say so stays the one. */
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
        return { status: "done", task: shopifyTask.parse(item) };
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return { status: "unknown-task" };
        throw error;
      }
    },
    ({ status }) => ({ status: status === "done" ? "succeeded" : "refused", outcome: { result: status } }),
  );
}
