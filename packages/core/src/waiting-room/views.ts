import { boardEverySeconds, waitOf } from "@donut/contracts/waiting-line";
import type { Admission, Feed, PublicRoom, Ticket } from "@donut/contracts/waiting-room";
import { type Places, placeOf } from "./board.ts";
import type { Live } from "./live.ts";
import { isAdmitting, numberOf } from "./room.ts";
import { standingOf, type TicketItem } from "./ticket.ts";
import { signAdmission } from "./tokens.ts";

/** @returns the room for the public, without anything about individual people */
export function publicRoomOf({ room: { state }, waiting }: Places): PublicRoom {
  const { mode, guards, x, y, n, opensAt, message, epoch, occupied, commitment, draw } = state;
  const lobby = state.lobby || state.drawing;
  const now = Date.now();
  return {
    mode,
    lobby,
    guards,
    x,
    y,
    n,
    ...(lobby && opensAt && { opensAt, secondsToOpening: secondsTo(Date.parse(opensAt), now) }),
    ...(commitment && { lottery: { commitment, ...(draw && { draw }) } }),
    ...(message && { message }),
    waiting: mode === "off" || mode === "closed" ? 0 : waiting,
    admitted: occupied,
    epoch,
    at: new Date(now).toISOString(),
  };
}

export function ticketOf(ticket: TicketItem, places: Places, { pace }: Live): Ticket {
  const { state: room } = places.room;
  const { entry, epoch, enteredAt, until, orderId } = ticket;
  const state = standingOf(ticket, room);
  const number = room.drawing
    ? undefined
    : (ticket.number ?? (epoch === room.epoch ? numberOf(entry, room) : undefined));
  const base = { entry, ...(number !== undefined && { number }), state, epoch, enteredAt: iso(enteredAt) };
  if (state === "admitted") return { ...base, until: iso(until ?? 0), secondsLeft: secondsTo(until ?? 0) };
  if (state === "ordered") return { ...base, ...(orderId && { orderId }) };
  if (state !== "waiting") return base;
  if (number === undefined) return { ...base, waiting: places.waiting };
  const ahead = placeOf(number, places);
  const eta = isAdmitting(room) ? waitOf(ahead, { x: room.x, y: room.y, pace }) : undefined;
  return { ...base, ahead, waiting: places.waiting, ...(eta && { eta }) };
}

export function feedOf(live: Live, { room: { state } }: Places, ahead = 0): Feed {
  if (live.feed === "socket") return { kind: "socket" };
  return { kind: "board", everySeconds: boardEverySeconds(ahead, state) };
}

/** @returns the admission with which the holder of a seat orders */
export async function admissionOf(ticket: TicketItem, privateJwk: string): Promise<Admission> {
  const until = ticket.until ?? 0;
  return { token: await signAdmission(ticket, privateJwk), until: iso(until), secondsLeft: secondsTo(until) };
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

export function secondsTo(ms: number, now = Date.now()): number {
  return Math.max(0, Math.round((ms - now) / 100) / 10);
}
