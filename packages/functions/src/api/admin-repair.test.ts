import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { noteCause, recordChange } from "@donut/core/alert/alerts";
import { sqs } from "@donut/core/aws/clients";
import { runRepair } from "@donut/core/repair/run-task";
import { readAll } from "@donut/core/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callApi, startEngines } from "../testing.ts";
import { adminApi as handler } from "../testing-admin.ts";

let engines: Awaited<ReturnType<typeof startEngines>>;
const urls = new Map<string, string>();

beforeAll(async () => {
  engines = await startEngines((queues) => {
    const queue = (name: string, more: object = {}) => {
      urls.set(name, `${queues}/${name}`);
      const arn = `arn:aws:sqs:us-east-1:000000000000:${name}`;
      const facts = { name, url: `${queues}/${name}`, arn, fifo: name.endsWith(".fifo"), visibilityTimeoutSeconds: 60 };
      return { ...facts, subject: "stock", ...more };
    };
    const all = [
      queue("Work", { role: "work", topic: "StockTopic", filter: ["stock.replenished"], dlq: "WorkDlq" }),
      queue("WorkDlq", { role: "dlq" }),
      queue("Line.fifo", { role: "work" }),
      queue("PurgedDlq", { role: "dlq" }),
      queue("FilteredDlq", { role: "dlq" }),
    ];
    return { Topology: { topics: [], queues: all, apis: [] }, Queues: { queues: all } };
  });
  for (const name of ["Work", "WorkDlq", "Line.fifo", "PurgedDlq", "FilteredDlq"]) {
    const Attributes = name.endsWith(".fifo") ? { FifoQueue: "true" } : undefined;
    await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes }));
  }
});
afterAll(() => engines.stop());

const operate = (path: string, method: string, body?: unknown) =>
  callApi(handler, path, { method, groups: ["operators"], ...(body !== undefined && { body }) });
const look = (path: string) => callApi(handler, path, { groups: ["viewers"] });
const event = (quantity: number) =>
  JSON.stringify({
    id: "e",
    type: "stock.replenished",
    subject: "stock",
    at: "2026-11-20T10:00:00.000Z",
    correlationId: "journey-9",
    data: { productionOrderId: "p", productId: "glazed", quantity },
  });

test("a message sent by hand must be an event that its queue accepts", async () => {
  const other = JSON.stringify({ type: "order.placed", data: {} });
  const { status, body } = await operate("/queues/Work/messages", "POST", { body: other });
  expect(status).toBe(400);
  expect(body.errors).toMatchObject([
    { code: "one-of", pointer: "/body/type", params: { values: "stock.replenished" } },
  ]);
  const incomplete = JSON.stringify({ type: "stock.replenished" });
  const more = (await operate("/queues/Work/messages", "POST", { body: incomplete })).body.errors;
  expect(more.map(({ pointer }: { pointer: string }) => pointer)).toContain("/body/data");
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: urls.get("Work"), AttributeNames: ["ApproximateNumberOfMessages"] }),
  );
  expect(Attributes).toEqual({ ApproximateNumberOfMessages: "0" });
});

test.each([
  ["POST", "/queues/WorkDlq/redrive", {}],
  ["DELETE", "/queues/WorkDlq/redrive", undefined],
  ["DELETE", "/queues/WorkDlq/messages", { messageIds: ["x"] }],
  ["PUT", "/queues/WorkDlq/messages/x", { body: "{}" }],
  ["POST", "/queues/Work/messages", { body: event(1) }],
  ["POST", "/queues/PurgedDlq/purge", { confirm: "PurgedDlq" }],
  ["PUT", "/queues/Work/consumer", { enabled: false }],
  ["PUT", "/stock/glazed", { adjustBy: 5, reason: "found some" }],
  ["POST", "/alerts/x/acknowledge", undefined],
])("a viewer may not %s %s, and nothing is changed", async (method, path, body) => {
  const before = await state();
  const answer = await callApi(handler, path, { method, groups: ["viewers"], ...(body && { body }) });
  expect(answer.status).toBe(403);
  expect(await state()).toEqual(before);
});

