import { waitOf } from "@donut/contracts/waiting-line";
import { endingSeconds, type SocketMessage } from "@donut/contracts/waiting-room";
import { admitNext } from "./admit.ts";
import { type Places, placeOf, readPlaces, waits } from "./board.ts";
import { type Live, paceOf, readLive, writeLive } from "./live.ts";
import { countHappened } from "./minutes.ts";
import { endPosts, roomMessageOf, turnPosts } from "./notify.ts";
import { postAll, type SocketPost } from "./post.ts";
import { type Connection, readConnections } from "./presence.ts";
import { isAdmitting, isOver, numberOf, type RoomState, readState } from "./room.ts";
import { readDueWithin, sweep } from "./sweep.ts";
import { readTickets } from "./ticket.ts";
import type { TickMessage } from "./ticks.ts";
import { iso, secondsTo } from "./views.ts";

/** Somebody who has drawn a number enters within this time, or never. */
const enteringMs = 10_000;
/** From this many connections on, news is read from the board: sending to each would take longer than a tick. */
export const mostSockets = 5_000;
const countEveryMs = 60_000;
const mostTickets = 100;

/** One tick: ends what is over, admits those who are next, and tells everyone where they stand. Idempotent. */
export async function tick(message: TickMessage, privateJwk: string): Promise<void> {
  const state = await readState();
  // The room is off, and nobody holds a seat any more: there is nothing to do.
  if (state.mode === "off" && state.occupied === 0 && !message.changed) return;
  if (message.changed) return announceChange();
  if (message.epoch !== state.epoch || message.n !== state.n) return;
  const before = await readLive();
  if (before.slot >= message.slot) return;

  const at = Date.now();
  const markIsOld = before.mark !== undefined && at - before.mark.at >= enteringMs;
  await sweep(state);
  await admitNext({ voidUpTo: markIsOld ? before.mark?.entry : undefined });
  const connections = await connectionsFor(before, message);
  const sockets = connections?.length ?? before.sockets;
  const feed = sockets > mostSockets ? "board" : "socket";
  const all = feed === "socket" ? (connections ?? []) : [];
  const places = await readPlaces(all.map(({ entry }) => entry));
  const next: Live = {
    ...before,
    ...paceOf(before, places.room.state, at),
    slot: message.slot,
    at,
    epoch: state.epoch,
    lagMs: Math.max(0, at - message.slot),
    tookMs: Date.now() - at,
    sockets,
    feed,
    lobby: places.room.state.lobby || places.room.state.drawing,
    issued: places.room.issued,
    mark: markIsOld || before.mark === undefined ? { at, entry: places.room.issued } : before.mark,
  };
  if (!(await writeLive(next))) return;
  await countHappened({ entered: Math.max(0, next.issued - before.issued) }, state.epoch);
  await postAll([...tickPosts(all, places, next, before), ...(await seatPosts(places.room.state, privateJwk))], state);
}

/** @returns all connections; undefined if nobody is sent to and they were counted recently */
async function connectionsFor(before: Live, { slot, n }: TickMessage): Promise<Connection[] | undefined> {
  if (before.feed === "board" && slot % countEveryMs >= n * 1_000) return undefined;
  return readConnections();
}

function tickPosts(connections: Connection[], places: Places, live: Live, before: Live): SocketPost[] {
  const { state } = places.room;
  if (isOver(state)) return [];
  const opened = before.lobby && !live.lobby && before.epoch === live.epoch;
  const at = iso(Date.now());
  const { waiting } = places;
  const same = { type: "tick", epoch: state.epoch, at, waiting, perMinute: live.pace.perMinute } as const;
  return connections.flatMap(({ connectionId, entry }) => {
    if (opened) return [{ connectionId, message: roomMessageOf(places, live) }];
    const number = state.drawing ? undefined : numberOf(entry, state);
    if (number === undefined) return [{ connectionId, message: same }];
    if (!waits(number, places)) return [];
    const ahead = placeOf(number, places);
    const eta = isAdmitting(state) ? waitOf(ahead, { x: state.x, y: state.y, pace: live.pace }) : undefined;
    return [{ connectionId, message: { ...same, ahead, ...(eta && { eta }) } satisfies SocketMessage }];
  });
}

/** Repeats the turn to those who have not noticed it yet, and reminds those whose turn is about to end. */
async function seatPosts(state: RoomState, privateJwk: string): Promise<SocketPost[]> {
  const soon = await readDueWithin(Math.max(state.claimSeconds, endingSeconds + 2) * 1_000);
  const seated = soon.filter((ticket) => ticket.state === "admitted" && ticket.epoch === state.epoch);
  const unaware = seated.filter(({ claimedAt }) => claimedAt === undefined);
  const ending = seated.filter(({ claimedAt, until = 0 }) => claimedAt && secondsTo(until) <= endingSeconds);
  const reminders = ending.flatMap(({ connections, until = 0 }) => {
    const left = { until: iso(until), secondsLeft: secondsTo(until) };
    const message: SocketMessage = { type: "ending", epoch: state.epoch, at: iso(Date.now()), ...left };
    return connections.map((connectionId) => ({ connectionId, message }));
  });
  return [...(await turnPosts(unaware, state, privateJwk)), ...reminders];
}

/** Tells everyone about new settings, and those who lost their place by them about that. */
async function announceChange(): Promise<void> {
  const [places, live, connections] = await Promise.all([readPlaces(), readLive(), readConnections()]);
  const { state } = places.room;
  const message = roomMessageOf(places, live);
  await postAll(
    connections.map(({ connectionId }) => ({ connectionId, message })),
    state,
  );
  if (!isOver(state)) return;
  const entries = [...new Set(connections.map(({ entry }) => entry))];
  for (let done = 0; done < entries.length; done += mostTickets) {
    const tickets = await readTickets(entries.slice(done, done + mostTickets));
    await postAll(
      [...tickets.values()].flatMap((ticket) => endPosts(ticket, state)),
      state,
    );
  }
}
