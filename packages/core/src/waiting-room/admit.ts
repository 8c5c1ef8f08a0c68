import { blockOf, blockSize } from "@donut/contracts/waiting-line";
import { Resource } from "sst";
import { v7 } from "uuid";
import { type TransactItem, transact } from "../aws/transact.ts";
import { addGone, readGone } from "./gone.ts";
import { openDoors } from "./opening.ts";
import { entryOf, isAdmitting, type Room, type RoomState, readRoom, stateKey } from "./room.ts";
import { dueAt, expiresAt, readTickets, standingOf, type TicketItem, ticketKey } from "./ticket.ts";

/**
 * A transaction has at most 100 parts: the state, one for each person, and two for each block in which somebody is
 * recorded as gone.
 */
const mostParts = 100;
const mostAtOnce = 60;

export interface Admitted {
  entry: number;
  number: number;
}

export interface Admission {
  /** Those admitted by this call. */
  admitted: Admitted[];
  /** The room as last read by this call. */
  room: Room;
}

interface Options {
  /** Entries up to this one without a ticket will not get one any more. */
  voidUpTo?: number | undefined;
  /** ms since the epoch */
  giveUpAt?: number;
}

/**
 * Gives free seats to those whose turn it is: always the lowest waiting numbers, never more than X seats. Called after
 * anything that may have changed this. The first caller does the work, and the others find it done.
 */
export async function admitNext({ voidUpTo = 0, giveUpAt = Date.now() + 5_000 }: Options = {}): Promise<Admission> {
  const admitted: Admitted[] = [];
  for (;;) {
    const room = await readRoom();
    if (Date.now() >= giveUpAt) return { admitted, room };
    if (await openDoors(room)) continue;
    if (!isAdmitting(room.state) || room.state.occupied >= room.state.x) return { admitted, room };
    const plan = await whoIsNext(room, voidUpTo);
    if (plan.settled.length === 0 && plan.low === room.state.low) return { admitted, room };
    const result = await transact(partsOf(room.state, plan), giveUpAt);
    if (result.status !== "committed") continue;
    for (const { as, entry, number } of plan.settled) if (as === "admitted") admitted.push({ entry, number });
  }
}

interface Settled extends Admitted {
  as: "admitted" | "void" | "closed";
}

interface Plan {
  /** In the order of their numbers. */
  settled: Settled[];
  /** Afterwards, all numbers up to this one are settled. */
  low: number;
}

/** Reads tickets from the front on until there is somebody for each free seat. */
async function whoIsNext(room: Room, voidUpTo: number): Promise<Plan> {
  const { state } = room;
  const free = Math.min(mostAtOnce, state.x - state.occupied);
  const blocks = new Set<number>();
  const settled: Settled[] = [];
  let low = state.low;
  let unbroken = true;
  let seats = 0;
  for await (const { number, entry, ticket } of fromTheFront(room, free)) {
    const as = ticket === "gone" ? ticket : settling(ticket, entry, state, voidUpTo);
    // Somebody is just entering with this number. Those behind do not wait for it, and it does not count as passed.
    if (as === "entering") unbroken = false;
    if (as !== "entering" && unbroken) low = number;
    if (as === "gone" || as === "entering") continue;
    settled.push({ entry, number, as });
    if (!unbroken) blocks.add(blockOf(number));
    if (as === "admitted") seats += 1;
    if (seats === free || settled.length === mostAtOnce || 1 + settled.length + 2 * (blocks.size + 1) >= mostParts)
      break;
  }
  return { settled, low };
}

function settling(ticket: TicketItem | undefined, entry: number, state: RoomState, voidUpTo: number) {
  if (ticket === undefined) return entry <= voidUpTo ? "void" : "entering";
  if (standingOf(ticket, state) === "waiting") return "admitted";
  // It entered while the room was closed or opened anew: its holder is notified, and it is skipped.
  return ticket.state === "waiting" ? "closed" : "gone";
}

