import { aheadOf, waitOf } from "@donut/contracts/waiting-line";
import type { Board, Feed, Place, PublicRoom, SocketMessage, Ticket } from "@donut/contracts/waiting-room";

/**
 * The visitor's state, as far as this browser knows. Times are by this machine's clock, in milliseconds: the server
 * sends durations in seconds, so a wrong clock does not matter.
 */
export interface Standing {
  ticket: Ticket;
  room: PublicRoom;
  feed: Feed;
  /** The server's time of its last message. */
  at: string;
  heardAt: number;
  /** When the lobby opens. */
  opensAt?: number;
  turn?: Turn;
  ended?: Ended;
  /** People admitted per minute recently. */
  perMinute?: number;
}

/** The visitor's turn to order. */
export interface Turn {
  endsAt: number;
  /** For the order; absent until it has arrived. */
  token?: string;
  /** The turn is given away unless answered by then; absent once answered. */
  claimBy?: number;
}

export interface Ended {
  why: "ordered" | "left" | "expired" | "missed" | "closed";
  /** Whether the visitor may enter again. */
  again: boolean;
  /** The room is off: everybody may order. */
  open: boolean;
}

/** @returns the state after the server's full answer */
export function afterPlace(before: Standing | undefined, place: Place, now: number): Standing {
  const { ticket, admission, room, feed } = place;
  // Asking counts as being present, so the request has answered the call.
  const turn: Turn | undefined = admission && { endsAt: now + admission.secondsLeft * 1000, token: admission.token };
  return heard(before, { ticket, room, feed, at: room.at }, now, turn);
}

/** @returns the state after a message */
export function afterMessage(before: Standing, message: SocketMessage, now: number): Standing {
  if (message.epoch < before.ticket.epoch || before.ended) return before;
  switch (message.type) {
    case "place": {
      const { ticket, room, feed, at } = message;
      const seconds = ticket.secondsLeft;
      const turn = seconds === undefined ? undefined : { ...before.turn, endsAt: now + seconds * 1000 };
      return heard(before, { ticket, room, feed, at }, now, turn);
    }
    case "tick": {
      if (before.ticket.state !== "waiting" || message.at < before.at) return before;
      const { ahead, waiting, eta, perMinute, at } = message;
      const { eta: _, ...ticket } = before.ticket;
      const news = { ...ticket, waiting, ...(ahead !== undefined && { ahead }), ...(eta && { eta }) };
      return { ...before, ticket: news, room: { ...before.room, waiting }, perMinute, at, heardAt: now };
    }
    case "turn": {
      const { token, until, secondsLeft, claimSeconds, at } = message;
      const claimed = before.turn !== undefined && before.turn.claimBy === undefined;
      return {
        ...before,
        ticket: admitted(before.ticket, until, secondsLeft),
        turn: { token, endsAt: now + secondsLeft * 1000, ...(!claimed && { claimBy: now + claimSeconds * 1000 }) },
        at,
        heardAt: now,
      };
    }
    case "ending":
      if (!before.turn) return before;
      return { ...before, turn: { ...before.turn, endsAt: now + message.secondsLeft * 1000 }, heardAt: now };
    case "ended": {
      const { why, again, open, at } = message;
      const { turn: _, ...rest } = before;
      return {
        ...rest,
        ticket: { ...before.ticket, state: why },
        ended: { why, again, open },
        at,
        heardAt: now,
      };
    }
    case "room":
      if (message.at < before.at) return before;
      return { ...withRoom(before, message.room, now), feed: message.feed, at: message.at, heardAt: now };
  }
}

/**
 * @returns the state after the board, which is the same for everybody; `goneInBlock` are the numbers of the visitor's
 * own block
 */
export function afterBoard(before: Standing, board: Board, goneInBlock: readonly number[], now: number): Standing {
  const { number, state, epoch } = before.ticket;
  if (state !== "waiting" || board.epoch !== epoch || board.at < before.at) return before;
  const { mode, lobby, x, y, n, waiting, admitted: seats, message, pace, at } = board;
  const { message: _, ...room } = before.room;
  const renewed = { ...room, mode, lobby, x, y, n, waiting, admitted: seats, at, ...(message && { message }) };
  const { eta: __, ...ticket } = before.ticket;
  const ahead = number === undefined ? undefined : aheadOf(number, board, goneInBlock);
  const moving = ahead !== undefined && !lobby && mode !== "paused";
  const { opensAt, ...rest } = before;
  return {
    ...rest,
    // The board does not contain the time; it was sent before.
    ...(lobby && opensAt !== undefined && { opensAt }),
    room: renewed,
    ticket: { ...ticket, waiting, ...(ahead !== undefined && { ahead }), ...(moving && { eta: waitOf(ahead, board) }) },
    perMinute: pace.perMinute,
    at,
    heardAt: now,
  };
}

/** @returns the state with the call answered */
export function claimed(before: Standing): Standing {
  if (!before.turn) return before;
  const { claimBy: _, ...turn } = before.turn;
  return { ...before, turn };
}

/** @returns the state with an end that this browser knows about by itself */
export function endedBy(before: Standing, why: Ended["why"], again = true): Standing {
  const { turn: _, ...rest } = before;
  return { ...rest, ticket: { ...before.ticket, state: why }, ended: { why, again, open: false } };
}

type Told = Pick<Standing, "ticket" | "room" | "feed" | "at">;

/** A place only moves forward: a late message brings nobody back into the line. */
function heard(before: Standing | undefined, told: Told, now: number, turn: Turn | undefined): Standing {
  const { ticket, room } = told;
  const same = before && before.ticket.epoch === ticket.epoch && before.ticket.entry === ticket.entry;
  if (same && stageOf(ticket.state) < stageOf(before.ticket.state)) return before;
  const { state } = ticket;
  const ended = state !== "waiting" && state !== "admitted" && endOf(state, room);
  const base: Standing = {
    ...told,
    heardAt: now,
    ...(before?.perMinute !== undefined && { perMinute: before.perMinute }),
  };
  const standing = withRoom(base, room, now);
  return { ...standing, ...(state === "admitted" && turn && { turn }), ...(ended && { ended }) };
}

function stageOf(state: Ticket["state"]): number {
  if (state === "waiting") return 0;
  return state === "admitted" ? 1 : 2;
}

function endOf(why: Ended["why"], { mode }: PublicRoom): Ended {
  return { why, again: mode === "open" || mode === "paused", open: mode === "off" };
}

function withRoom(before: Standing, room: PublicRoom, now: number): Standing {
  const { opensAt: _, ...rest } = before;
  const seconds = room.lobby ? room.secondsToOpening : undefined;
  return { ...rest, room, ...(seconds !== undefined && { opensAt: now + seconds * 1000 }) };
}

function admitted(ticket: Ticket, until: string, secondsLeft: number): Ticket {
  const { ahead: _, eta: __, ...rest } = ticket;
  return { ...rest, state: "admitted", until, secondsLeft };
}
