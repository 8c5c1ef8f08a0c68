import { Resource } from "sst";
import { type TransactItem, transact } from "../aws/transact.ts";
import { addGone, addToLobbyLeavers } from "./gone.ts";
import { numberOf, type RoomState, stateKey } from "./room.ts";
import { lateMs, type TicketItem, ticketKey } from "./ticket.ts";

/** How a place or a seat can end other than by an order. */
export type Ending = "left" | "expired" | "missed";

/**
 * Ends a place or a seat if it is still as `ticket` says. The same transaction ends the ticket and frees the seat. It
 * does not throw if it comes too late.
 *
 * @returns whether this call ended it
 */
export async function endTicket(ticket: TicketItem, to: Ending, state: RoomState): Promise<boolean> {
  const parts = ticket.state === "waiting" ? endOfPlace(ticket, state) : endOfSeat(ticket, to, state);
  const result = await transact(parts);
  return result.status === "committed";
}

/** Frees the seat of somebody who has ordered. */
export async function freeSeat(ticket: TicketItem, state: RoomState): Promise<boolean> {
  const result = await transact([
    {
      Update: {
        TableName: Resource.WaitingTable.name,
        Key: ticketKey(ticket.entry),
        UpdateExpression: "SET freed = :yes REMOVE due, dueShard",
        ConditionExpression: "#state = :ordered AND attribute_not_exists(freed)",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: { ":yes": true, ":ordered": "ordered" },
      },
    },
    ...oneSeatLess(ticket, "ordered", state),
  ]);
  return result.status === "committed";
}

function endOfPlace(ticket: TicketItem, state: RoomState): TransactItem[] {
  const now = Date.now();
  const { entry, epoch, lostAt } = ticket;
  const current = epoch === state.epoch;
  const number = current ? numberOf(entry, state) : undefined;
  return [
    {
      Update: {
        TableName: Resource.WaitingTable.name,
        Key: ticketKey(entry),
        UpdateExpression: `SET #state = :to, endedAt = :now${number === undefined ? "" : ", #number = :number"} REMOVE due, dueShard`,
        // People who were heard from in the meantime are not gone. A request to leave counts in any case: it has no
        // `lostAt`.
        ConditionExpression: `#state = :waiting${lostAt === undefined ? "" : " AND lostAt = :lostAt"}`,
        ExpressionAttributeNames: { "#state": "state", ...(number !== undefined && { "#number": "number" }) },
        ExpressionAttributeValues: {
          ":to": current ? "left" : "closed",
          ":waiting": "waiting",
          ":now": now,
          ...(number !== undefined && { ":number": number }),
          ...(lostAt !== undefined && { ":lostAt": lostAt }),
        },
      },
    },
    ...(current ? outOfLine(entry, number, state, now) : []),
  ];
}

function outOfLine(entry: number, number: number | undefined, { rev }: RoomState, now: number): TransactItem[] {
  if (number !== undefined) return addGone([number], now);
  return [
    addToLobbyLeavers(entry, now),
    // The draw must know.
    {
      ConditionCheck: {
        TableName: Resource.WaitingTable.name,
        Key: stateKey,
        ConditionExpression: "rev = :rev",
        ExpressionAttributeValues: { ":rev": rev },
      },
    },
  ];
}

const conditions: Record<Ending, string> = {
  left: "",
  expired: " AND #until <= :over",
  missed: " AND attribute_not_exists(claimedAt)",
};

function endOfSeat(ticket: TicketItem, to: Ending, state: RoomState): TransactItem[] {
  const now = Date.now();
  return [
    {
      Update: {
        TableName: Resource.WaitingTable.name,
        Key: ticketKey(ticket.entry),
        UpdateExpression: "SET #state = :to, endedAt = :now REMOVE due, dueShard",
        ConditionExpression: `#state = :admitted AND lease = :lease${conditions[to]}`,
        ExpressionAttributeNames: { "#state": "state", ...(to === "expired" && { "#until": "until" }) },
        ExpressionAttributeValues: {
          ":to": ticket.epoch === state.epoch ? to : "closed",
          ":admitted": "admitted",
          ":lease": ticket.lease,
          ":now": now,
          ...(to === "expired" && { ":over": now - lateMs }),
        },
      },
    },
    ...oneSeatLess(ticket, to, state),
  ];
}

/** A seat from an earlier opening no longer counts, so ending it frees none. */
function oneSeatLess(ticket: TicketItem, to: Ending | "ordered", { epoch }: RoomState): TransactItem[] {
  if (ticket.epoch !== epoch) return [];
  const now = Date.now();
  const end = to === "ordered" ? (ticket.endedAt ?? now) : now;
  return [
    {
      Update: {
        TableName: Resource.WaitingTable.name,
        Key: stateKey,
        UpdateExpression: "ADD occupied :less, released :one, heldMs :held, #to :one",
        ConditionExpression: "epoch = :epoch AND occupied > :none",
        ExpressionAttributeNames: { "#to": to },
        ExpressionAttributeValues: {
          ":less": -1,
          ":one": 1,
          ":none": 0,
          ":held": Math.max(0, end - (ticket.admittedAt ?? end)),
          ":epoch": epoch,
        },
      },
    },
  ];
}
