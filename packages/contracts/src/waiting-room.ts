import * as z from "zod";
import { faultText } from "./faults.ts";

/**
 * The waiting room: at most X people may buy at a time, each for Y seconds, and whoever waits sees every N seconds how
 * many are ahead. Times are ISO 8601 in UTC; `seconds…` are counted from `at` or from the moment of the answer, so that
 * a browser needs no right clock.
 */

/** From … to, both included. */
export const limits = {
  x: { from: 1, to: 10_000 },
  y: { from: 5, to: 3_600 },
  n: { from: 1, to: 60 },
  claimSeconds: { from: 3, to: 300 },
  graceSeconds: { from: 10, to: 3_600 },
  placesPerClient: { from: 1, to: 1_000_000 },
  extendSeconds: { from: 1, to: 3_600 },
  messageLength: 280,
  /** What one transaction of DynamoDB changes together. */
  guards: 45,
} as const;

/** What a room is before anybody has set anything: the source's demo, and closed to nobody. */
export const firstSettings = {
  x: 3,
  y: 25,
  n: 5,
  claimSeconds: 10,
  graceSeconds: 120,
  placesPerClient: 150,
} as const;

/** How many seconds before a turn ends its holder is reminded. */
export const endingSeconds = 10;

const time = z.iso.datetime();
const count = z.int().nonnegative();
const seconds = z.number().nonnegative();

/**
 * `off`: nobody needs to wait. `open`: people enter and are admitted. `paused`: people enter, nobody is admitted.
 * `draining`: nobody enters, those who wait are admitted. `closed`: nobody enters, nobody waits; holders may finish.
 * In all but `off` what is guarded is sold to holders only.
 */
export const roomMode = z.enum(["off", "open", "paused", "draining", "closed"]);
export type RoomMode = z.infer<typeof roomMode>;

/** Every product, or those named. */
export const guards = z.union(
  [z.literal("all"), z.array(z.string().min(1).max(100)).min(1).max(limits.guards)],
  faultText("all-or-products"),
);
export type Guards = z.infer<typeof guards>;

const messageText = z.string().trim().min(1, faultText("empty")).max(limits.messageLength);
/** From the operators to all who wait. */
export const roomMessage = z.object({ en: messageText, ko: messageText });
export type RoomMessage = z.infer<typeof roomMessage>;

/** What anyone needs to do the draw again: see `drawOrder` in waiting-line.ts. */
const draw = z.object({ seed: z.string(), first: z.int(), count });

export const lottery = z.object({
  /** SHA-256 of the seed's bytes in hexadecimal, published before the opening. */
  commitment: z.string(),
  /** Since the opening. */
  draw: draw.optional(),
});

export const publicRoom = z.object({
  mode: roomMode,
  /** Open, but before `opensAt`: people gather, nobody is admitted yet. */
  lobby: z.boolean(),
  guards,
  x: z.int(),
  y: z.int(),
  n: z.int(),
  opensAt: time.optional(),
  /** Counted down from `at`. */
  secondsToOpening: seconds.optional(),
  /** Numbers are drawn at the opening, among all who are in the lobby. */
  lottery: lottery.optional(),
  message: roomMessage.optional(),
  waiting: count,
  /** Seats that are taken. */
  admitted: count,
  /** Grows with every opening. Tokens and numbers of an earlier one are void. */
  epoch: z.int(),
  at: time,
});
export type PublicRoom = z.infer<typeof publicRoom>;

/** `GET /room`. */
export const roomAnswer = z.object({ room: publicRoom });

/**
 * `missed`: did not answer when the turn came. `left`: left, or was gone longer than the grace. `expired`: had the
 * turn and did not order. `closed`: the room was closed, or switched off, meanwhile.
 */
export const ticketState = z.enum(["waiting", "admitted", "ordered", "left", "expired", "missed", "closed"]);
export type TicketState = z.infer<typeof ticketState>;

export const eta = z.object({ lowSeconds: seconds, highSeconds: seconds });

