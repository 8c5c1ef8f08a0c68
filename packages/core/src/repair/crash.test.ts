import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drain, fill, startQueues } from "../queues/testing.ts";
import { deleteDeadLetters, redrive } from "./repair.ts";
import { runRepair } from "./run-task.ts";
import type { RepairTask } from "./task.ts";
import { listTasks } from "./tasks.ts";
import { type Life, runMortal, soon } from "./testing.ts";

const actor = { id: "1", name: "Mina", email: "mina@example.com" };
const bodies = ["a", "b", "c", "d"];
/** More than a task of four messages makes. */
const mostCalls = 28;

let system: Awaited<ReturnType<typeof startQueues>>;
const deaths = Array.from({ length: mostCalls }, (_, index) => [
  { diesAt: index + 1, afterwards: false },
  { diesAt: index + 1, afterwards: true },
]).flat();
const kinds = ["standard", "fifo", "delete"] as const;

beforeAll(async () => {
  system = await startQueues(
    kinds.flatMap((kind) =>
      deaths.flatMap((_, index) => [
        { name: `${kind}${index}`, role: "work" as const, dlq: `${kind}${index}Dlq`, fifo: kind === "fifo" },
        { name: `${kind}${index}Dlq`, role: "dlq" as const, fifo: kind === "fifo" },
      ]),
    ),
  );
});
afterAll(() => system.stop());

/** Lets one worker die and another one finish. */
async function runWithDeath(task: RepairTask, life: Life) {
  const first = await runMortal(life, () => finish(task));
  await finish(task);
  const [ended] = await listTasks(task.queue, 1);
  return { calls: first.calls, ended };
}

async function finish({ queue, id: taskId }: RepairTask): Promise<void> {
  for (;;) {
    const ran = await runRepair({ queue, taskId, holder: v7(), until: Date.now() + 10_000, timing: soon });
    if (ran.status === "over") return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The one moment that leaves no trace: SQS has accepted messages, and the ledger does not know yet. */
function diedUntold(calls: string[]): boolean {
  const sent = calls.findLastIndex((name) => name.startsWith("SendMessage"));
  return (
    sent >= 0 &&
    !calls.slice(sent).includes("TransactWriteItemsCommand") &&
    !calls.slice(sent).includes("TransactWriteCommand")
  );
}

describe("a worker that dies at any of its calls, and another one that goes on", () => {
  test("redrives every message once, and at most those in flight to SQS during a crash twice", async () => {
    await Promise.all(
      deaths.map(async (life, index) => {
        const [work, dlq] = [system.queue(`standard${index}`), system.queue(`standard${index}Dlq`)];
        const messageIds = await fill(dlq, bodies);
        const started = await redrive(dlq, { selection: { which: "ids", messageIds } }, actor);
        if (started.status !== "started") throw new Error(started.status);
        const { calls, ended } = await runWithDeath(started.task, life);
        const arrived = (await drain(work)).map(({ Body: body = "" }) => body).sort();
        expect(await drain(dlq)).toEqual([]);
        expect(ended).toMatchObject({ status: "completed", done: bodies.length, missing: 0 });
        expect([...new Set(arrived)]).toEqual(bodies);
        if (!diedUntold(calls)) expect(arrived, calls.join(" ")).toEqual(bodies);
      }),
    );
  });

  test("redrives a FIFO queue's messages exactly once, in order within their groups", async () => {
    await Promise.all(
      deaths.map(async (life, index) => {
        const [work, dlq] = [system.queue(`fifo${index}`), system.queue(`fifo${index}Dlq`)];
        await fill(dlq, bodies, (body) => (body === "d" ? "two" : "one"));
        const started = await redrive(dlq, { selection: { which: "filter", filter: { q: "of" } } }, actor);
        if (started.status !== "started") throw new Error(started.status);
        const { ended } = await runWithDeath(started.task, life);
        const arrived = await drain(work);
        expect(await drain(dlq)).toEqual([]);
        expect(ended).toMatchObject({ status: "completed", done: bodies.length });
        const group = (name: string) =>
          arrived.filter(({ Attributes: { MessageGroupId: id } = {} }) => id === name).map(({ Body: body }) => body);
        expect([group("one"), group("two")]).toEqual([["a", "b", "c"], ["d"]]);
      }),
    );
  });

  test("deletes the selection, counts it once, and leaves the rest", async () => {
    await Promise.all(
      deaths.map(async (life, index) => {
        const dlq = system.queue(`delete${index}Dlq`);
        const [first = "", , third = ""] = await fill(dlq, bodies);
        const started = await deleteDeadLetters(dlq, { which: "ids", messageIds: [first, third] }, actor);
        if (started.status !== "started") throw new Error(started.status);
        const { ended } = await runWithDeath(started.task, life);
        expect(ended).toMatchObject({ status: "completed", done: 2, missing: 0 });
        await expect
          .poll(async () => (await drain(dlq)).map(({ Body: body }) => body).sort(), { timeout: 5_000 })
          .toEqual(["b", "d"]);
      }),
    );
  });
});