test.each([
  ["POST", "/queues/WorkDlq/redrive", { messageIds: [] }, "/messageIds"],
  ["POST", "/queues/WorkDlq/redrive", { messageIds: ["a"], filter: { q: "b" } }, "/filter"],
  ["POST", "/queues/WorkDlq/redrive", { filter: {} }, "/filter"],
  ["POST", "/queues/WorkDlq/redrive", { filter: { colour: "red" } }, "/filter/colour"],
  ["POST", "/queues/WorkDlq/redrive", { maxPerSecond: 501 }, "/maxPerSecond"],
  ["POST", "/queues/Work/redrive", {}, "/name"],
  ["DELETE", "/queues/WorkDlq/messages", {}, "/messageIds"],
  ["DELETE", "/queues/WorkDlq/messages", { messageIds: ["a"], filter: { q: "b" } }, "/filter"],
  ["DELETE", "/queues/WorkDlq/messages", { filter: {} }, "/filter"],
  ["DELETE", "/queues/WorkDlq/messages", { filter: { q: "" } }, "/filter/q"],
  ["DELETE", "/queues/WorkDlq/messages", { filter: { q: "a" }, dryRun: "yes" }, "/dryRun"],
  ["DELETE", "/queues/Work/messages", { messageIds: ["a"] }, "/name"],
  ["DELETE", "/queues/Work/messages", { filter: { q: "a" } }, "/name"],
  ["POST", "/queues/WorkDlq/messages", { body: "{}" }, "/name"],
  ["POST", "/queues/Work/messages", { body: "{}" }, "/body/type"],
  ["POST", "/queues/Work/messages", { body: "no JSON" }, "/body"],
  ["POST", "/queues/Work/messages", { body: event(0) }, "/body/data/quantity"],
  ["POST", "/queues/Work/messages", { body: event(1), deduplicationId: "d" }, "/deduplicationId"],
  ["POST", "/queues/Work/messages", { body: '{"id": "\\ud83c"}' }, "/body/id"],
  ["POST", "/queues/Work/messages", { body: "{}\ud83c", check: false }, "/body"],
  ["POST", "/queues/Work/messages", { body: "a\u0000b", check: false }, "/body"],
  ["POST", "/queues/Work/messages", { body: "a\ufffeb", check: false }, "/body"],
  ["POST", "/queues/Line.fifo/messages", { body: "{}" }, "/groupId"],
  ["POST", "/queues/Line.fifo/messages", { body: "{}", groupId: "a b" }, "/groupId"],
  ["POST", "/queues/Line.fifo/messages", { body: "{}", groupId: "g", deduplicationId: "é" }, "/deduplicationId"],
  ["POST", "/queues/PurgedDlq/purge", { confirm: "Purged" }, "/confirm"],
  ["PUT", "/queues/Work/consumer", { enabled: "no" }, "/enabled"],
  ["PUT", "/stock/glazed", { adjustBy: 0, reason: "x" }, "/adjustBy"],
  ["PUT", "/stock/glazed", { adjustBy: 1.5, reason: "x" }, "/adjustBy"],
  ["PUT", "/stock/glazed", { adjustBy: 1, reason: " " }, "/reason"],
  ["PUT", "/stock/glazed", { adjustBy: 1, reason: "found \ud83c" }, "/reason"],
])("%s %s with %j is refused at %s, and nothing is changed", async (method, path, body, pointer) => {
  const before = await state();
  const answer = await operate(path, method, body);
  expect(answer.status).toBe(400);
  expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  expect(await state()).toEqual(before);
});

