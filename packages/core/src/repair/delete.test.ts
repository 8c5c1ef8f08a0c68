import { DeleteMessageCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listAudit } from "../audit/audit.ts";
import { sqs } from "../aws/clients.ts";
import { indexQueue } from "../dead-letters/index-queue.ts";
import { endLease, takeLease } from "../dead-letters/lease.ts";
import { recordFailedTry } from "../messaging/failure-record.ts";
import { drain, fill, startQueues } from "../queues/testing.ts";
import { announced } from "../testing.ts";
import { cancelTask } from "./cancel-task.ts";
import { countChosen, deleteDeadLetters } from "./repair.ts";
import { runRepair } from "./run-task.ts";
import type { RepairTask } from "./task.ts";
import { listTasks } from "./tasks.ts";
import { soon } from "./testing.ts";

const actor = { id: "1", name: "Mina", email: "mina@example.com" };
const names = ["MatchDlq", "MovedDlq", "SinceDlq", "StoppedDlq", "LeasedDlq", "ToldDlq", "LargeDlq"];
let system: Awaited<ReturnType<typeof startQueues>>;

beforeAll(async () => {
  system = await startQueues(
    names.map((name) => ({
      name,
      role: "dlq" as const,
      ...(/^(Told|Large)/.test(name) && { awaited: "order" as const }),
    })),
  );
});
afterAll(() => system.stop());

const matching = (q: string) => ({ which: "filter" as const, filter: { q } });
const bodiesIn = async (name: string) => (await drain(system.queue(name))).map(({ Body: body }) => body).sort();

test("everything that matches is deleted, as many as were counted, and nothing else", async () => {
  const dlq = system.queue("MatchDlq");
  const bodies = Array.from({ length: 130 }, (_, index) => `${index % 2 ? "cold" : "warm"} ${index}`);
  await fill(dlq, bodies);
  expect(await countChosen(dlq, matching("cold"))).toMatchObject({ count: 65, of: 130 });
  const task = await begin("MatchDlq", "cold");
  expect(await finish(task)).toMatchObject({ status: "completed", total: 65, done: 65, missing: 0 });
  expect(await bodiesIn("MatchDlq")).toEqual(bodies.filter((body) => body.startsWith("warm")).sort());
  expect(await listAudit({ limit: 5, target: "MatchDlq" })).toMatchObject({
    records: [
      {
        action: "queue.delete",
        actor,
        status: "succeeded",
        detail: { selection: matching("cold") },
        outcome: { done: 65 },
      },
    ],
  });
});

test("messages that others have removed meanwhile count as missing, not as failures", async () => {
  const dlq = system.queue("MovedDlq");
  await fill(dlq, ["cold 1", "cold 2", "cold 3"]);
  const task = await begin("MovedDlq", "cold");
  const { Messages: [taken] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: dlq.url }));
  await sqs.send(new DeleteMessageCommand({ QueueUrl: dlq.url, ReceiptHandle: taken?.ReceiptHandle }));
  expect(await finish(task)).toMatchObject({ status: "completed", total: 3, done: 2, missing: 1 });
});

test("messages that failed after the confirmation stay, although they match", async () => {
  const dlq = system.queue("SinceDlq");
  const [before = "", after = ""] = await fill(dlq, ["cold 1", "cold 2"]);
  await failed(before, "cold 1");
  const task = await begin("SinceDlq", "cold");
  await failed(after, "cold 2");
  expect(await finish(task)).toMatchObject({ status: "completed", done: 1 });
  expect(await bodiesIn("SinceDlq")).toEqual(["cold 2"]);
});

test("a cancelled deletion leaves the rest", async () => {
  await fill(system.queue("StoppedDlq"), ["cold 1", "cold 2"]);
  const task = await begin("StoppedDlq", "cold");
  await cancelTask("StoppedDlq");
  expect(await finish(task)).toMatchObject({ status: "cancelled", done: 0 });
  expect(await bodiesIn("StoppedDlq")).toEqual(["cold 1", "cold 2"]);
});

