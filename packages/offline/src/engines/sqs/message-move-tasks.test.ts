import {
  CancelMessageMoveTaskCommand,
  ListMessageMoveTasksCommand,
  StartMessageMoveTaskCommand,
  type StartMessageMoveTaskCommandInput,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { Messaging } from "./testing/messaging.ts";
import type { TestQueue } from "./testing/test-queue.ts";

let messaging: Messaging;
beforeAll(async () => {
  messaging = await Messaging.start();
});
afterAll(() => messaging.stop());

test("dead letters go back to the queue they came from, as new messages", async () => {
  const [orders, dlq] = await messaging.createQueueWithDlq("Orders", 1);
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dlq.arn, maxReceiveCount: 1 });
  const refunds = await messaging.createQueue("Refunds", { RedrivePolicy });
  const MessageAttributes = { kind: { DataType: "String", StringValue: "order" } };
  const { MessageId } = await orders.send("order", { MessageAttributes });
  await refunds.send("refund");
  await kill(orders);
  await kill(refunds);
  await start({ SourceArn: dlq.arn });
  const task = await finished(dlq);

  expect(task).toMatchObject({
    Status: "COMPLETED",
    SourceArn: dlq.arn,
    ApproximateNumberOfMessagesToMove: 2,
    ApproximateNumberOfMessagesMoved: 2,
  });
  expect(task).not.toHaveProperty("TaskHandle");
  expect(task).not.toHaveProperty("DestinationArn");
  expect(await refunds.receiveBodies()).toEqual(["refund"]);
  const [order] = await orders.receive({ MessageSystemAttributeNames: ["All"], MessageAttributeNames: ["All"] });
  expect(order).toMatchObject({ Body: "order", MessageAttributes, Attributes: { ApproximateReceiveCount: "1" } });
  expect(order?.MessageId).not.toBe(MessageId);
  expect(order?.Attributes).not.toHaveProperty("DeadLetterQueueSourceArn");
  expect(await dlq.counts()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
});

test("a destination can be given, and its pollers wake up", async () => {
  const [queue, dlq] = await messaging.createQueueWithDlq("Elsewhere", 1);
  const other = await messaging.createQueue("Other");
  await queue.send("letter");
  await kill(queue);
  const waiting = other.receiveBodies({ WaitTimeSeconds: 20 });
  await start({ SourceArn: dlq.arn, DestinationArn: other.arn });

  expect(await waiting).toEqual(["letter"]);
  expect(await finished(dlq)).toMatchObject({ Status: "COMPLETED", DestinationArn: other.arn });
});

test("a task keeps to its rate, shows its progress, and stops when it is cancelled", async () => {
  const [queue, dlq] = await messaging.createQueueWithDlq("Slow", 1);
  for (let index = 0; index < 10; index++) await queue.send(`letter ${index}`);
  await kill(queue);
  const startedAt = Date.now();
  const { TaskHandle } = await start({ SourceArn: dlq.arn, MaxNumberOfMessagesPerSecond: 5 });
  const running = await progress(dlq, 2);
  const cancelled = await messaging.sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle }));

  expect(running).toMatchObject({ Status: "RUNNING", TaskHandle, ApproximateNumberOfMessagesToMove: 10 });
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(400);
  const moved = cancelled.ApproximateNumberOfMessagesMoved ?? 0;
  const task = await finished(dlq);
  expect(task).toMatchObject({ Status: "CANCELLED", MaxNumberOfMessagesPerSecond: 5 });
  expect(await dlq.counts()).toMatchObject({ visible: 10 - moved });
  expect(await queue.counts()).toMatchObject({ visible: moved });
  await expect(messaging.sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle }))).rejects.toThrow(
    "Task does not exist.",
  );
});

test("a queue runs one task at a time, and its last ones are listed, newest first", async () => {
  const [queue, dlq] = await messaging.createQueueWithDlq("Once", 1);
  await queue.send("letter");
  await kill(queue);
  const { TaskHandle } = await start({ SourceArn: dlq.arn, MaxNumberOfMessagesPerSecond: 1 });
  await expect(start({ SourceArn: dlq.arn })).rejects.toThrow("There is already a task running.");
  await messaging.sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
  await finished(dlq);
  await start({ SourceArn: dlq.arn });
  await finished(dlq);
  await messaging.restart();

  const { Results = [] } = await messaging.sqs.send(
    new ListMessageMoveTasksCommand({ SourceArn: dlq.arn, MaxResults: 10 }),
  );
  expect(Results.map(({ Status }) => Status)).toEqual(["COMPLETED", "CANCELLED"]);
  expect((await messaging.sqs.send(new ListMessageMoveTasksCommand({ SourceArn: dlq.arn }))).Results).toHaveLength(1);
});

