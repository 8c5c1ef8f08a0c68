import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { blockSize } from "@donut/contracts/waiting-line";
import type { RoomChange } from "@donut/contracts/waiting-room";
import { clientConfig } from "@donut/offline/engines/client-config";
import { startTestTables } from "@donut/offline/testing";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dynamodb } from "../aws/clients.ts";
import { transact } from "../aws/transact.ts";
import { admitNext } from "./admit.ts";
import { placeOf, readPlaces } from "./board.ts";
import { takeSeat } from "./door.ts";
import { endTicket, freeSeat } from "./end.ts";
import { enter } from "./enter.ts";
import { connect, disconnect, hear } from "./presence.ts";
import {
  isAdmitting,
  isEntering,
  issuedKey,
  numberOf,
  type RoomState,
  readRoom,
  readState,
  roomState,
  stateKey,
} from "./room.ts";
import { changeRoom } from "./settings.ts";
import { sweep } from "./sweep.ts";
import { type Call, isRead, isRoomRead, orderTable, type Stop, Workers, waitingTable } from "./testing.ts";
import { isLive, readTicket, standingOf, type TicketItem, ticketKey } from "./ticket.ts";

process.env.SST_RESOURCES_JSON = JSON.stringify({
  App: { name: "donut-states", stage: "test" },
  WaitingTable: { name: "WaitingTable" },
  OrderTable: { name: "OrderTable" },
});

beforeEach(() => {
  mark = undefined;
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-28T09:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const kinds = [
  "enter",
  "enter",
  "enter",
  "connect",
  "connect",
  "disconnect",
  "leave",
  "here",
  "order",
  "order",
  "told",
  "tick",
  "doorman",
  "settings",
] as const;

interface Step {
  kind: (typeof kinds)[number];
  who: number;
  stop: Stop | undefined;
  change: number;
}

const stop = fc.option(fc.record({ call: fc.nat(7), after: fc.boolean() }), { nil: undefined, freq: 4 });
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...kinds),
  who: fc.nat(6),
  stop,
  change: fc.nat(9),
});
const history = fc.record({
  seed: fc.nat(),
  x: fc.integer({ min: 1, max: 3 }),
  // How many have had a turn before: the numbers then fall in one block, or on both sides of a boundary.
  passed: fc.constantFrom(0, blockSize - 6, blockSize - 2),
  lobby: fc.boolean(),
  bursts: fc.array(
    fc.record({
      steps: fc.array(step, { minLength: 1, maxLength: 4 }),
      seconds: fc.constantFrom(0, 0, 1, 3, 6, 12, 130),
    }),
    { minLength: 4, maxLength: 10 },
  ),
});

const noGuards = async () => ({ status: "parts" as const, parts: [] });

test("any events in any order, with crashes in between: X seats, strictly by number, nobody forgotten", async () => {
  await fc.assert(
    fc.asyncProperty(history, (given) => live(given)),
    { numRuns: 1_200 },
  );
}, 300_000);

type History = typeof history extends fc.Arbitrary<infer T> ? T : never;
type Snapshot = ReturnType<typeof snapshot>;

test("the in-memory database of these tests answers as the engine does", async () => {
  const alsoOnTheEngine = fc.asyncProperty(history, async (given) => {
    const engine = await startTestTables([waitingTable, orderTable]);
    const client = DynamoDBDocumentClient.from(new DynamoDBClient(clientConfig(engine.url)), {
      marshallOptions: { removeUndefinedValues: true },
    });
    // The client being spied on is the shop's own.
    const send = client.send.bind(client) as (command: object) => Promise<unknown>;
    await live(given, send).finally(() => client.destroy());
    await engine.stop();
  });
  await fc.assert(alsoOnTheEngine, { numRuns: 6, endOnFailure: true });
}, 300_000);

