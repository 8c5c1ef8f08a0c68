import { GetCommand } from "@aws-sdk/lib-dynamodb";
import type { TicketState } from "@donut/contracts/waiting-room";
import { Resource } from "sst";
import * as z from "zod";
import { batchGet } from "../aws/batch-get.ts";
import { dynamodb } from "../aws/clients.ts";
import { isOver, type RoomState } from "./room.ts";

/** A seat really ends this much later than its holder is told, so nobody loses it to a slow connection. */
export const lateMs = 2_000;

const dueShards = 4;
const keptForSeconds = 7 * 24 * 3600;

const ms = z.int();

export const ticketItem = z.object({
  entry: z.int().positive(),
  epoch: z.int(),
  /** `void`: drawn but never used. */
  state: z.enum(["waiting", "admitted", "ordered", "left", "expired", "missed", "closed", "void"]),
  /** Set once it is known. */
  number: z.int().optional(),
  enteredAt: ms,
  admittedAt: ms.optional(),
  /** When the turn ends, as its holder is told. */
  until: ms.optional(),
  claimedAt: ms.optional(),
  /** Identifies one turn: its admission is bound to it. */
  lease: z.string().optional(),
  orderId: z.string().optional(),
  endedAt: ms.optional(),
  /** Whether the seat of somebody who ordered has been freed. */
  freed: z.boolean().optional(),
  lostAt: ms.optional(),
  /** When it must be looked at again. */
  due: ms.optional(),
  connections: z
    .custom<Set<string>>((value) => value instanceof Set)
    .optional()
    .transform((set) => (set ? [...set] : [])),
});
export type TicketItem = z.infer<typeof ticketItem>;

export function ticketKey(entry: number) {
  return { pk: `ticket#${entry}`, sk: "ticket" };
}

/** The attributes by which the sweep finds it. */
export function dueAt(entry: number, due: number) {
  return { due, dueShard: dueShardOf(entry) };
}

export const dueShardNames = Array.from({ length: dueShards }, (_, index) => String(index));

function dueShardOf(entry: number): string {
  return String(entry % dueShards);
}

export function expiresAt(now: number): number {
  return Math.floor(now / 1000) + keptForSeconds;
}

export async function readTicket(entry: number): Promise<TicketItem | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.WaitingTable.name, Key: ticketKey(entry), ConsistentRead: true }),
  );
  return item && ticketItem.parse(item);
}

/** @returns the existing tickets, by entry */
export async function readTickets(entries: number[]): Promise<Map<number, TicketItem>> {
  const items = await batchGet(Resource.WaitingTable.name, entries.map(ticketKey));
  const tickets = z.array(ticketItem).parse(items);
  return new Map(tickets.map((ticket) => [ticket.entry, ticket]));
}

/** @returns the current state of a ticket in the room as it is: closing a room does not write tickets. */
export function standingOf(ticket: Pick<TicketItem, "state" | "epoch" | "entry">, room: RoomState): TicketState {
  const { state, epoch, entry } = ticket;
  if (state === "void") return "left";
  if (state === "waiting") {
    const closed = epoch !== room.epoch || entry <= room.closedUpTo || isOver(room);
    return closed ? "closed" : "waiting";
  }
  if (state === "admitted" && (epoch !== room.epoch || room.mode === "off")) return "closed";
  return state;
}

export function isLive(state: TicketState): state is "waiting" | "admitted" {
  return state === "waiting" || state === "admitted";
}
