import { CreateQueueCommand, ListDeadLetterSourceQueuesCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Messaging } from "./testing/messaging.ts";
import type { TestQueue } from "./testing/test-queue.ts";

let messaging: Messaging;
beforeAll(async () => {
  messaging = await Messaging.start();
});
afterAll(() => messaging.stop());

test("a message received too often keeps its id and says which queue it comes from, also after a restart", async () => {
  const [queue, dlq] = await messaging.createQueueWithDlq("Failing", 2);
  const { MessageId } = await queue.send("poison", {
    MessageAttributes: { reason: { DataType: "String", StringValue: "bad" } },
  });
  for (let receives = 0; receives < 3; receives++) await queue.receive({ VisibilityTimeout: 0 });
  await messaging.restart();

  const [letter] = await dlq.receive({ MessageSystemAttributeNames: ["All"], MessageAttributeNames: ["All"] });
  expect(letter).toMatchObject({
    MessageId,
    Body: "poison",
    Attributes: { DeadLetterQueueSourceArn: queue.arn, ApproximateReceiveCount: "3" },
    MessageAttributes: { reason: { StringValue: "bad" } },
  });
  expect(await queue.counts()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
});

test("a poll that waits at the dead-letter queue gets the message at once", async () => {
  const [queue, dlq] = await messaging.createQueueWithDlq("Watched", 1);
  await queue.send("poison");
  await queue.receive({ VisibilityTimeout: 0 });
  const waiting = dlq.receiveBodies({ WaitTimeSeconds: 20 });
  await queue.receive();

  expect(await waiting).toEqual(["poison"]);
});

test("the sources of a dead-letter queue are listed", async () => {
  const [queue, dlq] = await messaging.createQueueWithDlq("Listed", 3);
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dlq.arn, maxReceiveCount: "5" });
  const second = await messaging.createQueue("ListedToo", { RedrivePolicy });
  const sourcesOf = async ({ url }: TestQueue) =>
    (await messaging.sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: url }))).queueUrls;

  expect(await sourcesOf(dlq)).toEqual([queue.url, second.url]);
  expect(await sourcesOf(queue)).toEqual([]);
});

test("a redrive policy without effect is refused, at creation and afterwards", async () => {
  const standard = await messaging.createQueue("Standard");
  const fifo = await messaging.createQueue("Kind.fifo", { FifoQueue: "true" });
  const policy = (queue: { arn: string }, maxReceiveCount?: number | string) =>
    JSON.stringify({ deadLetterTargetArn: queue.arn, maxReceiveCount });
  const wrong = [
    [policy({ arn: "arn:aws:sqs:us-east-1:000000000000:Missing" }, 3), "Dead letter target does not exist."],
    [policy(fifo, 3), "Dead-letter queue must be same type of queue as the source."],
    [policy(standard), "does not contain mandatory attribute: maxReceiveCount"],
    [policy(standard, 0), "Invalid value for maxReceiveCount: 0, valid values are from 1 to 1000"],
    [policy(standard, 1001), "Invalid value for maxReceiveCount: 1001"],
    [policy(standard, "many"), "Invalid value for maxReceiveCount: many"],
    [JSON.stringify({ maxReceiveCount: 3 }), "does not contain mandatory attribute: deadLetterTargetArn"],
    ["no JSON", "not a valid JSON map"],
  ] as const;
  const queue = await messaging.createQueue("Policies");

  for (const [RedrivePolicy, reason] of wrong) {
    const Attributes = { RedrivePolicy };
    const create = messaging.sqs.send(new CreateQueueCommand({ QueueName: "Refused", Attributes }));
    await expect(create).rejects.toMatchObject({
      name: "InvalidParameterValue",
      message: expect.stringContaining(reason),
    });
    const set = messaging.sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes }));
    await expect(set).rejects.toThrow(reason);
  }
  expect(await queue.attributes("RedrivePolicy")).toEqual({});
});

test("a redrive allow policy says whose dead-letter queue it may be", async () => {
  const arn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;
  const allow = (policy: object) => ({ RedriveAllowPolicy: JSON.stringify(policy) });
  const none = await messaging.createQueue("AllowNone", allow({ redrivePermission: "denyAll" }));
  const byQueue = { redrivePermission: "byQueue", sourceQueueArns: [arn("Allowed")] };
  const some = await messaging.createQueue("AllowSome", allow(byQueue));
  const all = await messaging.createQueue("AllowAll", allow({ redrivePermission: "allowAll" }));
  const source = (name: string, dlq: TestQueue) =>
    messaging.createQueue(name, {
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dlq.arn, maxReceiveCount: 1 }),
    });

  await source("Allowed", some);
  await source("Any", all);
  for (const dlq of [none, some]) {
    await expect(source("NotAllowed", dlq)).rejects.toThrow("does not allow this source queue");
  }
  expect(JSON.parse((await some.attributes("RedriveAllowPolicy"))?.RedriveAllowPolicy ?? "{}")).toEqual(byQueue);
  const wrong = [
    { redrivePermission: "some" },
    { redrivePermission: "byQueue" },
    { redrivePermission: "byQueue", sourceQueueArns: [] },
    { redrivePermission: "byQueue", sourceQueueArns: Array(11).fill(arn("Allowed")) },
    { redrivePermission: "allowAll", sourceQueueArns: [arn("Allowed")] },
  ];
  for (const policy of wrong) {
    await expect(messaging.createQueue("Wrong", allow(policy))).rejects.toMatchObject({
      name: "InvalidParameterValue",
    });
  }
});

test("an empty redrive policy removes it", async () => {
  const [queue, dlq] = await messaging.createQueueWithDlq("TakenOff", 1);
  await messaging.sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes: { RedrivePolicy: "" } }));
  await queue.send("kept");
  for (let receives = 0; receives < 3; receives++) await queue.receive({ VisibilityTimeout: 0 });

  expect(await queue.counts()).toMatchObject({ visible: 1 });
  expect(await dlq.counts()).toMatchObject({ visible: 0 });
});
