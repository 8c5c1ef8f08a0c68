import * as z from "zod";
import { faultText } from "./faults.ts";

/**
 * The waiting room: at most X people may buy at a time, each for Y seconds, and those who wait see every N seconds how
 * many are ahead. Times are ISO 8601 in UTC; `seconds…` are counted from `at` or from the moment of the answer, so that
 * a browser's clock need not be right.
 */

/** Ranges from … to, both inclusive. */
export const limits = {
  x: { from: 1, to: 10_000 },
  y: { from: 5, to: 3_600 },
  n: { from: 1, to: 60 },
  claimSeconds: { from: 3, to: 300 },
  graceSeconds: { from: 10, to: 3_600 },
  placesPerClient: { from: 1, to: 1_000_000 },
  extendSeconds: { from: 1, to: 3_600 },
  messageLength: 280,
  /** As many as one DynamoDB transaction can change. */
  guards: 45,
} as const;

/** The initial settings of a room: those of the source's demo, with the room open to everybody. */
export const firstSettings = {
  x: 3,
  y: 25,
  n: 5,
  claimSeconds: 10,
  graceSeconds: 120,
  placesPerClient: 150,
} as const;

/** The holder of a turn is reminded this many seconds before it ends. */
export const endingSeconds = 10;

const time = z.iso.datetime();
const count = z.int().nonnegative();
const seconds = z.number().nonnegative();

/**
 * `off`: nobody needs to wait. `open`: people enter and are admitted. `paused`: people enter, but nobody is admitted.
 * `draining`: nobody enters, but those who wait are admitted. `closed`: nobody enters or waits; holders may finish. In
 * all modes except `off`, guarded products are sold only to holders of a seat.
 */
export const roomMode = z.enum(["off", "open", "paused", "draining", "closed"]);
export type RoomMode = z.infer<typeof roomMode>;

/** Every product, or the named ones. */
export const guards = z.union(
  [z.literal("all"), z.array(z.string().min(1).max(100)).min(1).max(limits.guards)],
  faultText("all-or-products"),
);
export type Guards = z.infer<typeof guards>;

const messageText = z.string().trim().min(1, faultText("empty")).max(limits.messageLength);
/** A message from the operators to everyone who waits. */
export const roomMessage = z.object({ en: messageText, ko: messageText });
export type RoomMessage = z.infer<typeof roomMessage>;

/** Everything needed to reproduce the draw: see `drawOrder` in waiting-line.ts. */
const draw = z.object({ seed: z.string(), first: z.int(), count });

export const lottery = z.object({
  /** SHA-256 of the seed's bytes in hexadecimal, published before the opening. */
  commitment: z.string(),
  /** Absent before the opening. */
  draw: draw.optional(),
});

export const publicRoom = z.object({
  mode: roomMode,
  /** Open, but before `opensAt`: people gather, but nobody is admitted yet. */
  lobby: z.boolean(),
  guards,
  x: z.int(),
  y: z.int(),
  n: z.int(),
  opensAt: time.optional(),
  /** Counted from `at`. */
  secondsToOpening: seconds.optional(),
  /** Numbers are drawn at the opening, among everyone in the lobby. */
  lottery: lottery.optional(),
  message: roomMessage.optional(),
  waiting: count,
  /** Seats taken. */
  admitted: count,
  /** Increases with every opening. Tokens and numbers from earlier ones are void. */
  epoch: z.int(),
  at: time,
});
export type PublicRoom = z.infer<typeof publicRoom>;

/** `GET /room`. */
export const roomAnswer = z.object({ room: publicRoom });

/**
 * `missed`: did not answer when the turn came. `left`: left, or was gone longer than the grace period. `expired`: had
 * the turn but did not order. `closed`: the room was closed or switched off in the meantime.
 */
export const ticketState = z.enum(["waiting", "admitted", "ordered", "left", "expired", "missed", "closed"]);
export type TicketState = z.infer<typeof ticketState>;

export const eta = z.object({ lowSeconds: seconds, highSeconds: seconds });

export const ticket = z.object({
  /** The person's entry number: it never changes, and the place token contains it. */
  entry: z.int().positive(),
  /** The number in the line; absent until numbers are drawn. People are admitted strictly in this order. */
  number: z.int().positive().optional(),
  state: ticketState,
  epoch: z.int(),
  enteredAt: time,
  /** The exact number of people ahead, while waiting and once the number is known. */
  ahead: count.optional(),
  /** Everyone who waits, including this person. */
  waiting: count.optional(),
  /** Absent while nobody is admitted (lobby, pause), since it cannot be known. */
  eta: eta.optional(),
  /** Only while admitted. */
  until: time.optional(),
  secondsLeft: seconds.optional(),
  /** Once an order was placed. */
  orderId: z.string().optional(),
});
export type Ticket = z.infer<typeof ticket>;

/**
 * How updates arrive: over the socket, or by reading the board at this interval. A turn is always announced over the
 * socket as well.
 */
