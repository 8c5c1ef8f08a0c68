import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { audited } from "../audit/audit.ts";
import type { AuditActor } from "../audit/audit-record.ts";
import { dynamodb } from "../aws/clients.ts";
import { queryAll, queryPage } from "../aws/query-page.ts";
import type { AlarmChange } from "./alarm-message.ts";
import { type Alert, type AlertCause, alert } from "./alert.ts";
import { endWatchBefore } from "./watch.ts";

const kind = "alert";
/** Sort key of the item that says when the alarm was last OK; it sorts after every timestamp. */
const okMark = "ok";

/**
 * Records a state change of an alarm. Messages arrive in any order and more than once: an end that arrives before its
 * beginning is remembered, and a duplicate changes nothing.
 */
export async function recordChange(change: AlarmChange & { status: "raised" | "cleared" }): Promise<void> {
  const { alarm, at } = change;
  if (change.status === "raised") {
    await open(change);
    const ok = await readOk(alarm);
    if (ok !== undefined && ok > at) await clearBefore(alarm, ok);
    return;
  }
  await markOk(alarm, at);
  await clearBefore(alarm, at);
  await endWatchBefore(alarm, at);
}

export type AlertPage = { status: "page"; alerts: Alert[]; next?: string | undefined } | { status: "bad-cursor" };

/** @returns alerts, newest first. */
export async function listAlerts(
  limit: number,
  cursor: string | undefined,
  status: Alert["status"] | undefined,
): Promise<AlertPage> {
  const page = await queryPage({
    limit,
    cursor,
    partition: { kind },
    position: ["raisedAt", "alarm"],
    query: {
      TableName: Resource.AlertTable.name,
      IndexName: "recent",
      KeyConditionExpression: "kind = :kind",
      ScanIndexForward: false,
      ExpressionAttributeValues: { ":kind": kind, ":status": status },
      ...(status !== undefined && {
        FilterExpression: "#status = :status",
        ExpressionAttributeNames: { "#status": "status" },
      }),
    },
  });
  if (page.status === "bad-cursor") return page;
  return { status: "page", alerts: z.array(alert).parse(page.items), next: page.next };
}

export type Acknowledged = { status: "acknowledged"; alert: Alert } | { status: "unknown-alert" };

/** Records who takes care of an alert. The first person to acknowledge it stays in charge. */
export async function acknowledge(id: string, actor: AuditActor): Promise<Acknowledged> {
  const known = await readAlert(id);
  if (known === undefined) return { status: "unknown-alert" };
  if (known.acknowledged) return { status: "acknowledged", alert: known };
  return audited<Acknowledged>(
    { actor, action: "alert.acknowledge", target: known.queue, detail: { alert: id } },
    () => writeAcknowledgement(known, actor),
    () => ({ status: "succeeded", outcome: {} }),
  );
}

export type Released = { status: "released"; alert: Alert } | { status: "unknown-alert" };

/** Gives an alert back: nobody takes care of it any more. */
export async function release(id: string, actor: AuditActor): Promise<Released> {
  const known = await readAlert(id);
  if (known === undefined) return { status: "unknown-alert" };
  if (known.acknowledged === undefined) return { status: "released", alert: known };
  return audited<Released>(
    { actor, action: "alert.release", target: known.queue, detail: { alert: id, takenBy: known.acknowledged.by.name } },
    async () => {
      const change = { UpdateExpression: "REMOVE acknowledged" };
      return { status: "released", alert: await updated(known, change) };
    },
    () => ({ status: "succeeded", outcome: {} }),
  );
}

export type Noted =
  | { status: "noted"; alert: Alert }
  | { status: "unknown-alert" }
  /** It has as many notes as an alert can have. */
  | { status: "full" };

const mostNotes = 100;

export async function addNote(id: string, text: string, actor: AuditActor): Promise<Noted> {
  const known = await readAlert(id);
  if (known === undefined) return { status: "unknown-alert" };
  if (known.notes.length >= mostNotes) return { status: "full" };
  return audited<Noted>(
    { actor, action: "alert.note", target: known.queue, detail: { alert: id, text } },
    async () => {
      const by = { id: actor.id, name: actor.name };
      const change = {
        UpdateExpression: "SET notes = list_append(if_not_exists(notes, :none), :notes)",
        ExpressionAttributeValues: { ":none": [], ":notes": [{ at: new Date().toISOString(), by, text }] },
      };
      return { status: "noted", alert: await updated(known, change) };
    },
    () => ({ status: "succeeded", outcome: {} }),
  );
}

