import { DeleteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dynamodb } from "../aws/clients.ts";
import { indexQueue } from "../dead-letters/index-queue.ts";
import { taskKey } from "../dead-letters/reservation.ts";
import { drain, fill, startQueues } from "../queues/testing.ts";
import { announced } from "../testing.ts";
import { cancelTask } from "./cancel-task.ts";
import { redrive } from "./repair.ts";
import { runRepair } from "./run-task.ts";
import type { RepairTask, Selection } from "./task.ts";
import { listTasks } from "./tasks.ts";
import { runMortal, soon } from "./testing.ts";

const actor = { id: "1", name: "Mina", email: "mina@example.com" };
const names = ["Stopped", "Moved", "Gone", "Over"];
const everything: Selection = { which: "all" };
const each: Selection = { which: "filter", filter: { q: "of" } };
let system: Awaited<ReturnType<typeof startQueues>>;

beforeAll(async () => {
  system = await startQueues(
    names.flatMap((name) => [
      { name, role: "work" as const, dlq: `${name}Dlq` },
      { name: `${name}Dlq`, role: "dlq" as const },
    ]),
  );
});
afterAll(() => system.stop());

test.each([
  ["Stopped", each],
  ["Moved", everything],
])("a task whose message is gone can be cancelled, as often as it takes: %s", async (name, selection) => {
  const dlq = system.queue(`${name}Dlq`);
  await fill(dlq, ["a", "b"]);
  const task = await begin(dlq.name, selection);
  expect(await requestsOf(task)).toBe(1);

  expect(await cancelTask(dlq.name)).toMatchObject({ id: task.id, status: "cancelling" });
  expect(await requestsOf(task)).toBe(2);
  expect(await cancelTask(dlq.name)).toMatchObject({ id: task.id, status: "cancelling" });
  expect(await requestsOf(task)).toBe(3);

  const { calls } = await runMortal({ diesAt: Number.POSITIVE_INFINITY, afterwards: false }, () => finish(task));
  expect(calls.filter((name) => /^(Receive|Send|Start)/.test(name))).toEqual([]);
  expect(await listTasks(dlq.name, 5)).toMatchObject([{ id: task.id, status: "cancelled", done: 0 }]);
  expect(await cancelTask(dlq.name)).toBeUndefined();
  expect(await requestsOf(task)).toBe(3);
  expect((await drain(dlq)).map(({ Body: body }) => body).sort()).toEqual(["a", "b"]);
  await begin(dlq.name, selection);
});

test("a task without a record does not block the queue", async () => {
  const dlq = system.queue("GoneDlq");
  await fill(dlq, ["a"]);
  const lost = await begin("GoneDlq", each);
  await dynamodb.send(new DeleteCommand({ TableName: Resource.RepairTable.name, Key: taskKey("GoneDlq", lost.id) }));
  expect(await cancelTask("GoneDlq")).toBeUndefined();
  expect(await indexQueue(dlq, Date.now() + 5_000)).toMatchObject({ status: "indexed" });
  const asked = await Promise.all([1, 2, 3].map(() => redrive(dlq, { selection: each }, actor)));
  expect(asked.map(({ status }) => status).sort()).toEqual(["busy", "busy", "started"]);
  const [task] = await listTasks("GoneDlq", 5);
  if (task) await finish(task);
  expect(await listTasks("GoneDlq", 5)).toMatchObject([{ status: "completed", done: 1 }]);
});

test("nor does a finished one", async () => {
  const dlq = system.queue("OverDlq");
  const over = await begin("OverDlq", each);
  await dynamodb.send(
    new UpdateCommand({
      TableName: Resource.RepairTable.name,
      Key: taskKey("OverDlq", over.id),
      UpdateExpression: "SET #status = :failed",
      ExpressionAttributeNames: { "#status": "status" },
      ExpressionAttributeValues: { ":failed": "failed" },
    }),
  );
  expect(await cancelTask("OverDlq")).toBeUndefined();
  expect(await redrive(dlq, { selection: each }, actor)).toMatchObject({ status: "started" });
});

async function begin(name: string, selection: Selection): Promise<RepairTask> {
  const started = await redrive(system.queue(name), { selection }, actor);
  if (started.status !== "started") throw new Error(started.status);
  return started.task;
}

async function requestsOf({ id }: RepairTask): Promise<number> {
  const requests = (await announced()).filter(({ type }) => type === "repair.requested");
  return requests.filter(({ data }) => (data as { taskId: string }).taskId === id).length;
}

async function finish({ queue, id: taskId }: RepairTask): Promise<void> {
  for (;;) {
    const ran = await runRepair({ queue, taskId, holder: v7(), until: Date.now() + 20_000, timing: soon });
    if (ran.status === "over") return;
  }
}
