import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { batchGet } from "../aws/batch-get.ts";
import { dynamodb } from "../aws/clients.ts";
import { transact } from "../aws/transact.ts";
import { isEntering, issuedKey, type RoomState, roomState, stateKey } from "./room.ts";
import { dueAt, expiresAt, isLive, readTicket, standingOf, type TicketItem, ticketItem, ticketKey } from "./ticket.ts";

export type Entered =
  | { status: "entered"; ticket: TicketItem }
  /** This visitor already had a place. */
  | { status: "known"; ticket: TicketItem }
  /** Nobody can enter: the room is off, closed or draining. */
  | { status: "refused"; state: RoomState }
  /** This client has taken as many places as allowed. */
  | { status: "too-many"; retryAfterSeconds: number };

interface Visitor {
  /** A hash of the id that the browser chose: one place each. */
  visitor: string;
  /** A hash of the network address. */
  client: string;
}

const clientWindowMs = 600_000;

const visitorItem = z.object({ entry: z.int(), epoch: z.int() });

/**
 * Gives a visitor a place at the end of the line, or their existing one. The number is drawn before the ticket is
 * written. If the ticket is not written within some seconds, the number is skipped, and the visitor draws again.
 */
export async function enter({ visitor, client }: Visitor): Promise<Entered> {
  const { state, before } = await readBefore(visitor);
  if (before?.epoch === state.epoch) {
    const ticket = await readTicket(before.entry);
    if (ticket && isLive(standingOf(ticket, state))) return { status: "known", ticket };
  }
  if (!isEntering(state)) return { status: "refused", state };
  const retryAfterSeconds = await clientIsAtLimit(client, state.placesPerClient);
  if (retryAfterSeconds > 0) return { status: "too-many", retryAfterSeconds };
  for (;;) {
    const ticket = ticketAt(await drawEntry(), state);
    const result = await write(ticket, visitor, before?.entry);
    if (result === "written") return { status: "entered", ticket };
    // In another tab at the same time.
    if (result === "known") return enter({ visitor, client });
  }
}

function ticketAt(entry: number, { epoch, graceSeconds }: RoomState): TicketItem {
  const now = Date.now();
  // Until a socket is open, the visitor counts as silent.
  const due = now + graceSeconds * 1_000;
  return ticketItem.parse({ entry, epoch, state: "waiting", enteredAt: now, lostAt: now, due });
}

async function write(ticket: TicketItem, visitor: string, before: number | undefined) {
  const { connections: _, ...item } = ticket;
  const expires = expiresAt(ticket.enteredAt);
  const result = await transact([
    {
      Put: {
        TableName: Resource.WaitingTable.name,
        Item: {
          ...ticketKey(ticket.entry),
          ...item,
          ...dueAt(ticket.entry, ticket.due ?? 0),
          expiresAt: expires,
        },
        ConditionExpression: "attribute_not_exists(pk)",
      },
    },
    {
      Put: {
        TableName: Resource.WaitingTable.name,
        Item: { ...visitorKey(visitor), entry: ticket.entry, epoch: ticket.epoch, expiresAt: expires },
        ConditionExpression: `attribute_not_exists(pk)${before === undefined ? "" : " OR #entry = :before"}`,
        ...(before !== undefined && {
          ExpressionAttributeNames: { "#entry": "entry" },
          ExpressionAttributeValues: { ":before": before },
        }),
      },
    },
  ]);
  if (result.status === "conflict") throw new Error("No place could be given: too many conflicts.");
  if (result.status === "committed") return "written";
  return result.found.has(1) ? "known" : "void";
}

/** @returns the room, and the visitor's existing place */
async function readBefore(visitor: string) {
  const items = await batchGet(Resource.WaitingTable.name, [visitorKey(visitor), stateKey]);
  const place = items.find(({ pk }) => pk === visitorKey(visitor).pk);
  return {
    state: roomState.parse(items.find(({ pk }) => pk === stateKey.pk) ?? {}),
    before: place && visitorItem.parse(place),
  };
}

function visitorKey(visitor: string) {
  return { pk: `visitor#${visitor}`, sk: "place" };
}

async function drawEntry(): Promise<number> {
  const { Attributes: after } = await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.WaitingTable.name,
      Key: issuedKey,
      UpdateExpression: "ADD #last :one",
      ExpressionAttributeNames: { "#last": "last" },
      ExpressionAttributeValues: { ":one": 1 },
      ReturnValues: "UPDATED_NEW",
    }),
  );
  return z.object({ last: z.int() }).parse(after).last;
}

/** Counts one more place. @returns the seconds until the client may take one; 0 if it may now */
async function clientIsAtLimit(client: string, limit: number): Promise<number> {
  const now = Date.now();
  const window = Math.floor(now / clientWindowMs);
  const ends = (window + 1) * clientWindowMs;
  try {
    await dynamodb.send(
      new UpdateCommand({
        TableName: Resource.WaitingTable.name,
        Key: { pk: `client#${client}`, sk: String(window) },
        UpdateExpression: "ADD places :one SET expiresAt = :expiresAt",
        ConditionExpression: "attribute_not_exists(places) OR places < :limit",
        ExpressionAttributeValues: { ":one": 1, ":limit": limit, ":expiresAt": Math.ceil(ends / 1_000) },
      }),
    );
    return 0;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return Math.ceil((ends - now) / 1_000);
    throw error;
  }
}
