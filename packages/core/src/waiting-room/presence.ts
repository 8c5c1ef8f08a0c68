import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";
import { queryAll } from "../aws/query-page.ts";
import type { RoomState } from "./room.ts";
import { dueAt, isLive, lateMs, standingOf, type TicketItem, ticketItem, ticketKey } from "./ticket.ts";

/** Connections are spread over this many keys, which are read in parallel. */
const shards = 16;
/** API Gateway ends a connection after two hours. */
const keptForSeconds = 3 * 3_600;
/** Open tabs of one person. */
const mostSockets = 10;

export interface Connection {
  connectionId: string;
  entry: number;
}

export type Connected = { status: "connected"; ticket: TicketItem } | { status: "over" };

/** Records who a connection belongs to. Connecting counts as being present: it claims the turn. */
export async function connect({ connectionId, entry }: Connection, state: RoomState): Promise<Connected> {
  const now = Date.now();
  await dynamodb.send(
    new PutCommand({
      TableName: Resource.WaitingTable.name,
      Item: {
        ...connectionKey(connectionId),
        entry,
        connectedAt: now,
        expiresAt: Math.floor(now / 1_000) + keptForSeconds,
      },
    }),
  );
  const waiting = await changed(
    new UpdateCommand({
      TableName: Resource.WaitingTable.name,
      Key: ticketKey(entry),
      UpdateExpression: "ADD connections :own REMOVE lostAt, due, dueShard",
      ConditionExpression: "#state = :waiting AND (attribute_not_exists(connections) OR size(connections) < :most)",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: { ":own": new Set([connectionId]), ":waiting": "waiting", ":most": mostSockets },
      ReturnValues: "ALL_NEW",
    }),
  );
  const ticket =
    waiting ??
    (await changed(
      new UpdateCommand({
        TableName: Resource.WaitingTable.name,
        Key: ticketKey(entry),
        UpdateExpression: "ADD connections :own",
        ConditionExpression: "#state = :admitted AND (attribute_not_exists(connections) OR size(connections) < :most)",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: { ":own": new Set([connectionId]), ":admitted": "admitted", ":most": mostSockets },
        ReturnValues: "ALL_NEW",
      }),
    ));
  if (ticket && isLive(standingOf(ticket, state))) return { status: "connected", ticket: await hear(ticket, state) };
  await forget(connectionId);
  return { status: "over" };
}

/**
 * A connection has been closed, or was found closed. If the person has no other, the grace period begins. The
 * connection's own item is deleted last: if the worker stops halfway, it will be found again.
 */
export async function disconnect(connectionId: string, state: RoomState): Promise<void> {
  const entry = await entryOfConnection(connectionId);
  if (entry === undefined) return;
  await leaveTicket(connectionId, entry, state);
  await forget(connectionId);
}

async function leaveTicket(connectionId: string, entry: number, { graceSeconds }: RoomState): Promise<void> {
  const now = Date.now();
  const waiting = await changed(
    new UpdateCommand({
      TableName: Resource.WaitingTable.name,
      Key: ticketKey(entry),
      UpdateExpression: "DELETE connections :own SET lostAt = :now, due = :due, dueShard = :shard",
      ConditionExpression: "#state = :waiting",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: {
        ":own": new Set([connectionId]),
        ":waiting": "waiting",
        ":now": now,
        ":due": now + graceSeconds * 1_000,
        ":shard": dueAt(entry, 0).dueShard,
      },
      ReturnValues: "ALL_NEW",
    }),
  );
  if (waiting && waiting.connections.length > 0) await isHereAfterAll(entry);
  if (waiting) return;
  await changed(
    new UpdateCommand({
      TableName: Resource.WaitingTable.name,
      Key: ticketKey(entry),
      UpdateExpression: "DELETE connections :own",
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeValues: { ":own": new Set([connectionId]) },
      ReturnValues: "ALL_NEW",
    }),
  );
}

/** Corrects the record of somebody who was considered lost but has a connection. */
export async function isHereAfterAll(entry: number): Promise<void> {
  await changed(
    new UpdateCommand({
      TableName: Resource.WaitingTable.name,
      Key: ticketKey(entry),
      UpdateExpression: "REMOVE lostAt, due, dueShard",
      ConditionExpression: "#state = :waiting AND attribute_exists(connections)",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: { ":waiting": "waiting" },
      ReturnValues: "ALL_NEW",
    }),
  );
}

/**
 * Records a sign of life: a person whose turn has come has noticed it, and a waiting person is not lost. Writes only if
 * that is news.
 */
export async function hear(ticket: TicketItem, { graceSeconds }: RoomState): Promise<TicketItem> {
  const now = Date.now();
  if (ticket.state === "admitted" && ticket.claimedAt === undefined) {
    const claimed = await changed(
      new UpdateCommand({
        TableName: Resource.WaitingTable.name,
        Key: ticketKey(ticket.entry),
        UpdateExpression: "SET claimedAt = :now, due = #until + :late",
        ConditionExpression: "#state = :admitted AND lease = :lease AND attribute_not_exists(claimedAt)",
        ExpressionAttributeNames: { "#state": "state", "#until": "until" },
        ExpressionAttributeValues: { ":now": now, ":late": lateMs, ":admitted": "admitted", ":lease": ticket.lease },
        ReturnValues: "ALL_NEW",
      }),
    );
    return claimed ?? ticket;
  }
  const half = (graceSeconds * 1_000) / 2;
  if (ticket.state !== "waiting" || ticket.connections.length > 0 || (ticket.due ?? 0) > now + half) return ticket;
  const heard = await changed(
    new UpdateCommand({
      TableName: Resource.WaitingTable.name,
      Key: ticketKey(ticket.entry),
      UpdateExpression: "SET lostAt = :now, due = :due, dueShard = :shard",
      ConditionExpression: "#state = :waiting AND attribute_not_exists(connections)",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: {
        ":waiting": "waiting",
        ":now": now,
        ":due": now + graceSeconds * 1_000,
        ":shard": dueAt(ticket.entry, 0).dueShard,
      },
      ReturnValues: "ALL_NEW",
    }),
  );
  return heard ?? ticket;
}

/** @returns the entry of the person at the other end; undefined if the connection is not known */
export async function entryOfConnection(connectionId: string): Promise<number | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.WaitingTable.name, Key: connectionKey(connectionId), ConsistentRead: true }),
  );
  return item && Number(item.entry);
}

async function forget(connectionId: string): Promise<void> {
  await dynamodb.send(new DeleteCommand({ TableName: Resource.WaitingTable.name, Key: connectionKey(connectionId) }));
}

/** @returns all connections */
export async function readConnections(): Promise<Connection[]> {
  const found = await Promise.all(
    Array.from({ length: shards }, (_, shard) =>
      queryAll({
        TableName: Resource.WaitingTable.name,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": `socket#${shard}` },
      }),
    ),
  );
  return found.flat().map(({ sk, entry }) => ({ connectionId: String(sk), entry: Number(entry) }));
}

export function connectionKey(connectionId: string) {
  let hash = 0;
  for (const character of connectionId) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 65_536;
  return { pk: `socket#${hash % shards}`, sk: connectionId };
}

/** @returns the ticket after the change; undefined if its condition was not met */
async function changed(update: UpdateCommand): Promise<TicketItem | undefined> {
  try {
    const { Attributes: after } = await dynamodb.send(update);
    return ticketItem.parse(after);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