test("where deletions are announced, each one is, once, with the deleted message", async () => {
  const bodies = ["cold 1", "warm 2", '{"type":"cold 3","correlationId":"journey-3"}', '{"cold":4,"correlationId":""}'];
  const [first = "", , third = "", fourth = ""] = await fill(system.queue("ToldDlq"), bodies);
  const task = await begin("ToldDlq", "cold");
  await Promise.all([finish(task), finish(task)]);
  const told = (await announced()).filter(({ type }) => type === "letter.deleted");
  expect(told.map(({ data }) => data)).toEqual(
    expect.arrayContaining([
      { queue: "ToldDlq", messageId: first, body: bodies[0] },
      { queue: "ToldDlq", messageId: third, body: bodies[2] },
      { queue: "ToldDlq", messageId: fourth, body: bodies[3] },
    ]),
  );
  expect(told).toHaveLength(3);
  const audit = await listAudit({ limit: 10, action: "letter.delete" });
  const kept = audit.status === "page" ? audit.records : [];
  expect(kept.map(({ detail, status, target }) => [target, status, detail.messageId, detail.body])).toEqual(
    expect.arrayContaining(
      [first, third, fourth].map((id, n) => ["ToldDlq", "succeeded", id, [bodies[0], bodies[2], bodies[3]][n]]),
    ),
  );
  expect(kept).toHaveLength(3);
  expect(told.map(({ correlationId }) => correlationId)).toContain("journey-3");
  expect(await bodiesIn("ToldDlq")).toEqual(["warm 2"]);
});

test("large dead letters that somebody waits for are announced and kept as well", async () => {
  const dlq = system.queue("LargeDlq");
  await fill(
    dlq,
    Array.from({ length: 40 }, (_, n) => `cold ${n} ${"가".repeat(40_000)}`),
  );
  const task = await begin("LargeDlq", "cold");
  expect(await finish(task)).toMatchObject({ status: "completed", done: 40 });
  const told = (await announced()).filter((it) => it.type === "letter.deleted" && it.data.queue === "LargeDlq");
  expect(told).toHaveLength(40);
});

test("a repair starts as soon as the current look at its queue ends, before any other look", async () => {
  const dlq = system.queue("LeasedDlq");
  await fill(dlq, ["cold 1"]);
  const task = await begin("LeasedDlq", "cold");
  const leasedUntil = Date.now() + 60_000;
  await takeLease("LeasedDlq", "looker", 60_000);
  let over = false;
  const finished = finish(task).finally(() => {
    over = true;
  });
  expect(await indexQueue(dlq, Date.now() + 5_000)).toEqual({ status: "busy" });
  expect(over).toBe(false);
  await endLease("LeasedDlq", "looker");
  expect(await indexQueue(dlq, Date.now() + 5_000)).toEqual({ status: "busy" });
  expect(await finished).toMatchObject({ status: "completed", done: 1 });
  expect(Date.now()).toBeLessThan(leasedUntil);
});

async function begin(name: string, q: string): Promise<RepairTask> {
  const dlq = system.queue(name);
  await countChosen(dlq, matching(q));
  const started = await deleteDeadLetters(dlq, matching(q), actor);
  if (started.status !== "started") throw new Error(started.status);
  return started.task;
}

/** Acts as the repair consumer. @returns the task as it ended */
async function finish({ queue, id: taskId }: RepairTask): Promise<RepairTask | undefined> {
  for (;;) {
    const ran = await runRepair({ queue, taskId, holder: v7(), until: Date.now() + 20_000, timing: soon });
    if (ran.status === "over") break;
  }
  return (await listTasks(queue, 1))[0];
}

function failed(messageId: string, body: string): Promise<number> {
  const error = new Error("refused");
  return recordFailedTry({ messageId, queueArn: "arn:q", body, correlationId: "c", retryable: false, error });
}
