import { ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listAudit } from "../audit/audit.ts";
import { sqs } from "../aws/clients.ts";
import { readDeadLetters } from "../dead-letters/read-dead-letters.ts";
import { recordFailedTry } from "../messaging/failure-record.ts";
import { drain, fill, startQueues } from "../queues/testing.ts";
import { cancelTask } from "./cancel-task.ts";
import { countRedrive, deleteDeadLetters, editAndRedrive, type Redriven, redrive } from "./repair.ts";
import { runRepair } from "./run-task.ts";
import type { RepairTask, Selection } from "./task.ts";
import { listTasks } from "./tasks.ts";
import { runMortal, soon } from "./testing.ts";

const actor = { id: "1", name: "Mina", email: "mina@example.com" };
const names = ["Chosen", "Filtered", "All", "Moved", "Slow", "Edited", "Line", "Again", "Held"];
let system: Awaited<ReturnType<typeof startQueues>>;

beforeAll(async () => {
  system = await startQueues([
    ...names.flatMap((name) => [
      {
        name,
        role: "work" as const,
        dlq: `${name}Dlq`,
        fifo: name === "Line",
        ...(name === "Edited" && topic("TestTopic")),
      },
      { name: `${name}Dlq`, role: "dlq" as const, fifo: name === "Line" },
    ]),
    { name: "TestTopicUndelivered", role: "undelivered", ...topic("TestTopic") },
    { name: "OnlyDepleted", role: "work", ...topic("TestTopic"), filter: ["stock.depleted"] },
    { name: "Everything", role: "work", ...topic("TestTopic") },
    { name: "StreamDlq", role: "dlq" },
  ]);
});
afterAll(() => system.stop());

const topic = (name: string) => ({ topic: name });
const bodiesIn = async (name: string) => (await drain(system.queue(name))).map(({ Body: body }) => body).sort();

test("selected messages go back with their attributes, the others stay", async () => {
  const dlq = system.queue("ChosenDlq");
  const [, second = "", third = ""] = await fill(dlq, ["a", "b", "c", "d"]);
  const ended = await redriven(await redrive(dlq, ids([second, third, "gone"]), actor));
  expect(ended).toMatchObject({ status: "completed", mover: "repair", total: 3, done: 2, missing: 1 });
  const arrived = await drain(system.queue("Chosen"));
  expect(arrived.map(({ Body: body }) => body).sort()).toEqual(["b", "c"]);
  for (const { Body: body, MessageAttributes: attributes } of arrived)
    expect(attributes?.origin).toMatchObject({ DataType: "String", StringValue: `of ${body}` });
  expect(await bodiesIn("ChosenDlq")).toEqual(["a", "d"]);
});

test("what matches a filter goes back, as many as the dry run counted", async () => {
  const dlq = system.queue("FilteredDlq");
  const sent = await fill(dlq, ["cold oven 1", "cold oven 2", "no flour", "cold OVEN 3"]);
  await recordFailedTry({
    messageId: sent[0] ?? "",
    queueArn: system.queue("Filtered").arn,
    body: "cold oven 1",
    correlationId: "c",
    retryable: false,
    error: Object.assign(new Error("refused"), { name: "FactoryRefused" }),
  });
  await expectRedriven(dlq.name, { which: "filter", filter: { error: "FactoryRefused" } }, ["cold oven 1"]);
  await expectRedriven(dlq.name, { which: "filter", filter: { q: "Oven" } }, ["cold OVEN 3", "cold oven 2"]);
  expect(await bodiesIn("FilteredDlq")).toEqual(["no flour"]);
});

test("SQS itself moves all of them, and the index knows that they are gone", async () => {
  const dlq = system.queue("AllDlq");
  await fill(dlq, ["a", "b", "c"]);
  expect(await readDeadLetters(dlq, { limit: 10 })).toMatchObject({ index: { known: 3, present: 3 } });
  const ended = await redriven(await redrive(dlq, { selection: { which: "all" } }, actor));
  expect(ended).toMatchObject({ status: "completed", mover: "sqs", total: 3, done: 3 });
  expect(await bodiesIn("All")).toEqual(["a", "b", "c"]);
  expect(await readDeadLetters(dlq, { limit: 10 })).toMatchObject({ messages: [], index: { known: 0, present: 0 } });

  await fill(dlq, ["a again"]);
  const second = await redriven(await redrive(dlq, { selection: { which: "all" } }, actor));
  expect(second).toMatchObject({ status: "completed", mover: "sqs", done: 1 });
  expect(await bodiesIn("All")).toEqual(["a again"]);
});

