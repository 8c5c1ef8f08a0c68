import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { queryAll } from "../aws/query-page.ts";
import { endTicket, freeSeat } from "./end.ts";
import { isHereAfterAll } from "./presence.ts";
import type { RoomState } from "./room.ts";
import { dueShardNames, lateMs, type TicketItem, ticketItem } from "./ticket.ts";

const page = 25;

/**
 * Ends unanswered turns, turns whose time is up, places of people who are gone and seats of people who have ordered;
 * returns how many. It finds them by an index of due times, so the cost does not depend on how many wait.
 */
export async function sweep(state: RoomState, giveUpAt = Date.now() + 2_000): Promise<number> {
  let ended = 0;
  for (;;) {
    const now = Date.now();
    const due = await readDue(now);
    const results = await Promise.all(due.map((ticket) => settle(ticket, state, now)));
    const done = results.filter((settled) => settled).length;
    ended += done;
    if (due.length < page || done === 0 || Date.now() > giveUpAt) break;
  }
  return ended;
}

/** @returns whether something ended */
async function settle(ticket: TicketItem, state: RoomState, now: number): Promise<boolean> {
  const { until = 0, claimedAt, connections, freed } = ticket;
  if (ticket.state === "ordered") return freed ? false : freeSeat(ticket, state);
  if (ticket.state === "admitted") {
    if (until + lateMs <= now) return endTicket(ticket, claimedAt === undefined ? "missed" : "expired", state);
    return claimedAt === undefined && endTicket(ticket, "missed", state);
  }
  if (ticket.state !== "waiting") return false;
  if (connections.length === 0) return endTicket(ticket, "left", state);
  await isHereAfterAll(ticket.entry);
  return false;
}

/** @returns what is due, at most a page from each shard */
async function readDue(now: number): Promise<TicketItem[]> {
  const shards = await Promise.all(dueShardNames.map((shard) => readShard(shard, now, page)));
  return shards.flat();
}

const soonPage = 100;

/** @returns the tickets due within this many ms, the first hundred of each shard */
export async function readDueWithin(ms: number): Promise<TicketItem[]> {
  const until = Date.now() + ms;
  const shards = await Promise.all(dueShardNames.map((shard) => readShard(shard, until, soonPage)));
  return shards.flat();
}

async function readShard(shard: string, until: number, limit: number): Promise<TicketItem[]> {
  const { Items: items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName: Resource.WaitingTable.name,
      IndexName: "byDue",
      KeyConditionExpression: "dueShard = :shard AND due <= :until",
      ExpressionAttributeValues: { ":shard": shard, ":until": until },
      Limit: limit,
    }),
  );
  return z.array(ticketItem).parse(items);
}

/** @returns everybody who has a seat, according to the index */
export async function readSeats(): Promise<TicketItem[]> {
  const shards = await Promise.all(dueShardNames.map(readSeatsOf));
  return shards.flat();
}

async function readSeatsOf(shard: string): Promise<TicketItem[]> {
  const items = await queryAll({
    TableName: Resource.WaitingTable.name,
    IndexName: "byDue",
    KeyConditionExpression: "dueShard = :shard",
    FilterExpression: "#state <> :waiting",
    ExpressionAttributeNames: { "#state": "state" },
    ExpressionAttributeValues: { ":shard": shard, ":waiting": "waiting" },
  });
  return z.array(ticketItem).parse(items);
}

/**
 * @returns when the next seat becomes free if its holder does nothing (ms since the epoch); undefined if nobody has
 * one. The earliest due ticket may belong to a lost person in the line; waking up for it does no harm.
 */
export async function nextDue(): Promise<number | undefined> {
  const first = await Promise.all(dueShardNames.map((shard) => readShard(shard, Number.MAX_SAFE_INTEGER, 1)));
  const times = first.flat().flatMap(({ due }) => due ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}