test("a message is sent by hand, with group and deduplication id where they apply", async () => {
  const { status, body } = await operate("/queues/Work/messages", "POST", { body: event(3) });
  expect(status).toBe(201);
  expect(await take("Work")).toMatchObject([{ MessageId: body.messageId, Body: event(3) }]);
  const fifo = { body: "{}", groupId: "g", deduplicationId: "d" };
  expect((await operate("/queues/Line.fifo/messages", "POST", fifo)).status).toBe(201);
  expect((await operate("/queues/Line.fifo/messages", "POST", fifo)).status).toBe(201);
  expect(await take("Line.fifo")).toMatchObject([{ Attributes: { MessageGroupId: "g", MessageDeduplicationId: "d" } }]);
});

test("selected dead letters are deleted, and the answer says what was removed", async () => {
  const [one, two] = [await send("WorkDlq", "one"), await send("WorkDlq", "two")];
  const deleting = operate("/queues/WorkDlq/messages", "DELETE", { messageIds: [one, "gone"] });
  await worked("WorkDlq");
  expect(await deleting).toMatchObject({ status: 200, body: { removed: 1, missing: 1, task: { kind: "delete" } } });
  expect((await look("/queues/WorkDlq/messages")).body.messages.map(({ id }: { id: string }) => id)).toEqual([two]);
});

test("everything that matches is deleted, after a dry run that anyone may ask for", async () => {
  await send("FilteredDlq", "cold 1");
  const warm = await send("FilteredDlq", "warm");
  await send("FilteredDlq", "cold 2");
  const path = "/queues/FilteredDlq/messages";
  const cold = { filter: { q: "COLD" } };
  expect(await operate(path, "DELETE", { ...cold, dryRun: true })).toMatchObject({
    status: 200,
    body: { count: 2, of: 3, indexedAt: expect.any(String) },
  });
  expect((await look(`${path}?q=cold&limit=1&count=true`)).body).toMatchObject({ count: 2, messages: [{}] });
  expect((await look(path)).body).not.toHaveProperty("count");
  expect((await look(path)).body.messages).toHaveLength(3);
  const deleting = operate(path, "DELETE", cold);
  await worked("FilteredDlq");
  expect(await deleting).toMatchObject({
    status: 200,
    body: { removed: 2, missing: 0, task: { status: "completed" } },
  });
  expect((await look(path)).body.messages.map(({ id }: { id: string }) => id)).toEqual([warm]);
});

test("a second task on a queue is refused, naming the first, which can be cancelled", async () => {
  const first = await operate("/queues/WorkDlq/redrive", "POST", { filter: { q: "two" }, maxPerSecond: 1 });
  expect(first).toMatchObject({ status: 202, body: { task: { status: "running", total: 1, destination: "Work" } } });
  const second = await operate("/queues/WorkDlq/redrive", "POST", {});
  expect(second).toMatchObject({ status: 409, body: { task: { id: first.body.task.id } } });
  expect((await operate("/queues/WorkDlq/purge", "POST", { confirm: "WorkDlq" })).status).toBe(409);
  expect(await operate("/queues/WorkDlq/redrive", "DELETE")).toMatchObject({
    status: 202,
    body: { task: { status: "cancelling" } },
  });
  await worked("WorkDlq");
  expect((await look("/queues/WorkDlq/redrive")).body.task).toMatchObject({ status: "cancelled", done: 0 });
  expect((await operate("/queues/WorkDlq/redrive", "DELETE")).status).toBe(404);
  expect((await look("/queues/WorkDlq/messages")).body.messages).toHaveLength(1);
});

test("a queue can be purged once a minute", async () => {
  await send("PurgedDlq", "one");
  expect((await look("/queues/PurgedDlq/messages")).body.messages).toHaveLength(1);
  const purged = await operate("/queues/PurgedDlq/purge", "POST", { confirm: "PurgedDlq" });
  expect(purged).toMatchObject({ status: 200, body: { removed: 1 } });
  expect((await look("/queues/PurgedDlq/messages")).body).toMatchObject({ messages: [], index: { present: 0 } });
  const again = await operate("/queues/PurgedDlq/purge", "POST", { confirm: "PurgedDlq" });
  expect(again).toMatchObject({ status: 409, body: { availableAt: purged.body.availableAt } });
  expect((await look("/queues/PurgedDlq/redrive")).body.purgeAvailableAt).toBe(purged.body.availableAt);
  expect(Number(again.headers["retry-after"])).toBeGreaterThan(50);
});