/** Yields all numbers above the front in order, with their tickets; those known to be gone cost no read. */
async function* fromTheFront({ state, issued }: Room, atOnce: number) {
  for (let first = state.low + 1; first <= issued; ) {
    const block = blockOf(first);
    const last = Math.min(issued, (block + 1) * blockSize - 1);
    const gone = (await readGone([block])).get(block) ?? new Set();
    let tickets = new Map<number, TicketItem>();
    let looked = first - 1;
    for (let number = first; number <= last; number++) {
      const entry = entryOf(number, state);
      if (gone.has(number)) {
        yield { number, entry, ticket: "gone" as const };
        continue;
      }
      if (number > looked) {
        const next: number[] = [];
        for (looked = number; looked <= last && next.length < atOnce; looked++)
          if (!gone.has(looked)) next.push(entryOf(looked, state));
        looked -= 1;
        tickets = await readTickets(next);
      }
      yield { number, entry, ticket: tickets.get(entry) };
    }
    first = last + 1;
  }
}

function partsOf({ rev, x, y, claimSeconds, epoch }: RoomState, { settled, low }: Plan): TransactItem[] {
  const now = Date.now();
  const seats = settled.filter(({ as }) => as === "admitted").length;
  const passed = settled.filter(({ number }) => number > low).map(({ number }) => number);
  const until = now + y * 1_000;
  return [
    {
      Update: {
        TableName: Resource.WaitingTable.name,
        Key: stateKey,
        UpdateExpression: "SET low = :low, rev = :next ADD occupied :seats, admitted :seats",
        // The settings and the front are as they were read; seats may have become free in the meantime.
        ConditionExpression: "rev = :rev AND occupied <= :most",
        ExpressionAttributeValues: { ":low": low, ":next": rev + 1, ":rev": rev, ":seats": seats, ":most": x - seats },
      },
    },
    ...settled.map(({ as, entry, number }): TransactItem => {
      if (as === "void") return voidPut(entry, number, epoch, now);
      if (as === "closed") return closing(entry, number, now);
      return {
        Update: {
          TableName: Resource.WaitingTable.name,
          Key: ticketKey(entry),
          UpdateExpression:
            "SET #state = :admitted, #number = :number, admittedAt = :now, #until = :until, lease = :lease, " +
            "due = :due, dueShard = :shard REMOVE lostAt",
          ConditionExpression: "#state = :waiting",
          ExpressionAttributeNames: { "#state": "state", "#number": "number", "#until": "until" },
          ExpressionAttributeValues: {
            ":admitted": "admitted",
            ":waiting": "waiting",
            ":number": number,
            ":now": now,
            ":until": until,
            ":lease": v7(),
            ":due": now + claimSeconds * 1_000,
            ":shard": dueAt(entry, 0).dueShard,
          },
        },
      };
    }),
    ...addGone(passed, now),
  ];
}

/** If somebody still enters with this entry, they find it taken and enter anew. */
function voidPut(entry: number, number: number, epoch: number, now: number): TransactItem {
  return {
    Put: {
      TableName: Resource.WaitingTable.name,
      Item: {
        ...ticketKey(entry),
        entry,
        number,
        epoch,
        state: "void",
        enteredAt: now,
        endedAt: now,
        expiresAt: expiresAt(now),
      },
      ConditionExpression: "attribute_not_exists(pk)",
    },
  };
}

function closing(entry: number, number: number, now: number): TransactItem {
  return {
    Update: {
      TableName: Resource.WaitingTable.name,
      Key: ticketKey(entry),
      UpdateExpression: "SET #state = :closed, #number = :number, endedAt = :now REMOVE due, dueShard, lostAt",
      ConditionExpression: "#state = :waiting",
      ExpressionAttributeNames: { "#state": "state", "#number": "number" },
      ExpressionAttributeValues: { ":closed": "closed", ":waiting": "waiting", ":number": number, ":now": now },
    },
  };
}
