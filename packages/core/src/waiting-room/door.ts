import { Resource } from "sst";
import type { TransactItem } from "../aws/transact.ts";
import { guardOf } from "./room.ts";
import { dueAt, lateMs, readTicket, ticketItem, ticketKey } from "./ticket.ts";

/** The content of an admission token: whose seat, in which turn and opening. */
export interface Admission {
  entry: number;
  lease: string;
  epoch: number;
}

/** If nobody is notified of the order, its seat is found and freed after this long. */
const freedAtLatestMs = 5_000;

/** The guard a product must have for this admission to buy it. */
export function guardFor({ epoch }: Admission): string {
  return guardOf({ epoch });
}

/**
 * The part of an order's transaction that takes the seat for it, once. Its condition returns ALL_OLD.
 *
 * @param at when the order was received, in ms since the epoch: the seat must be held at that time
 */
export function takeSeat({ entry, lease }: Admission, orderId: string, at: number): TransactItem {
  return {
    Update: {
      TableName: Resource.WaitingTable.name,
      Key: ticketKey(entry),
      UpdateExpression:
        "SET #state = :ordered, orderId = :order, endedAt = if_not_exists(endedAt, :at), " +
        "claimedAt = if_not_exists(claimedAt, :at), due = :due, dueShard = :shard",
      ConditionExpression:
        "lease = :lease AND ((#state = :admitted AND #until >= :inTime) OR (#state = :ordered AND orderId = :order))",
      ExpressionAttributeNames: { "#state": "state", "#until": "until" },
      ExpressionAttributeValues: {
        ":ordered": "ordered",
        ":admitted": "admitted",
        ":order": orderId,
        ":lease": lease,
        ":at": at,
        ":inTime": at - lateMs,
        ":due": at + freedAtLatestMs,
        ":shard": dueAt(entry, 0).dueShard,
      },
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  };
}

/** @returns whether the seat has ever belonged to this admission */
export function hadSeat({ lease }: Admission, found: Record<string, unknown> | undefined): boolean {
  return ticketItem.safeParse(found).data?.lease === lease;
}

/** Checks in advance whether an admission's seat is held now. */
export async function readSeat({ entry, lease }: Admission): Promise<"held" | "over" | "unknown"> {
  const ticket = await readTicket(entry);
  if (ticket?.lease !== lease) return "unknown";
  return ticket.state === "admitted" && (ticket.until ?? 0) + lateMs >= Date.now() ? "held" : "over";
}