test("FIFO dead letters keep their order, also within five minutes of their first sending", async () => {
  const [queue, dlq] = await messaging.createQueueWithDlq("Ordered", 1, { FifoQueue: "true" });
  for (const body of ["a1", "a2", "b1", "a3"]) await queue.sendTo(body.slice(0, 1), body);
  await kill(queue);
  await start({ SourceArn: dlq.arn });
  await finished(dlq);

  const bodies = await queue.receiveBodies();
  expect(bodies.filter((body) => body.startsWith("a"))).toEqual(["a1", "a2", "a3"]);
  expect(bodies.filter((body) => body.startsWith("b"))).toEqual(["b1"]);
});

test("a task that cannot go on fails with the reason and leaves its messages", async () => {
  const [, dlq] = await messaging.createQueueWithDlq("Unknown", 1);
  await dlq.send("sent here directly");
  await start({ SourceArn: dlq.arn });

  expect(await finished(dlq)).toMatchObject({ Status: "FAILED", FailureReason: "CouldNotDetermineMessageSource" });
  expect(await dlq.counts()).toMatchObject({ visible: 1 });
});

test("what AWS refuses is refused", async () => {
  const [queue, dlq] = await messaging.createQueueWithDlq("Wrong", 1);
  const fifo = await messaging.createQueue("WrongKind.fifo", { FifoQueue: "true" });
  const missing = "arn:aws:sqs:us-east-1:000000000000:Missing";
  const cases: [StartMessageMoveTaskCommandInput, string, string][] = [
    [{ SourceArn: queue.arn }, "InvalidParameterValue", "must be configured as a Dead Letter Queue"],
    [{ SourceArn: missing }, "ResourceNotFoundException", "SourceArn parameter doesn't exist"],
    [{ SourceArn: "Wrong" }, "InvalidParameterValue", "arn:<partition>:<service>"],
    [{ SourceArn: dlq.arn, DestinationArn: missing }, "ResourceNotFoundException", "DestinationArn parameter"],
    [{ SourceArn: dlq.arn, DestinationArn: dlq.arn }, "InvalidParameterValue", "different"],
    [{ SourceArn: dlq.arn, DestinationArn: fifo.arn }, "InvalidParameterValue", "same type"],
    [{ SourceArn: dlq.arn, MaxNumberOfMessagesPerSecond: 501 }, "InvalidParameterValue", "between 1 and 500"],
  ];
  for (const [input, name, message] of cases) {
    await expect(start(input)).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
  }
  const cancel = messaging.sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle: "no handle" }));
  await expect(cancel).rejects.toThrow("Value for parameter TaskHandle is invalid.");
});

test("a task killed halfway continues at the next start; every message is moved once", async () => {
  const killed = await Messaging.startProcess();
  try {
    const [queue, dlq] = await killed.createQueueWithDlq("Killed", 1);
    const bodies = Array.from({ length: 100 }, (_, index) => `letter ${index}`);
    for (const body of bodies) await queue.send(body);
    await kill(queue);
    await start({ SourceArn: dlq.arn, MaxNumberOfMessagesPerSecond: 200 }, killed);
    await progress(dlq, 20, killed);
    await killed.killAndRestart();

    const task = await finished(dlq, killed);
    expect(task).toMatchObject({ Status: "COMPLETED", ApproximateNumberOfMessagesMoved: 100 });
    const moved = await queue.drain();
    expect(moved.map(({ Body }) => Body).sort()).toEqual(bodies.sort());
    expect(await dlq.counts()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  } finally {
    await killed.stop();
  }
});

/**
 * Receives every message of a queue with maxReceiveCount 1, ten at a time, then once more: they become dead letters.
 */
async function kill(queue: TestQueue): Promise<void> {
  const { visible } = await queue.counts();
  for (let received = 0; received < visible; received += 10) await queue.receive({ VisibilityTimeout: 0 });
  await queue.receive();
}

async function start(input: StartMessageMoveTaskCommandInput, { sqs } = messaging) {
  return sqs.send(new StartMessageMoveTaskCommand(input));
}

async function latest({ arn }: TestQueue, { sqs } = messaging) {
  return (await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: arn }))).Results?.[0];
}

async function progress(queue: TestQueue, moved: number, owner = messaging) {
  return vi.waitUntil(
    async () => {
      const task = await latest(queue, owner);
      return (task?.ApproximateNumberOfMessagesMoved ?? 0) >= moved && task;
    },
    { timeout: 10_000 },
  );
}

async function finished(queue: TestQueue, owner = messaging) {
  return vi.waitUntil(
    async () => {
      const task = await latest(queue, owner);
      return task && !["RUNNING", "CANCELLING"].includes(task.Status ?? "") && task;
    },
    { timeout: 10_000 },
  );
}