async function live(
  { seed, x, passed, lobby, bursts }: History,
  engine?: (command: object) => Promise<unknown>,
): Promise<void> {
  let calls = 0;
  const roomRead = new Map<number, number>();
  const written = new Map<number, number>();
  const orders = new Map<string, number>();
  const numbers = new Map<string, number>();
  const started: { before?: Snapshot } = {};
  const workers = new Workers(
    seed,
    (call) => {
      calls += 1;
      if (isRoomRead(call)) roomRead.set(call.worker, calls);
      if (isRead(call)) return;
      const after = snapshot(workers, passed);
      judge(started.before ?? after, after, call);
      for (const entry of after.tickets.keys()) if (!written.has(entry)) written.set(entry, calls);
      started.before = after;
    },
    engine,
  );

  await begin();
  const opensAt = lobby ? new Date(Date.now() + 5_000).toISOString() : null;
  await change({ mode: "open", x, y: 10, n: 5, claimSeconds: 4, graceSeconds: 60, opensAt, lottery: lobby });
  for (const { steps, seconds } of bursts) {
    await workers.run(steps.map((step) => ({ work: () => play(step), stop: step.stop })));
    await placesAreExact();
    vi.setSystemTime(Date.now() + seconds * 1_000);
  }
  await everythingEnds();

  async function begin(): Promise<void> {
    const put = (Item: object) => dynamodb.send(new PutCommand({ TableName: "WaitingTable", Item }));
    await put({ ...stateKey, low: passed });
    await put({ ...issuedKey, last: passed });
  }

  /** Runs at every committed state. */
  function judge(was: Snapshot, after: Snapshot, { worker }: Call) {
    const { state, tickets } = after;
    const own = [...tickets.values()].filter(({ epoch }) => epoch === state.epoch);
    const seated = own.filter((it) => it.state === "admitted" || (it.state === "ordered" && !it.freed));
    expect(seated.length).toBe(state.occupied);
    expect(after.gone.map(({ counted }) => counted)).toEqual(after.gone.map(({ numbers }) => numbers));
    if (state.occupied > was.state.occupied) expect(state.occupied).toBeLessThanOrEqual(state.x);

    const admitted = own.filter((it) => it.state === "admitted" && was.tickets.get(it.entry)?.state === "waiting");
    const last = Math.max(0, ...admitted.map(({ number = 0 }) => number));
    for (const it of own) {
      const overtaken =
        it.state === "waiting" && standingOf(it, state) === "waiting" && (numberOf(it.entry, state) ?? 0) < last;
      if (overtaken) expect(written.get(it.entry) ?? calls).toBeGreaterThan(roomRead.get(worker) ?? 0);
    }
    for (const [entry, { state: held, lease, freed }] of was.tickets) {
      const now = tickets.get(entry);
      if (held !== "waiting" && held !== "admitted") expect([now?.state, now?.lease]).toEqual([held, lease]);
      if (freed) expect(now?.freed).toBe(true);
    }
  }

  async function play({ kind, who, change: number }: Step): Promise<void> {
    const visitor = `visitor-${who}`;
    const state = await readState();
    if (kind === "enter") return enterAs(visitor, state);
    if (kind === "tick") return tick();
    if (kind === "doorman") return void (await admitNext());
    if (kind === "settings") return void (await change(changes[number]?.(state) ?? {}));
    const ticket = await ticketOf(visitor);
    if (ticket === undefined) return;
    const live = isLive(standingOf(ticket, state));
    if (kind === "connect") await connect({ connectionId: `${visitor}-${number % 2}`, entry: ticket.entry }, state);
    if (kind === "disconnect") await disconnect(`${visitor}-${number % 2}`, state);
    if (kind === "here" && live) await hear(ticket, state);
    if (kind === "leave" && live && (await endTicket({ ...ticket, lostAt: undefined }, "left", state)))
      await admitNext();
    if (kind === "order") await order(ticket);
    if (kind === "told" && ticket.state === "ordered" && (await freeSeat(ticket, state))) await admitNext();
  }

  async function enterAs(visitor: string, state: RoomState): Promise<void> {
    const before = numbers.get(`${visitor} ${state.epoch}`);
    const known = before === undefined ? undefined : await readTicket(before);
    const result = await enter({ visitor, client: visitor });
    if (result.status !== "entered" && result.status !== "known") return;
    const { entry, epoch } = result.ticket;
    const now = await readTicket(before ?? entry);
    if (known && now && epoch === state.epoch && isLive(standingOf(now, await readState()))) expect(entry).toBe(before);
    numbers.set(`${visitor} ${epoch}`, Math.max(entry, numbers.get(`${visitor} ${epoch}`) ?? 0));
    await admitNext();
  }

  async function order({ entry, epoch, lease }: TicketItem): Promise<void> {
    if (lease === undefined) return;
    const id = `order-${orders.size}`;
    orders.set(id, entry);
    const put = {
      Put: { TableName: "OrderTable", Item: { id, entry }, ConditionExpression: "attribute_not_exists(id)" },
    };
    await transact([put, takeSeat({ entry, epoch, lease }, id, Date.now())]);
  }

  async function placesAreExact(): Promise<void> {
    const { issued } = await readRoom();
    const places = await readPlaces(Array.from({ length: issued - passed }, (_, index) => passed + 1 + index));
    const { state, tickets } = snapshot(workers, passed);
    // While numbers are being drawn, nobody is told one.
    if ((!isAdmitting(state) && !isEntering(state)) || state.drawing) return;
    const open: { entry: number; number: number; state: string }[] = [];
    for (let entry = passed + 1; entry <= places.room.issued; entry++) {
      const number = numberOf(entry, state);
      if (number === undefined || number <= state.low) continue;
      // Somebody who is just entering counts, too.
      const ticket = tickets.get(entry);
      const standing = ticket === undefined ? "entering" : ticket.state;
      if (standing === "entering" || standing === "waiting") open.push({ entry, number, state: standing });
    }
    for (const { number } of open.filter((it) => it.state === "waiting"))
      expect(placeOf(number, places)).toBe(open.filter((it) => it.number < number).length);
    if (!state.lobby) expect(places.waiting).toBe(open.length);
  }

  function isQuiet(): boolean {
    const { state, tickets } = snapshot(workers, passed);
    const all = [...tickets.values()];
    return state.occupied === 0 && all.every((it) => it.due === undefined && standingOf(it, state) !== "waiting");
  }

  async function everythingEnds(): Promise<void> {
    const { mode } = await readState();
    // Nobody has a socket any more.
    const { tickets: all } = snapshot(workers, passed);
    for (const { connections } of all.values())
      for (const connectionId of connections ?? []) await disconnect(connectionId, await readState());
    if (mode === "paused") await change({ mode: "open" });
    for (let rounds = 0; rounds < 40 && !isQuiet(); rounds++) {
      vi.setSystemTime(Date.now() + 200_000);
      await tick();
      // Nobody waits while a seat is free.
      const { state, tickets } = snapshot(workers, passed);
      const waiting = [...tickets.values()].filter((it) => standingOf(it, state) === "waiting");
      if (isAdmitting(state) && waiting.length > 0) expect(state.occupied).toBe(state.x);
    }
    const { state, tickets } = snapshot(workers, passed);
    expect(isQuiet()).toBe(true);
    expect(state.occupied).toBe(0);
    expect(state.admitted).toBe(state.ordered + state.left + state.expired + state.missed);
    const placed = new Map<number, string>();
    for (const { entry, orderId } of tickets.values()) {
      if (orderId !== undefined) placed.set(entry, orderId);
    }
    const kept = [...orders].filter(([id]) => workers.db.peek("OrderTable", { id }) !== undefined);
    expect(new Map(kept.map(([id, entry]) => [entry, id]))).toEqual(placed);
    expect(kept.length).toBe(placed.size);
  }
}