export const ticket = z.object({
  /** As which the person came. Never changes, and is in the place token. */
  entry: z.int().positive(),
  /** The number in the line; absent until numbers are drawn. People are admitted strictly by it. */
  number: z.int().positive().optional(),
  state: ticketState,
  epoch: z.int(),
  enteredAt: time,
  /** While waiting, and the number is known: people ahead, exactly. */
  ahead: count.optional(),
  /** All who wait, this one included. */
  waiting: count.optional(),
  /** Absent while nobody is admitted (lobby, pause): nobody knows. */
  eta: eta.optional(),
  /** While admitted. */
  until: time.optional(),
  secondsLeft: seconds.optional(),
  /** Of an order. */
  orderId: z.string().optional(),
});
export type Ticket = z.infer<typeof ticket>;

/** How news comes: over the socket, or from the board, read so often. The turn always comes over the socket, too. */
export const feed = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("socket") }),
  z.object({ kind: z.literal("board"), everySeconds: z.int().positive() }),
]);
export type Feed = z.infer<typeof feed>;

/** For the header `x-admission` of `POST /sales/orders`. */
export const admission = z.object({ token: z.string(), until: time, secondsLeft: seconds });
export type Admission = z.infer<typeof admission>;

/** `GET /tickets/me`: always the truth; no push is vital. */
export const place = z.object({
  ticket,
  /** While admitted. */
  admission: admission.optional(),
  /** Where to connect while waiting or admitted; it holds the place token. */
  socketUrl: z.string(),
  feed,
  room: publicRoom,
});
export type Place = z.infer<typeof place>;

/** `POST /tickets`. `visitor` is chosen by the browser and kept: the same one again is the same place. */
export const joinInput = z.strictObject({ visitor: z.uuid(faultText("uuid")).optional() });
/** 201 for a new place, 200 for one there was. The place token is the only key to it. */
export const joined = place.extend({ placeToken: z.string() });
export type Joined = z.infer<typeof joined>;

/**
 * `GET /board`: enough to work out any place (`aheadOf` in waiting-line.ts), the same for all. `GET /board/{block}` has
 * the numbers of one block that are gone; a browser needs that of its own number, and again when its count has changed.
 */
export const board = z.object({
  epoch: z.int(),
  at: time,
  mode: roomMode,
  lobby: z.boolean(),
  x: z.int(),
  y: z.int(),
  n: z.int(),
  low: count,
  /** The last number given. */
  issued: count,
  firstBlock: count,
  gone: z.array(count),
  waiting: count,
  admitted: count,
  pace: z.object({
    holdSeconds: seconds.optional(),
    turns: count,
    /** People admitted per minute, of late. */
    perMinute: z.number().nonnegative(),
  }),
  message: roomMessage.optional(),
});
export type Board = z.infer<typeof board>;

export const boardBlock = z.object({ epoch: z.int(), at: time, block: count, gone: z.array(z.int()) });
export type BoardBlock = z.infer<typeof boardBlock>;

/** All messages of a room tell of which opening they are, and when they were made. */
const said = { epoch: z.int(), at: time };

export const whyEnded = z.enum(["ordered", "left", "expired", "missed", "closed"]);

/** Server → browser. */
export const socketMessage = z.discriminatedUnion("type", [
  /** The whole truth: after connecting, after a ping, and when the number is known or changes. */
  z.object({ type: z.literal("place"), ...said, ticket, feed, room: publicRoom }),
  /** Every N seconds to all who wait. */
  z.object({
    type: z.literal("tick"),
    ...said,
    ahead: count.optional(),
    waiting: count,
    eta: eta.optional(),
    perMinute: z.number().nonnegative(),
  }),
  /** Come in. It may come again until it is answered with `here`, which has to be within `claimSeconds`. */
  z.object({
    type: z.literal("turn"),
    ...said,
    number: z.int(),
    token: z.string(),
    until: time,
    secondsLeft: seconds,
    claimSeconds: seconds,
  }),
  z.object({ type: z.literal("ending"), ...said, until: time, secondsLeft: seconds }),
  /** `again`: whether one may enter once more now. `open`: the room is off, anybody may buy. */
  z.object({
    type: z.literal("ended"),
    ...said,
    why: whyEnded,
    again: z.boolean(),
    open: z.boolean(),
    orderId: z.string().optional(),
  }),
  /** The settings have changed: mode, X, Y, N, opening, message. */
  z.object({ type: z.literal("room"), ...said, room: publicRoom, feed }),
]);
export type SocketMessage = z.infer<typeof socketMessage>;