/**
 * Adds to an alert what was found in the queue when it was raised. Its record may come later, from another message; the
 * first cause that is found stays.
 */
export async function noteCause({ alarm, at }: { alarm: string; at: string }, cause: AlertCause): Promise<void> {
  await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.AlertTable.name,
      Key: { alarm, raisedAt: at },
      UpdateExpression: "SET cause = if_not_exists(cause, :cause)",
      ExpressionAttributeValues: { ":cause": cause },
    }),
  );
}

async function updated(
  { alarm, raisedAt }: Alert,
  change: { UpdateExpression: string; ExpressionAttributeValues?: Record<string, unknown> },
): Promise<Alert> {
  const { Attributes: item } = await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.AlertTable.name,
      Key: { alarm, raisedAt },
      ReturnValues: "ALL_NEW",
      ...change,
    }),
  );
  return alert.parse(item);
}

async function writeAcknowledgement(known: Alert, { id, name }: AuditActor): Promise<Acknowledged> {
  const acknowledged = { at: new Date().toISOString(), by: { id, name } };
  const change = {
    UpdateExpression: "SET acknowledged = if_not_exists(acknowledged, :acknowledged)",
    ExpressionAttributeValues: { ":acknowledged": acknowledged },
  };
  return { status: "acknowledged", alert: await updated(known, change) };
}

export async function readAlert(id: string): Promise<Alert | undefined> {
  const [alarm, raisedAt] = id.split("~");
  if (!alarm || !raisedAt) return undefined;
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.AlertTable.name, Key: { alarm, raisedAt }, ConsistentRead: true }),
  );
  return alert.safeParse(item).data;
}

/** The cause may be there already; a repeated message changes nothing. */
async function open({ alarm, queue, at, reason }: AlarmChange & { status: "raised" | "cleared" }): Promise<void> {
  await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.AlertTable.name,
      Key: { alarm, raisedAt: at },
      UpdateExpression:
        "SET kind = :kind, id = :id, #queue = :queue, #reason = :reason, #status = if_not_exists(#status, :open)",
      ExpressionAttributeNames: { "#queue": "queue", "#reason": "reason", "#status": "status" },
      ExpressionAttributeValues: {
        ":kind": kind,
        ":id": `${alarm}~${at}`,
        ":queue": queue,
        ":reason": reason,
        ":open": "open" satisfies Alert["status"],
      },
    }),
  );
}

async function markOk(alarm: string, at: string): Promise<void> {
  await unlessRefused(
    dynamodb.send(
      new UpdateCommand({
        TableName: Resource.AlertTable.name,
        Key: { alarm, raisedAt: okMark },
        UpdateExpression: "SET okAt = :at",
        ConditionExpression: "attribute_not_exists(okAt) OR okAt < :at",
        ExpressionAttributeValues: { ":at": at },
      }),
    ),
  );
}

async function readOk(alarm: string): Promise<string | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({
      TableName: Resource.AlertTable.name,
      Key: { alarm, raisedAt: okMark },
      ConsistentRead: true,
    }),
  );
  return typeof item?.okAt === "string" ? item.okAt : undefined;
}

/** Also alerts that were closed by hand learn when their queue was empty. */
async function clearBefore(alarm: string, at: string): Promise<void> {
  const items = await queryAll({
    TableName: Resource.AlertTable.name,
    KeyConditionExpression: "alarm = :alarm AND raisedAt < :at",
    FilterExpression: "#status = :open OR (#status = :closed AND attribute_not_exists(clearedAt))",
    ExpressionAttributeNames: { "#status": "status" },
    ExpressionAttributeValues: { ":alarm": alarm, ":at": at, ":open": "open", ":closed": "closed" },
    ConsistentRead: true,
  });
  for (const { raisedAt, status } of z.array(alert).parse(items)) {
    await unlessRefused(
      dynamodb.send(
        new UpdateCommand({
          TableName: Resource.AlertTable.name,
          Key: { alarm, raisedAt },
          UpdateExpression: "SET #status = :next, clearedAt = :at",
          ConditionExpression: "#status = :status AND attribute_not_exists(clearedAt)",
          ExpressionAttributeNames: { "#status": "status" },
          ExpressionAttributeValues: { ":next": status === "open" ? "cleared" : status, ":status": status, ":at": at },
        }),
      ),
    );
  }
}

async function unlessRefused(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
