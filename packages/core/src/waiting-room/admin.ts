import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { blockOf } from "@donut/contracts/waiting-line";
import type { AdminRoom, AdminTicket, Seat, WaitingPerson } from "@donut/contracts/waiting-room";
import { Resource } from "sst";
import { dynamodb } from "../aws/clients.ts";
import { admitNext } from "./admit.ts";
import { type Places, placeOf, readFrontPlaces, readPlaces, waits } from "./board.ts";
import { endTicket } from "./end.ts";
import { type Live, readLive } from "./live.ts";
import { readMinutes, readOpening } from "./minutes.ts";
import { entryOf, isOver, readRoom, readState } from "./room.ts";
import { readSeats } from "./sweep.ts";
import { dueAt, isLive, lateMs, readTicket, readTickets, standingOf, type TicketItem, ticketKey } from "./ticket.ts";
import { iso, publicRoomOf, secondsTo, ticketOf } from "./views.ts";

const shownInFront = 20;

/** The room as operators see it. */
export async function readAdminRoom(): Promise<AdminRoom> {
  const [places, live, minutes, seated] = await Promise.all([
    readFrontPlaces(shownInFront),
    readLive(),
    readMinutes(),
    readSeats(),
  ]);
  const { state, issued } = places.room;
  const [counters, front] = await Promise.all([readOpening(state.epoch), readFront(places)]);
  const { claimSeconds, graceSeconds, placesPerClient, lottery, openedAt, low } = state;
  const longest = front[0]?.waitedSeconds;
  return {
    ...publicRoomOf(places),
    claimSeconds,
    graceSeconds,
    placesPerClient,
    drawn: lottery,
    ...(openedAt && { openedAt }),
    seats: seatsOf(seated, places),
    front,
    // Seats are counted in the same transactions that free them, so these are exact.
    counters: {
      ...counters,
      admitted: state.admitted,
      ordered: state.ordered,
      expired: state.expired,
      missed: state.missed,
    },
    minutes,
    pace: { ...live.pace, ...(longest !== undefined && { longestWaitSeconds: longest }) },
    line: { low, issued },
    tick: tickOf(live),
    sockets: { open: live.sockets, ...(live.at && { countedAt: iso(live.at) }), feed: live.feed },
  };
}

function tickOf({ at, lagMs, tookMs }: Live): AdminRoom["tick"] {
  return { ...(at && { at: iso(at) }), ...(lagMs !== undefined && { lagMs }), ...(tookMs !== undefined && { tookMs }) };
}

function seatsOf(seated: TicketItem[], { room: { state } }: Places): Seat[] {
  const own = seated.filter((it) => it.epoch === state.epoch && (it.state === "admitted" || !it.freed));
  return own
    .map(({ entry, number = entry, state: held, admittedAt = 0, until = 0, claimedAt, connections, orderId }) => ({
      number,
      entry,
      state: held === "ordered" ? ("ordered" as const) : ("admitted" as const),
      admittedAt: iso(admittedAt),
      until: iso(until),
      secondsLeft: secondsTo(until),
      claimed: claimedAt !== undefined,
      sockets: connections.length,
      ...(orderId && { orderId }),
    }))
    .sort((a, b) => a.number - b.number);
}

async function readFront(places: Places): Promise<WaitingPerson[]> {
  const { state, issued } = places.room;
  if (isOver(state) || state.lobby || state.drawing) return [];
  const numbers: number[] = [];
  for (let number = state.low + 1; number <= issued && numbers.length < shownInFront; number++) {
    if (!places.gone.has(blockOf(number))) break;
    if (waits(number, places)) numbers.push(number);
  }
  const tickets = await readTickets(numbers.map((number) => entryOf(number, state)));
  return numbers.flatMap((number) => {
    const ticket = tickets.get(entryOf(number, state));
    if (ticket === undefined || standingOf(ticket, state) !== "waiting") return [];
    const { entry, enteredAt, connections, lostAt, due } = ticket;
    const lost = connections.length === 0 && lostAt !== undefined && due !== undefined;
    return [
      {
        number,
        entry,
        ahead: placeOf(number, places),
        enteredAt: iso(enteredAt),
        waitedSeconds: secondsTo(Date.now(), enteredAt),
        sockets: connections.length,
        ...(lost && { lostAt: iso(lostAt), givenUpInSeconds: secondsTo(due) }),
      },
    ];
  });
}