test("a message that is being viewed while all are redriven is redriven as well", async () => {
  const dlq = system.queue("HeldDlq");
  await fill(dlq, ["a", "b", "c"]);
  const look = await sqs.send(new ReceiveMessageCommand({ QueueUrl: dlq.url, VisibilityTimeout: 2 }));
  expect(look.Messages).toHaveLength(1);
  const ended = await redriven(await redrive(dlq, { selection: { which: "all" } }, actor));
  expect(ended).toMatchObject({ status: "completed", mover: "sqs", done: 3 });
  expect(await bodiesIn("Held")).toEqual(["a", "b", "c"]);
});

test("if a worker crashes after SQS has begun to move, SQS moves the rest and the next worker counts", async () => {
  const dlq = system.queue("MovedDlq");
  await fill(dlq, ["a", "b", "c"]);
  const started = await redrive(dlq, { selection: { which: "all" }, maxPerSecond: 2 }, actor);
  if (started.status !== "started") throw new Error(started.status);
  const { queue, id: taskId } = started.task;
  const turn = () => runRepair({ queue, taskId, holder: v7(), until: Date.now() + 2_000, timing: soon });
  const { calls } = await runMortal({ diesAt: 9, afterwards: true }, turn);
  expect(calls).toContain("StartMessageMoveTaskCommand");
  expect(await redriven(started)).toMatchObject({ status: "completed", done: 3 });
  expect(await bodiesIn("Moved")).toEqual(["a", "b", "c"]);
});

test("a slow task keeps to its rate and can be cancelled; what it has sent stays sent", async () => {
  const dlq = system.queue("SlowDlq");
  await fill(
    dlq,
    Array.from({ length: 20 }, (_, index) => `m${index}`),
  );
  const started = await redrive(dlq, { selection: { which: "filter", filter: { q: "m" } }, maxPerSecond: 4 }, actor);
  const startedAt = Date.now();
  const running = redriven(started);
  await expect
    .poll(async () => (await listTasks("SlowDlq", 1))[0]?.done, { timeout: 10_000 })
    .toBeGreaterThanOrEqual(8);
  expect(Date.now() - startedAt).toBeGreaterThan(900);
  expect(await cancelTask("SlowDlq")).toMatchObject({ status: "cancelling" });
  const { status, done } = await running;
  expect(status).toBe("cancelled");
  expect(done).toBeLessThan(20);
  expect((await bodiesIn("Slow")).length).toBe(done);
  expect((await bodiesIn("SlowDlq")).length).toBe(20 - done);
});

test("an edited message is sent with its new body; the audit keeps the old one", async () => {
  const dlq = system.queue("EditedDlq");
  const event = {
    id: "e",
    type: "stock.replenished",
    subject: "stock",
    at: "2026-11-20T10:00:00.000Z",
    correlationId: "corr-7",
    data: { productionOrderId: "p", productId: "glazed", quantity: 0 },
  };
  const [id = ""] = await fill(dlq, [JSON.stringify(event)]);
  const wrong = await editAndRedrive(
    dlq,
    id,
    JSON.stringify({ ...event, data: { ...event.data, quantity: -1 } }),
    {},
    actor,
  );
  expect(wrong).toMatchObject({ status: "invalid", faults: [{ pointer: "/data/quantity" }] });
  expect(await editAndRedrive(dlq, id, "{", {}, actor)).toMatchObject({ status: "invalid", faults: [{ pointer: "" }] });
  expect(await editAndRedrive(dlq, "unknown", "{}", {}, actor)).toEqual({ status: "unknown-message" });

  const mended = JSON.stringify({ ...event, data: { ...event.data, quantity: 5 } });
  const ended = await redriven(await editAndRedrive(dlq, id, mended, {}, actor));
  expect(ended).toMatchObject({ kind: "edit", status: "completed", done: 1, missing: 0 });
  expect(await bodiesIn("Edited")).toEqual([mended]);
  expect(await bodiesIn("EditedDlq")).toEqual([]);
  const audit = await listAudit({ limit: 5, q: "corr-7" });
  expect(audit).toMatchObject({
    records: [
      {
        action: "queue.edit",
        actor,
        status: "succeeded",
        detail: { original: { id, body: JSON.stringify(event) }, newBody: mended },
      },
    ],
  });
});