export const feed = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("socket") }),
  z.object({ kind: z.literal("board"), everySeconds: z.int().positive() }),
]);
export type Feed = z.infer<typeof feed>;

/** For the `x-admission` header of `POST /sales/orders`. */
export const admission = z.object({ token: z.string(), until: time, secondsLeft: seconds });
export type Admission = z.infer<typeof admission>;

/** `GET /tickets/me`: the authoritative state; no push is vital. */
export const place = z.object({
  ticket,
  /** Only while admitted. */
  admission: admission.optional(),
  /** Where to connect while waiting or admitted; contains the place token. */
  socketUrl: z.string(),
  feed,
  room: publicRoom,
});
export type Place = z.infer<typeof place>;

/** `POST /tickets`. `visitor` is chosen and remembered by the browser: the same value returns the same place. */
export const joinInput = z.strictObject({ visitor: z.uuid(faultText("uuid")).optional() });
/** 201 for a new place, 200 for an existing one. The place token is the only key to it. */
export const joined = place.extend({ placeToken: z.string() });
export type Joined = z.infer<typeof joined>;

/**
 * `GET /board`: enough to compute any place (`aheadOf` in waiting-line.ts), and the same for everyone. `GET
 * /board/{block}` lists the numbers in one block that are gone; a browser reads the block of its own number, and again
 * when the block's count has changed.
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
  /** The last number issued. */
  issued: count,
  firstBlock: count,
  gone: z.array(count),
  waiting: count,
  admitted: count,
  pace: z.object({
    holdSeconds: seconds.optional(),
    turns: count,
    /** People admitted per minute recently. */
    perMinute: z.number().nonnegative(),
  }),
  message: roomMessage.optional(),
});
export type Board = z.infer<typeof board>;

export const boardBlock = z.object({ epoch: z.int(), at: time, block: count, gone: z.array(z.int()) });
export type BoardBlock = z.infer<typeof boardBlock>;

/** Every message says which opening it belongs to and when it was created. */
const said = { epoch: z.int(), at: time };

export const whyEnded = z.enum(["ordered", "left", "expired", "missed", "closed"]);

/** Server → browser. */
export const socketMessage = z.discriminatedUnion("type", [
  /** The complete state: after connecting, after a ping, and when the number becomes known or changes. */
  z.object({ type: z.literal("place"), ...said, ticket, feed, room: publicRoom }),
  /** Every N seconds to everyone who waits. */
  z.object({
    type: z.literal("tick"),
    ...said,
    ahead: count.optional(),
    waiting: count,
    eta: eta.optional(),
    perMinute: z.number().nonnegative(),
  }),
  /** Your turn has come. May be repeated until it is answered with `here`, which must happen within `claimSeconds`. */
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
  /** `again`: whether the person may enter again now. `open`: the room is off, and anybody may buy. */
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
 * Browser → server. `here` answers `turn`; a page that shows the waiting room sends `ping` every few minutes and
 * receives `place`; `leave` gives up the place or the seat.
 */
export const socketAction = z.object({ action: z.enum(["here", "ping", "leave"]) });
export type SocketAction = z.infer<typeof socketAction>;

/** A seat and its holder. */
export const seat = z.object({
  number: z.int(),
  entry: z.int(),
  /** `ordered`: the seat is about to become free. */
  state: z.enum(["admitted", "ordered"]),
  admittedAt: time,
  until: time,
  secondsLeft: seconds,
  /** The holder has confirmed the turn. */
  claimed: z.boolean(),
  /** The holder's open sockets. */
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
  /** When the person was last heard from, and when the place is given up if that does not change. */
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
  /** Whether numbers will be drawn, or were drawn. */
  drawn: z.boolean(),
  openedAt: time.optional(),
  /** Sorted by number. */
  seats: z.array(seat),
  /** The first people in line. */
  front: z.array(waitingPerson),
  /** Counted since the opening. */
  counters: z.object(happened),
  /** The minutes of the last hour in which something happened, oldest first. */
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

/** `PUT /waiting-room`: absent fields stay unchanged. `null` removes a value. */
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
    /** Only before the room is open: with `mode: "open"`, or in the lobby. */
    opensAt: z.iso.datetime(faultText("time-like", { example: "2026-11-28T09:00:00Z" })).nullable(),
    /** Only together with an opening and `opensAt`: people must know in advance whether numbers will be drawn. */
    lottery: z.boolean(),
    message: roomMessage.nullable(),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, faultText("no-change"));
export type RoomChange = z.infer<typeof roomChange>;

/** `POST /waiting-room/tickets/{number}/extend`: more time for a seat, or for somebody who is gone to come back. */
export const extendInput = z.strictObject({ seconds: whole(limits.extendSeconds) });

/**
 * `GET /waiting-room/tickets/{number}`, also the answer of `end` and `extend`: one person's ticket, so that operators
 * can follow it.
 */
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
