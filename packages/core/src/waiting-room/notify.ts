import type { SocketMessage, TicketState } from "@donut/contracts/waiting-room";
import type { Admitted } from "./admit.ts";
import type { Places } from "./board.ts";
import type { Live } from "./live.ts";
import { postAll, type SocketPost } from "./post.ts";
import { isEntering, type RoomState } from "./room.ts";
import { isLive, readTickets, standingOf, type TicketItem } from "./ticket.ts";
import { admissionOf, feedOf, publicRoomOf, ticketOf } from "./views.ts";

const mostTickets = 100;

/** Notifies people that their turn has come, whoever admitted them. */
export async function notifyOfTurns(admitted: Admitted[], state: RoomState, privateJwk: string): Promise<void> {
  for (let done = 0; done < admitted.length; done += mostTickets) {
    const some = admitted.slice(done, done + mostTickets);
    const tickets = await readTickets(some.map(({ entry }) => entry));
    await postAll(await turnPosts([...tickets.values()], state, privateJwk), state);
  }
}

/** @returns the posts to those who have a seat */
export async function turnPosts(tickets: TicketItem[], state: RoomState, privateJwk: string): Promise<SocketPost[]> {
  const posts = tickets.map(async (ticket) => {
    if (ticket.connections.length === 0 || standingOf(ticket, state) !== "admitted") return [];
    const message = await turnOf(ticket, state, privateJwk);
    return ticket.connections.map((connectionId) => ({ connectionId, message }));
  });
  return (await Promise.all(posts)).flat();
}

async function turnOf(ticket: TicketItem, { claimSeconds }: RoomState, privateJwk: string) {
  const admission = await admissionOf(ticket, privateJwk);
  const { number = ticket.entry, epoch } = ticket;
  return { type: "turn", epoch, at: now(), number, ...admission, claimSeconds } satisfies SocketMessage;
}

/** @returns the posts to somebody whose place or seat has ended */
export function endPosts(ticket: TicketItem, state: RoomState): SocketPost[] {
  const why = standingOf(ticket, state);
  if (isLive(why)) return [];
  return ticket.connections.map((connectionId) => ({ connectionId, message: endedOf(ticket, why, state) }));
}

function endedOf(ticket: TicketItem, why: Exclude<TicketState, "waiting" | "admitted">, state: RoomState) {
  const { epoch, orderId } = ticket;
  const open = state.mode === "off";
  const message = { type: "ended", epoch, at: now(), why, again: isEntering(state), open } as const;
  return { ...message, ...(orderId && { orderId }) } satisfies SocketMessage;
}

/** @returns the complete state for one person */
export function placeMessage(ticket: TicketItem, places: Places, live: Live): SocketMessage {
  const own = ticketOf(ticket, places, live);
  const { epoch } = places.room.state;
  return {
    type: "place",
    epoch,
    at: now(),
    ticket: own,
    feed: feedOf(live, places, own.ahead),
    room: publicRoomOf(places),
  };
}

export function roomMessageOf(places: Places, live: Live): SocketMessage {
  const { epoch } = places.room.state;
  return { type: "room", epoch, at: now(), room: publicRoomOf(places), feed: feedOf(live, places) };
}

function now(): string {
  return new Date().toISOString();
}
