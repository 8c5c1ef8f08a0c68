import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { boardEverySeconds } from "@donut/contracts/waiting-line";
import { boardOf, placeOf, readPlaces } from "@donut/core/waiting-room/board";
import { readLive } from "@donut/core/waiting-room/live";
import { mostSockets, tick } from "@donut/core/waiting-room/tick";
import { startMessaging } from "@donut/offline/engines/sqs/start";
import type { Graph } from "@donut/offline/graph/types";
import { startTestTables } from "@donut/offline/testing";
import { pointAt } from "./point-at.ts";
import { familyOf, processorMs } from "./processes.ts";
import { connectAll, connectionTable, sourceTick } from "./source-tick.ts";
import { leave, openRoom, wait } from "./waiting-line.ts";

const seats = 100;
const everySeconds = 5;
const minuteMs = 60_000;

interface Line {
  people: number;
  /** Of these, how many for the comparison in which both sides post to everyone. */
  posted: number;
  sourceTicks: number;
}

/** CPU time of one tick, in ms: the function's, and that of the engines it calls. */
export interface TickCosts {
  source: { whole: number; withoutPosts: number };
  ours: {
    /** Including what it takes to tell everyone: making the board, and answering all who read it. */
    whole: number;
    withoutReaders: number;
    readers: number;
  };
  /** With fewer people, to whom both sides post. */
  bothPost: { source: number; ours: number };
  place: {
    /** Wall-clock time to read the ledger and compute one place, in ms. */
    one: number[];
    /** The time to compute everybody's place from one read. */
    all: number;
    /** Places that differ from counting one by one. */
    wrong: number;
  };
}

/** Compares one tick with one of the source's, on its own engines, and computes places. */
export async function tickCosts({ people, posted, sourceTicks }: Line): Promise<TickCosts> {
  if (posted > mostSockets) throw new Error(`Above ${mostSockets} nobody is posted to.`);
  const others = new Set(familyOf(process.pid).filter((pid) => pid !== process.pid));
  const ending: (() => Promise<unknown>)[] = [];
  try {
    const receiver = await startReceiver();
    ending.push(() => stopReceiver(receiver.child));
    others.add(receiver.child.pid ?? 0);
    const graphText = await readFile(new URL("../../../graph.json", import.meta.url), "utf8");
    const { graph } = JSON.parse(graphText) as { graph: Graph };
    const waitingTable = graph.tables.filter(({ name }) => name === "WaitingTable");
    const tables = await startTestTables([...waitingTable, connectionTable]);
    ending.push(() => tables.stop());
    await pointAt(tables.url, { WaitingRoomSocket: { managementEndpoint: receiver.url } });
    const queue = await startQueue();
    ending.push(() => queue.stop());
    const source = sourceTick({ queueUrl: queue.queueUrl, sqsUrl: queue.url, postTo: receiver.url });
    ending.push(async () => source.close());

    const counted = () => familyOf(process.pid).filter((pid) => !others.has(pid));
    const used = async (times: number, work: () => Promise<unknown>) => {
      const before = counted().reduce((sum, pid) => sum + processorMs(pid), 0);
      for (let time = 0; time < times; time++) await work();
      return (counted().reduce((sum, pid) => sum + processorMs(pid), 0) - before) / times;
    };

    await openRoom(seats);
    await connectAll(await wait(seats + 1, seats + posted));
    const slots = ticksFrom(Math.floor(Date.now() / minuteMs) * minuteMs - 60 * minuteMs);
    await source.tick(true);
    await slots.next();
    const bothPost = {
      source: await used(sourceTicks, () => source.tick(true)),
      ours: await used(sourceTicks, slots.next),
    };

    await connectAll(await wait(seats + posted + 1, seats + people));
    const whole = await used(sourceTicks, () => source.tick(true));
    const withoutPosts = await used(sourceTicks, () => source.tick(false));
    await slots.nextMinute();
    // A whole minute's ticks: one of them counts the connections.
    const withoutReaders = await used(minuteMs / 1_000 / everySeconds, slots.next);
    const readers = Math.round(readersInTick(people));
    const told = await used(sourceTicks, () => notifyByBoard(receiver, readers));
    const place = await places(people);
    return {
      source: { whole, withoutPosts },
      ours: { whole: withoutReaders + told, withoutReaders, readers },
      bothPost,
      place,
    };
  } finally {
    for (const end of ending.toReversed()) await end();
  }
}

/** How many waiting people read the board during one tick. */
function readersInTick(people: number): number {
  const settings = { x: seats, n: everySeconds };
  return Array.from({ length: people }, (_, ahead) => everySeconds / boardEverySeconds(ahead, settings)).reduce(
    (sum, share) => sum + share,
    0,
  );
}

function ticksFrom(start: number) {
  let slot = start;
  const next = async () => {
    slot += everySeconds * 1_000;
    await tick({ correlationId: "bench", slot, epoch: 1, n: everySeconds }, "");
  };
  return {
    next,
    /** Runs the last tick of a minute, so that another one begins: the first tick with more people counts them. */
    async nextMinute(): Promise<void> {
      slot = Math.ceil(slot / minuteMs + 1) * minuteMs - everySeconds * 1_000;
      await next();
      slot = Math.ceil(slot / minuteMs + 1) * minuteMs - everySeconds * 1_000;
    },
  };
}

/** The board is made once a second, and everyone who reads it in that second gets the same one. */
async function notifyByBoard({ child }: { child: ChildProcess }, readers: number): Promise<void> {
  let board = "";
  for (let second = 0; second < everySeconds; second++)
    board = JSON.stringify(boardOf(await readPlaces(), await readLive()));
  const server = createServer((_, response) => {
    response.setHeader("content-type", "application/json");
    response.end(board);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  child.send({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/board`, times: readers });
  await once(child, "message");
  server.closeAllConnections();
  server.close();
}

async function places(people: number): Promise<TickCosts["place"]> {
  const numbers = Array.from({ length: people }, (_, index) => seats + 1 + index);
  const gone = new Set(numbers.filter((number) => (number * 7_919) % 10 < 3));
  await leave([...gone]);
  const waiting = numbers.filter((number) => !gone.has(number));
  const one: number[] = [];
  const last = waiting.at(-1) ?? 0;
  for (let time = 0; time < 200; time++) {
    const from = performance.now();
    placeOf(last, await readPlaces([last]));
    one.push(performance.now() - from);
  }
  const seen = await readPlaces(waiting);
  const from = performance.now();
  const worked = waiting.map((number) => placeOf(number, seen));
  const all = performance.now() - from;
  return { one, all, wrong: worked.filter((ahead, index) => ahead !== index).length };
}

async function startReceiver() {
  const child = fork(new URL("./receiver.ts", import.meta.url), { execArgv: [] });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  return { child, url: `http://127.0.0.1:${port}` };
}

async function stopReceiver(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.disconnect();
  await gone;
}

async function startQueue() {
  const dataDir = await mkdtemp(join(tmpdir(), "bench-queue-"));
  const engine = await startMessaging({ port: 0, dataDir, region: "us-east-1", accountId: "000000000000" });
  const client = new SQSClient({ endpoint: engine.url });
  const { QueueUrl: queueUrl = "" } = await client.send(
    new CreateQueueCommand({ QueueName: "SourceQueue.fifo", Attributes: { FifoQueue: "true" } }),
  );
  client.destroy();
  return {
    url: engine.url,
    queueUrl,
    async stop() {
      await engine.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
