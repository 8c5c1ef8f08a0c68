import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { v7 } from "uuid";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { queryPage } from "../aws/query-page.ts";
import type { TransactItem } from "../aws/transact.ts";
import { correlationId } from "../context.ts";
import { beginningOf } from "../keepable.ts";
import { type AuditRecord, auditRecord } from "./audit-record.ts";

export type Intent = Pick<AuditRecord, "actor" | "action" | "target" | "detail">;
type Status = Exclude<AuditRecord["status"], "started">;
type Outcome = NonNullable<AuditRecord["outcome"]>;

const kind = "audit";
// A character takes up to three bytes, an item at most 400 kB, and searchable text is stored twice.
const longestText = 40_000;

/** Records an action before it is done. */
export async function beginAudit(intent: Intent): Promise<AuditRecord> {
  const { record, item } = recordOf(intent);
  await dynamodb.send(new PutCommand({ TableName: Resource.AuditTable.name, Item: item }));
  return record;
}

/** Like `beginAudit`, as a part of the transaction that starts the action. */
export function auditIntent(intent: Intent) {
  const { record, item } = recordOf(intent);
  return { record, part: { Put: { TableName: Resource.AuditTable.name, Item: item } } satisfies TransactItem };
}

/** A transaction part for an action that the same transaction completes: intent and outcome in one record. */
export function auditDone(intent: Intent): TransactItem {
  const { record, item } = recordOf(intent);
  const done = { status: "succeeded" as const, finishedAt: record.at };
  return { Put: { TableName: Resource.AuditTable.name, Item: { ...item, ...done } } };
}

/** Records the outcome of an action. */
export async function endAudit(id: string, status: Status, outcome: Outcome): Promise<void> {
  await dynamodb.send(new UpdateCommand(auditOutcome(id, status, outcome).Update));
}

/** Like `endAudit`, as a part of the transaction that ends the action. Fails if the action has ended before. */
export function auditOutcome(id: string, status: Status, outcome: Outcome) {
  return {
    Update: {
      TableName: Resource.AuditTable.name,
      Key: { id },
      UpdateExpression: "SET #status = :status, outcome = :outcome, finishedAt = :at, outcomeText = :text",
      ConditionExpression: "#status = :started",
      ExpressionAttributeNames: { "#status": "status" },
      ExpressionAttributeValues: {
        ":status": status,
        ":outcome": outcome,
        ":at": new Date().toISOString(),
        ":text": textOf([outcome]),
        ":started": "started",
      },
    },
  } satisfies TransactItem;
}

/**
 * Runs `work` under an audit record: the intent is written before, and what `outcomeOf` makes of the result after. An
 * error is recorded as a failure and rethrown.
 */
export async function audited<T>(
  intent: Intent,
  work: (auditId: string) => Promise<T>,
  outcomeOf: (result: T) => { status: Status; outcome: Outcome },
): Promise<T> {
  const { id } = await beginAudit(intent);
  try {
    const result = await work(id);
    const { status, outcome } = outcomeOf(result);
    await endAudit(id, status, outcome);
    return result;
  } catch (error) {
    // If the outcome cannot be recorded, the record stays `started`: nobody knows how it ended.
    await endAudit(id, "failed", { error: String(error) }).catch(() => {});
    throw error;
  }
}

export interface AuditQuery {
  limit: number;
  cursor?: string | undefined;
  q?: string | undefined;
  /** E-mail address. */
  actor?: string | undefined;
  action?: string | undefined;
  target?: string | undefined;
  status?: AuditRecord["status"] | undefined;
}

export type AuditPage =
  | { status: "page"; records: AuditRecord[]; next?: string | undefined }
  | { status: "bad-cursor" };

/** @returns what was done, newest first. */
export async function listAudit({ limit, cursor, q, actor, action, target, status }: AuditQuery): Promise<AuditPage> {
  const filters = [
    q !== undefined && "(contains(searchable, :q) OR contains(outcomeText, :q))",
    actor !== undefined && "#actor.email = :actor",
    action !== undefined && "#action = :action",
    target !== undefined && "#target = :target",
    status !== undefined && "#status = :status",
  ].filter((part) => part !== false);
  const names = { "#actor": actor, "#action": action, "#target": target, "#status": status };
  const page = await queryPage({
    limit,
    cursor,
    partition: { kind },
    position: ["id"],
    query: {
      TableName: Resource.AuditTable.name,
      IndexName: "recent",
      KeyConditionExpression: "#kind = :kind",
      ScanIndexForward: false,
      ExpressionAttributeNames: { "#kind": "kind", ...namesOf(names) },
      ExpressionAttributeValues: {
        ":kind": kind,
        ":q": q?.toLowerCase(),
        ":actor": actor,
        ":action": action,
        ":target": target,
        ":status": status,
      },
      ...(filters.length > 0 && { FilterExpression: filters.join(" AND ") }),
    },
  });
  if (page.status === "bad-cursor") return page;
  return { status: "page", records: z.array(auditRecord).parse(page.items), next: page.next };
}

function recordOf(intent: Intent) {
  const record: AuditRecord = {
    id: v7(),
    at: new Date().toISOString(),
    ...intent,
    status: "started",
    correlationId: correlationId(),
  };
  const searchable = textOf([intent.actor, intent.action, intent.target, intent.detail]);
  return { record, item: { ...record, kind, searchable } };
}

function namesOf(used: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries(used).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name]) => [name, name.slice(1)]));
}

function textOf(values: unknown[]): string {
  const text = values.map((value) => JSON.stringify(value)).join("\n");
  return beginningOf(text.toLowerCase(), longestText);
}