/**
 * Browser → server. `here` answers `turn`; a page that shows the waiting room sends `ping` every few minutes, and gets
 * `place`; `leave` gives the place or the seat away.
 */
export const socketAction = z.object({ action: z.enum(["here", "ping", "leave"]) });
export type SocketAction = z.infer<typeof socketAction>;

/** A seat, and who holds it. */
export const seat = z.object({
  number: z.int(),
  entry: z.int(),
  /** `ordered`: it falls free this moment. */
  state: z.enum(["admitted", "ordered"]),
  admittedAt: time,
  until: time,
  secondsLeft: seconds,
  /** Has answered that the turn came. */
  claimed: z.boolean(),
  /** Open sockets of the holder. */
  sockets: count,
  orderId: z.string().optional(),
});
export type Seat = z.infer<typeof seat>;

/** Somebody near the front of the line. */
export const waitingPerson = z.object({
  number: z.int(),
  entry: z.int(),
  ahead: count,
  enteredAt: time,
  waitedSeconds: seconds,
  sockets: count,
  /** Since when nothing was heard, and when the place is given up if that stays so. */
  lostAt: time.optional(),
  givenUpInSeconds: seconds.optional(),
});
export type WaitingPerson = z.infer<typeof waitingPerson>;

const happened = {
  entered: count,
  admitted: count,
  ordered: count,
  left: count,
  expired: count,
  missed: count,
};
export const minuteCounts = z.object({ minute: time, ...happened });
export type MinuteCounts = z.infer<typeof minuteCounts>;

/** `GET /waiting-room` of the operators' API. */
export const adminRoom = publicRoom.extend({
  claimSeconds: z.int(),
  graceSeconds: z.int(),
  /** How many places one network address may take in ten minutes. */
  placesPerClient: z.int(),
  /** Whether numbers will be drawn, or were. */
  drawn: z.boolean(),
  openedAt: time.optional(),
  /** By number. */
  seats: z.array(seat),
  /** The first in line. */
  front: z.array(waitingPerson),
  /** Since the opening. */
  counters: z.object(happened),
  /** The last hour's minutes in which something happened, oldest first. */
  minutes: z.array(minuteCounts),
  pace: board.shape.pace.extend({ longestWaitSeconds: seconds.optional() }),
  line: z.object({ low: count, issued: count }),
  tick: z.object({ at: time.optional(), lagMs: z.number().optional(), tookMs: z.number().optional() }),
  sockets: z.object({ open: count, countedAt: time.optional(), feed: z.enum(["socket", "board"]) }),
});
export type AdminRoom = z.infer<typeof adminRoom>;

export const adminRoomAnswer = z.object({ room: adminRoom });

function whole({ from, to }: { from: number; to: number }) {
  const text = faultText("whole-number", { from, to });
  return z.int(text).min(from, text).max(to, text);
}

/** `PUT /waiting-room`: what is absent stays. `null` takes away. */
export const roomChange = z
  .strictObject({
    mode: roomMode,
    guards,
    x: whole(limits.x),
    y: whole(limits.y),
    n: whole(limits.n),
    claimSeconds: whole(limits.claimSeconds),
    graceSeconds: whole(limits.graceSeconds),
    placesPerClient: whole(limits.placesPerClient),
    /** Only while it is not open yet: with `mode: "open"`, or in the lobby. */
    opensAt: z.iso.datetime(faultText("time-like", { example: "2026-11-28T09:00:00Z" })).nullable(),
    /** Only together with an opening, and with `opensAt`: people come for the one or the other. */
    lottery: z.boolean(),
    message: roomMessage.nullable(),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, faultText("no-change"));
export type RoomChange = z.infer<typeof roomChange>;

/** `POST /waiting-room/tickets/{number}/extend`: more time for a seat, or for somebody who is gone to come back. */
export const extendInput = z.strictObject({ seconds: whole(limits.extendSeconds) });

/** `GET /waiting-room/tickets/{number}`, and what `end` and `extend` answer: one person's way, to be followed. */
export const adminTicket = z.object({
  ticket: ticket.extend({
    admittedAt: time.optional(),
    claimedAt: time.optional(),
    endedAt: time.optional(),
    lostAt: time.optional(),
    sockets: count,
  }),
});
export type AdminTicket = z.infer<typeof adminTicket>;