export type Decided =
  | { status: "done"; ticket: AdminTicket["ticket"] }
  | { status: "unknown" }
  /** It has ended before, or is about to. Nothing was changed. */
  | { status: "over"; ticket: AdminTicket["ticket"] };

/** @returns one person's ticket by their number in the line */
export async function readAdminTicket(number: number): Promise<Decided> {
  const room = await readRoom();
  const entry = entryOf(number, room.state);
  const [places, live, ticket] = await Promise.all([readPlaces([entry], room), readLive(), readTicket(entry)]);
  return ticket === undefined ? { status: "unknown" } : { status: "done", ticket: shown(ticket, places, live) };
}

/** Ends somebody's place or seat, for the benefit of those behind. */
export async function endByHand(number: number): Promise<Decided> {
  const state = await readState();
  const ticket = await readTicket(entryOf(number, state));
  if (ticket === undefined) return { status: "unknown" };
  const live = isLive(standingOf(ticket, state));
  const ended = live && (await endTicket({ ...ticket, lostAt: undefined }, "left", state));
  if (ended) await admitNext();
  return result(number, ended);
}

/** Gives the holder of a seat more time to order, or somebody who is gone more time to come back. */
export async function extendByHand(number: number, seconds: number): Promise<Decided> {
  const state = await readState();
  const ticket = await readTicket(entryOf(number, state));
  if (ticket === undefined) return { status: "unknown" };
  const standing = standingOf(ticket, state);
  const more = seconds * 1_000;
  if (standing === "admitted") return result(number, await moreTime(ticket, more));
  return result(number, standing === "waiting" && (await moreGrace(ticket, more)));
}

async function moreTime({ entry, lease, until = 0 }: TicketItem, more: number): Promise<boolean> {
  return changes(
    new UpdateCommand({
      TableName: Resource.WaitingTable.name,
      Key: ticketKey(entry),
      // The operator has seen the person, so the turn counts as claimed.
      UpdateExpression: "SET #until = :until, due = :due, claimedAt = if_not_exists(claimedAt, :now)",
      ConditionExpression: "#state = :admitted AND lease = :lease AND #until = :was",
      ExpressionAttributeNames: { "#state": "state", "#until": "until" },
      ExpressionAttributeValues: {
        ":until": until + more,
        ":was": until,
        ":due": until + more + lateMs,
        ":now": Date.now(),
        ":admitted": "admitted",
        ":lease": lease,
      },
    }),
  );
}

async function moreGrace({ entry, due = Date.now() }: TicketItem, more: number): Promise<boolean> {
  return changes(
    new UpdateCommand({
      TableName: Resource.WaitingTable.name,
      Key: ticketKey(entry),
      UpdateExpression: "SET due = :due, dueShard = :shard",
      ConditionExpression: "#state = :waiting AND attribute_not_exists(connections)",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: { ":waiting": "waiting", ":due": due + more, ":shard": dueAt(entry, 0).dueShard },
    }),
  );
}

async function result(number: number, done: boolean): Promise<Decided> {
  const now = await readAdminTicket(number);
  return now.status === "done" && !done ? { status: "over", ticket: now.ticket } : now;
}

function shown(ticket: TicketItem, places: Places, live: Live): AdminTicket["ticket"] {
  const { admittedAt, claimedAt, endedAt, lostAt, connections } = ticket;
  return {
    ...ticketOf(ticket, places, live),
    ...(admittedAt && { admittedAt: iso(admittedAt) }),
    ...(claimedAt && { claimedAt: iso(claimedAt) }),
    ...(endedAt && { endedAt: iso(endedAt) }),
    ...(lostAt && connections.length === 0 && { lostAt: iso(lostAt) }),
    sockets: connections.length,
  };
}

async function changes(update: UpdateCommand): Promise<boolean> {
  try {
    await dynamodb.send(update);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