const noState = roomState.parse({});

let mark: { at: number; entry: number } | undefined;

/** Acts as the consumer of ticks. */
async function tick(): Promise<void> {
  const { state, issued } = await readRoom();
  const old = mark !== undefined && mark.at <= Date.now() - 10_000 ? mark.entry : 0;
  if (old > 0 || mark === undefined) mark = { at: Date.now(), entry: issued };
  await sweep(state);
  await admitNext({ voidUpTo: old });
}

async function ticketOf(visitor: string): Promise<TicketItem | undefined> {
  const item = await dynamodb.send(
    new GetCommand({ TableName: "WaitingTable", Key: { pk: `visitor#${visitor}`, sk: "place" } }),
  );
  return item.Item && readTicket(Number(item.Item.entry));
}

const change = (change: RoomChange) => changeRoom(change, noGuards);

const changes: ((state: RoomState) => RoomChange)[] = [
  () => ({ mode: "paused" }),
  () => ({ mode: "open" }),
  () => ({ mode: "open" }),
  () => ({ x: 1 }),
  () => ({ x: 3 }),
  () => ({ mode: "closed" }),
  ({ mode }) => ({ mode: mode === "off" ? "open" : "draining" }),
  () => ({ mode: "off" }),
  ({ mode }) =>
    mode === "closed" ? { mode: "open", opensAt: new Date(Date.now() + 3_000).toISOString(), lottery: true } : { y: 5 },
  () => ({ graceSeconds: 10 }),
];

/** Reads the stored items without validating them: this runs after every write. */
function snapshot({ db }: Workers, passed: number) {
  const state = { ...noState, ...db.peek("WaitingTable", stateKey) } as RoomState;
  const issued = Number(db.peek("WaitingTable", issuedKey)?.last ?? 0);
  const gone = [0, 1].map((block) => {
    const sk = String(block).padStart(10, "0");
    const { numbers } = db.peek("WaitingTable", { pk: "gone", sk }) ?? {};
    const { numbers: counted = 0 } = db.peek("WaitingTable", { pk: "gone-count", sk }) ?? {};
    return { numbers: numbers instanceof Set ? numbers.size : 0, counted };
  });
  const tickets = new Map<number, TicketItem>();
  for (let entry = passed + 1; entry <= issued; entry++) {
    const item = db.peek("WaitingTable", ticketKey(entry));
    if (item) tickets.set(entry, item as unknown as TicketItem);
  }
  return { state, tickets, gone };
}