test("stock can be corrected, never below 0, and low stock is requested", async () => {
  expect(await operate("/stock/glazed", "PUT", { adjustBy: -1_000, reason: "typing" })).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining("100") },
  });
  expect((await operate("/stock/nothing", "PUT", { adjustBy: 1, reason: "x" })).status).toBe(404);
  const fewer = await operate("/stock/glazed", "PUT", { adjustBy: -85, reason: "a rack fell" });
  expect(fewer).toMatchObject({
    status: 200,
    body: { stock: { available: 15, shortage: { id: expect.any(String) } } },
  });
  const depleted = (await readAll("OutboxTable")).filter(({ body }) =>
    String(body).includes(fewer.body.stock.shortage.id),
  );
  expect(depleted).toHaveLength(1);
  const audit = await look("/audit?target=glazed");
  expect(audit.body.records).toMatchObject([
    {
      action: "stock.adjust",
      status: "succeeded",
      outcome: { before: 100, available: 15 },
      detail: { reason: "a rack fell" },
    },
    { action: "stock.adjust", status: "refused" },
  ]);
});

test("everything is in the audit, which can be searched and paged", async () => {
  const { body: all } = await look("/audit?limit=100");
  expect(new Set(all.records.map(({ action }: { action: string }) => action))).toEqual(
    new Set(["queue.send", "queue.delete", "queue.redrive", "queue.purge", "stock.adjust"]),
  );
  const pages = [];
  for (let cursor = ""; ; ) {
    const { body } = await look(`/audit?limit=2${cursor}`);
    pages.push(...body.records);
    if (!body.next) break;
    cursor = `&cursor=${body.next}`;
  }
  expect(pages).toEqual(all.records);
  expect((await look("/audit?q=RACK")).body.records).toHaveLength(1);
  expect((await look("/audit?action=queue.purge&status=refused")).body.records).toHaveLength(1);
  expect((await look("/audit?cursor=x")).status).toBe(400);
});

test("alerts are listed, and acknowledged once", async () => {
  const change = { alarm: "WorkDlqAlarm", queue: "WorkDlq", reason: "Threshold Crossed" };
  await recordChange({ status: "raised", at: "2026-11-20T10:00:00.000Z", ...change });
  const [alert] = (await look("/alerts")).body.alerts;
  expect(alert).toMatchObject({ queue: "WorkDlq", status: "open", raisedAt: "2026-11-20T10:00:00.000Z" });
  const path = `/alerts/${encodeURIComponent(alert.id)}/acknowledge`;
  const first = await operate(path, "POST");
  expect(first).toMatchObject({ status: 200, body: { alert: { acknowledged: { by: { id: "sub-operators" } } } } });
  expect((await operate(path, "POST")).body).toEqual(first.body);
  expect((await operate("/alerts/unknown/acknowledge", "POST")).status).toBe(404);
  expect((await look("/alerts?status=cleared")).body.alerts).toEqual([]);
});