test("a FIFO queue's selected messages go back in order, in their groups", async () => {
  const dlq = system.queue("LineDlq");
  const sent = await fill(dlq, ["a1", "b1", "a2", "a3", "b2"], (body) => body.slice(0, 1));
  await redriven(await redrive(dlq, ids([sent[0] ?? "", sent[2] ?? "", sent[4] ?? ""]), actor));
  const arrived = await drain(system.queue("Line"));
  expect(arrived.map(({ Body: body, Attributes: { MessageGroupId: group } = {} }) => [group, body])).toEqual(
    expect.arrayContaining([
      ["a", "a1"],
      ["a", "a2"],
      ["b", "b2"],
    ]),
  );
  expect(arrived.map(({ Body: body }) => body).filter((body) => body?.startsWith("a"))).toEqual(["a1", "a2"]);
  expect(await bodiesIn("LineDlq")).toEqual(["a3", "b1"]);
});

test("messages that fail again while a task runs are left for the next one", async () => {
  const [work, dlq] = [system.queue("Again"), system.queue("AgainDlq")];
  await fill(dlq, ["a", "b"]);
  const started = await redrive(dlq, { selection: { which: "filter", filter: { q: "of" } } }, actor);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await fill(dlq, ["late"]);
  expect(await redriven(started)).toMatchObject({ done: 2 });
  expect((await drain(work)).length).toBe(2);
  expect(await bodiesIn("AgainDlq")).toEqual(["late"]);
});

test("undelivered events go to each queue whose subscription matches", async () => {
  const dlq = system.queue("TestTopicUndelivered");
  const event = (type: string) => JSON.stringify({ id: type, type, data: {} });
  await fill(dlq, [event("stock.depleted"), event("stock.replenished")]);
  const ended = await redriven(await redrive(dlq, { selection: { which: "all" } }, actor));
  expect(ended).toMatchObject({ mover: "repair", destination: "TestTopic", status: "completed", done: 2 });
  expect(await bodiesIn("OnlyDepleted")).toEqual([event("stock.depleted")]);
  expect(await bodiesIn("Everything")).toEqual([event("stock.depleted"), event("stock.replenished")]);
  await drain(system.queue("Edited"));
});

test("pointers to a stream's records cannot be redriven", async () => {
  const dlq = system.queue("StreamDlq");
  const [id = ""] = await fill(dlq, ["{}"]);
  expect(await redrive(dlq, { selection: { which: "all" } }, actor)).toEqual({ status: "no-destination" });
  expect(await countRedrive(dlq, { which: "all" })).toEqual({ status: "no-destination" });
  const deletion = await deleteDeadLetters(dlq, { which: "ids", messageIds: [id] }, actor);
  expect(await redriven(deletion)).toMatchObject({ kind: "delete", done: 1, missing: 0 });
  expect(await bodiesIn("StreamDlq")).toEqual([]);
});

function ids(messageIds: string[]): { selection: Selection } {
  return { selection: { which: "ids", messageIds } };
}

async function expectRedriven(name: string, selection: Selection, expected: string[]): Promise<void> {
  const dlq = system.queue(name);
  expect(await countRedrive(dlq, selection)).toMatchObject({ status: "counted", count: expected.length });
  const ended = await redriven(await redrive(dlq, { selection }, actor));
  expect(ended).toMatchObject({ done: expected.length });
  expect(await bodiesIn(name.replace("Dlq", ""))).toEqual(expected);
}

/** Acts as the repair consumer. @returns the task as it ended */
async function redriven(started: Redriven | { status: string }): Promise<RepairTask> {
  if (!("task" in started) || started.task === undefined) throw new Error(started.status);
  const { queue, id: taskId } = started.task;
  for (;;) {
    const ran = await runRepair({ queue, taskId, holder: v7(), until: Date.now() + 2_000, timing: soon });
    if (ran.status === "over") break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const [ended] = await listTasks(queue, 1);
  if (!ended) throw new Error("The task is gone.");
  return ended;
}
