import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readIndexMark } from "../dead-letters/dead-letter-index.ts";
import { type Indexed, indexQueue } from "../dead-letters/index-queue.ts";
import { countMessages } from "../queues/receive-messages.ts";
import { fill, startQueues } from "../queues/testing.ts";
import { deleteDeadLetters } from "./repair.ts";
import { runRepair } from "./run-task.ts";
import type { RepairTask } from "./task.ts";
import { listTasks } from "./tasks.ts";
import { type Life, runMortal, soon } from "./testing.ts";

const actor = { id: "1", name: "Mina", email: "mina@example.com" };
const bodies = Array.from({ length: 45 }, (_, index) => `${index % 9 ? "warm" : "cold"} ${index}`);
const receive = "ReceiveMessageCommand";
const release = "ChangeMessageVisibilityBatchCommand";

let system: Awaited<ReturnType<typeof startQueues>>;
beforeAll(async () => {
  system = await startQueues(["MiddleDlq", "BegunDlq"].map((name) => ({ name, role: "dlq" as const })));
});
afterAll(() => system.stop());

test("a look interrupted by a repair stops receiving and returns everything before the repair receives", async () => {
  const dlq = system.queue("MiddleDlq");
  await fill(dlq, bodies);
  const [inTheMiddle, toldOfIt] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const order: string[] = [];
  let begun = false;
  let asked = false;
  const look = lookWith("MiddleDlq", async (call, calls) => {
    order.push(`look: ${call}`);
    // It asks whether there is a task and then extends its lease.
    if (begun && call === "GetItemCommand") asked = true;
    if (asked && call === "UpdateItemCommand") toldOfIt.resolve();
    if (call !== receive || calls.filter((name) => name === receive).length !== 2) return;
    inTheMiddle.resolve();
    await toldOfIt.promise;
  });
  await inTheMiddle.promise;
  const task = await begin("MiddleDlq");
  begun = true;
  const repair = runMortal(
    living((call) => void order.push(`repair: ${call}`)),
    () => finish(task),
  );

  expect(await look).toEqual({ status: "indexed", complete: false });
  expect(await readIndexMark("MiddleDlq")).toBeUndefined();
  expect((await repair).result).toMatchObject({ status: "completed", done: 5 });
  expect(order.filter((call) => call === `look: ${receive}`)).toHaveLength(3);
  expect(order.lastIndexOf(`look: ${release}`)).toBeGreaterThan(order.lastIndexOf(`look: ${receive}`));
  expect(order.indexOf(`repair: ${receive}`)).toBeGreaterThan(order.lastIndexOf(`look: ${release}`));
  expect(await countMessages(dlq.url)).toMatchObject({ visible: 40, inFlight: 0 });
});

test("no look receives while a repair runs", async () => {
  const dlq = system.queue("BegunDlq");
  await fill(dlq, bodies);
  const task = await begin("BegunDlq");
  const noReceive = (call: string) => expect(call).not.toBe(receive);
  expect(await lookWith("BegunDlq", noReceive)).toEqual({ status: "busy" });

  const looked: Indexed[] = [];
  const repair = runMortal(
    living(async (call) => {
      if (call === receive || call === release) looked.push(await lookWith("BegunDlq", noReceive));
    }),
    () => finish(task),
  );
  expect((await repair).result).toMatchObject({ status: "completed", done: 5 });
  expect(looked.length).toBeGreaterThan(1);
  expect(new Set(looked.map(({ status }) => status))).toEqual(new Set(["busy"]));
  expect(await indexQueue(dlq, Date.now() + 20_000)).toEqual({ status: "indexed", complete: true });
  expect(await readIndexMark("BegunDlq")).toMatchObject({ known: 40, present: 40 });
});

const living = (before: NonNullable<Life["before"]>): Life => ({
  diesAt: Number.POSITIVE_INFINITY,
  afterwards: false,
  before,
});

async function lookWith(name: string, before: NonNullable<Life["before"]>): Promise<Indexed> {
  const { result } = await runMortal(living(before), () => indexQueue(system.queue(name), Date.now() + 20_000));
  if (result === undefined) throw new Error("The look has no result.");
  return result;
}

async function begin(name: string): Promise<RepairTask> {
  const selection = { which: "filter" as const, filter: { q: "cold" } };
  const started = await deleteDeadLetters(system.queue(name), selection, actor);
  if (started.status !== "started") throw new Error(started.status);
  return started.task;
}

/** Acts as the repair consumer. @returns the task as it ended */
async function finish({ queue, id: taskId }: RepairTask): Promise<RepairTask | undefined> {
  for (;;) {
    const ran = await runRepair({ queue, taskId, holder: v7(), until: Date.now() + 20_000, timing: soon });
    if (ran.status === "over") return (await listTasks(queue, 1))[0];
  }
}