test("an alert shows its first error, can be released, and keeps operators' notes", async () => {
  const change = { alarm: "FilteredDlqAlarm", queue: "FilteredDlq", reason: "Threshold Crossed" };
  const at = "2026-11-21T10:00:00.000Z";
  const cause = { deadLetters: 3, type: "stock.depleted", error: { name: "FactoryRefused", message: "422" } };
  await noteCause({ alarm: change.alarm, at }, cause);
  await recordChange({ status: "raised", at, ...change });
  await noteCause({ alarm: change.alarm, at }, { deadLetters: 9 });
  const [alert] = (await look("/alerts")).body.alerts;
  expect(alert).toMatchObject({ status: "open", cause, notes: [] });

  const path = `/alerts/${encodeURIComponent(alert.id)}`;
  await operate(`${path}/acknowledge`, "POST");
  for (const text of ["The factory moved", "  Back on Monday "])
    expect((await operate(`${path}/notes`, "POST", { text })).status).toBe(200);
  const released = await operate(`${path}/release`, "POST");
  expect(released.body.alert.acknowledged).toBeUndefined();
  expect(released.body.alert.notes.map(({ text }: { text: string }) => text)).toEqual([
    "The factory moved",
    "Back on Monday",
  ]);
  expect((await operate(`${path}/release`, "POST")).body).toEqual(released.body);
  const { body } = await look("/audit?target=FilteredDlq&limit=100");
  const actions = body.records.map(({ action }: { action: string }) => action);
  expect(actions.filter((it: string) => it.startsWith("alert."))).toEqual([
    ...["alert.release", "alert.note", "alert.note", "alert.acknowledge"],
  ]);
  expect((await operate(`${path}/notes`, "POST", { text: " " })).body.errors[0].pointer).toBe("/text");
  expect((await operate("/alerts/unknown/notes", "POST", { text: "x" })).status).toBe(404);
  expect((await operate("/alerts/unknown/release", "POST")).status).toBe(404);
});

test("an alert is closed by hand, by operators only, with a reason", async () => {
  const change = { alarm: "ClosedDlqAlarm", queue: "WorkDlq", reason: "Threshold Crossed" };
  const at = "2026-11-22T10:00:00.000Z";
  await recordChange({ status: "raised", at, ...change });
  const path = `/alerts/${encodeURIComponent(`${change.alarm}~${at}`)}/close`;
  expect((await operate(path, "POST", { reason: "  " })).body.errors).toMatchObject([{ pointer: "/reason" }]);
  const viewer = { method: "POST", body: { reason: "known" }, groups: ["viewers"] };
  expect((await callApi(handler, path, viewer)).status).toBe(403);
  const closed = await operate(path, "POST", { reason: " Known, mended on Monday " });
  expect(closed).toMatchObject({
    status: 200,
    body: { alert: { status: "closed", closed: { by: { id: "sub-operators" }, reason: "Known, mended on Monday" } } },
  });
  expect((await operate(path, "POST", { reason: "again" })).body).toEqual(closed.body);
  expect((await operate("/alerts/unknown/close", "POST", { reason: "known" })).status).toBe(404);
  expect((await look("/alerts?status=closed")).body.alerts).toHaveLength(1);
  expect((await look("/audit?action=alert.close")).body.records).toMatchObject([
    { target: "WorkDlq", status: "succeeded", detail: { reason: "Known, mended on Monday" } },
  ]);
});

test("an unknown journey is empty, and a malformed id is refused", async () => {
  expect((await look("/journeys/unknown")).body).toEqual({ correlationId: "unknown", steps: [] });
  expect((await look("/journeys/a%20b")).status).toBe(400);
});

async function send(queue: string, body: string): Promise<string> {
  const { MessageId: id = "" } = await sqs.send(
    new SendMessageCommand({ QueueUrl: urls.get(queue), MessageBody: body }),
  );
  return id;
}

async function take(queue: string) {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: urls.get(queue),
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ["All"],
    }),
  );
  return Messages;
}

/** Acts as the repair consumer, once there is a task. */
async function worked(queue: string): Promise<void> {
  const active = () =>
    readAll("RepairTable").then((items) => items.find(({ sk, pk }) => sk === "active" && pk === `queue#${queue}`));
  await expect.poll(active).toBeDefined();
  const taskId = String((await active())?.taskId);
  await runRepair({ queue, taskId, holder: "test", until: Date.now() + 5_000 });
}

/** The state that a refused request must leave unchanged. */
async function state() {
  const tables = ["AuditTable", "RepairTable", "StockTable", "OutboxTable", "AlertTable"];
  const counts = [...urls].map(async ([name, QueueUrl]) => {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["ApproximateNumberOfMessages"] }),
    );
    return [name, Attributes];
  });
  return Promise.all([...tables.map(readAll), ...counts]);
}
