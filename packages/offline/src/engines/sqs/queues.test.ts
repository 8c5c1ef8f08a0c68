import { once } from "node:events";
import { connect } from "node:net";
import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  PurgeQueueInProgress,
  QueueDoesNotExist,
  QueueNameExists,
  SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Messaging } from "./testing/messaging.ts";
import { TestQueue } from "./testing/test-queue.ts";

let messaging: Messaging;
beforeAll(async () => {
  messaging = await Messaging.start();
});
afterAll(() => messaging.stop());

test("the engine listens on the loopback address 127.0.0.1 only", async () => {
  const { port } = new URL(messaging.url);

  await expect(fetch(`http://127.0.0.1:${port}/`)).resolves.toBeInstanceOf(Response);
  await expect(fetch(`http://127.0.0.2:${port}/`)).rejects.toThrow("fetch failed");
});

test("a web page of another site cannot send to it", async () => {
  const answer = await fetch(messaging.url, {
    method: "POST",
    headers: { origin: "https://example.com", "content-type": "application/x-www-form-urlencoded" },
    body: "Action=CreateTopic&Name=Foreign",
  });

  expect(answer.status).toBe(403);
});

test("a client that disconnects in the middle of a request does no harm", async () => {
  const { hostname, port } = new URL(messaging.url);
  const socket = connect(Number(port), hostname);
  socket.write(
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\nAction",
  );
  await once(socket, "ready");
  socket.destroy();

  await messaging.createQueue("Unharmed");
});

test("a queue URL leads to the engine, also when it has moved to another port", async () => {
  const queue = await messaging.createQueue("Moved");
  const listed = async () => (await messaging.sqs.send(new ListQueuesCommand({ QueueNamePrefix: "Moved" }))).QueueUrls;
  expect(queue.url).toBe(`${messaging.url}/000000000000/Moved`);
  expect(await listed()).toEqual([queue.url]);
  await queue.send("first");
  await messaging.restart();

  const url = `${messaging.url}/000000000000/Moved`;
  expect(await messaging.sqs.send(new GetQueueUrlCommand({ QueueName: "Moved" }))).toMatchObject({ QueueUrl: url });
  expect(await listed()).toEqual([url]);
  for (const other of [
    queue.url,
    "https://sqs.eu-west-1.amazonaws.com/000000000000/Moved",
    "https://sqs.test/1/Moved",
  ]) {
    expect(await new TestQueue(messaging, "Moved", other).counts()).toMatchObject({ visible: 1 });
  }
  const missing = new TestQueue(messaging, "Missing", `${messaging.url}/000000000000/Missing`);
  await expect(missing.counts()).rejects.toBeInstanceOf(QueueDoesNotExist);
});

test("creating a queue again returns the same one; with other values it is refused", async () => {
  const [queue, dlq] = await messaging.createQueueWithDlq("Again", 3, { DelaySeconds: "1" });
  const create = (Attributes: Record<string, string>) =>
    messaging.sqs.send(new CreateQueueCommand({ QueueName: "Again", Attributes }));
  const RedrivePolicy = JSON.stringify({ maxReceiveCount: 3, deadLetterTargetArn: dlq.arn });

  const same: Record<string, string>[] = [{}, { DelaySeconds: "1" }, { RedrivePolicy }];
  for (const attributes of same) {
    expect(await create(attributes)).toMatchObject({ QueueUrl: queue.url });
  }
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
  const other: Record<string, string>[] = [{ DelaySeconds: "2" }, { VisibilityTimeout: "31" }, { Policy }];
  for (const attributes of other) {
    await expect(create(attributes)).rejects.toBeInstanceOf(QueueNameExists);
  }
  expect(await queue.attributes("DelaySeconds", "VisibilityTimeout", "Policy")).toEqual({
    DelaySeconds: "1",
    VisibilityTimeout: "30",
  });
});

test("attributes that a queue of its kind does not have are refused", async () => {
  const queue = await messaging.createQueue("Names");
  const create = (QueueName: string, Attributes: Record<string, string> = {}) =>
    messaging.sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  const set = (Attributes: Record<string, string>) =>
    messaging.sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes }));

  await expect(create("Kind", { ContentBasedDeduplication: "false" })).rejects.toThrow("Unknown Attribute");
  await expect(create("Kind", { FifoQueue: "true" })).rejects.toThrow("Unknown Attribute FifoQueue.");
  await expect(create("Kind", { Visibility: "1" })).rejects.toThrow("Unknown Attribute Visibility.");
  await expect(create("Kind", { VisibilityTimeout: "43201" })).rejects.toMatchObject({ name: "InvalidAttributeValue" });
  await expect(create("Scoped", { DeduplicationScope: "queue" })).rejects.toThrow(
    "You can specify the DeduplicationScope only when FifoQueue is set to true.",
  );
  await expect(create("Kind.fifo")).rejects.toMatchObject({ name: "InvalidParameterValue" });
  const limit = { FifoQueue: "true", FifoThroughputLimit: "perMessageGroupId" };
  await expect(create("Kind.fifo", limit)).rejects.toThrow(
    "only when the value for DeduplicationScope is messageGroup",
  );
  await expect(create("a b")).rejects.toThrow("Can only include alphanumeric characters");
  await expect(set({ QueueArn: "arn" })).rejects.toMatchObject({ name: "InvalidAttributeName" });
  await expect(queue.attributes("Visibility")).rejects.toMatchObject({ name: "InvalidAttributeName" });
  expect(await queue.attributes()).toBeUndefined();
});

test("True counts as true", async () => {
  const attributes = { FifoQueue: "True", ContentBasedDeduplication: "True" };
  const queue = await messaging.createQueue("True.fifo", attributes);
  await messaging.createQueue("True.fifo", { FifoQueue: "true", ContentBasedDeduplication: "true" });

  expect(await queue.attributes("FifoQueue", "ContentBasedDeduplication")).toEqual({
    FifoQueue: "true",
    ContentBasedDeduplication: "true",
  });
  await queue.send("first", { MessageGroupId: "g" });
});

test("a purge clears deduplication ids", async () => {
  const queue = await messaging.createQueue("Forgotten.fifo", { FifoQueue: "true" });
  await queue.sendTo("g", "first");
  await messaging.sqs.send(new PurgeQueueCommand({ QueueUrl: queue.url }));
  await queue.sendTo("g", "first");
  await messaging.restart();

  expect(await queue.receiveBodies()).toEqual(["first"]);
});

test("a queue is purged of everything, once in 60 seconds", async () => {
  const queue = await messaging.createQueue("Purged.fifo", { FifoQueue: "true" });
  const purge = () => messaging.sqs.send(new PurgeQueueCommand({ QueueUrl: queue.url }));
  for (const body of ["a1", "a2", "b1"]) await queue.sendTo(body.slice(0, 1), body);
  const [inFlight] = await queue.receive({ MaxNumberOfMessages: 1 });
  await purge();
  await queue.delete(inFlight ?? {});
  await queue.sendTo("a", "a3");

  await expect(purge()).rejects.toBeInstanceOf(PurgeQueueInProgress);
  expect(await queue.receiveBodies()).toEqual(["a3"]);
});
