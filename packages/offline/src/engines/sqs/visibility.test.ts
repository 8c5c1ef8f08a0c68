import { ReceiptHandleIsInvalid, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Messaging } from "./testing/messaging.ts";

let messaging: Messaging;
beforeAll(async () => {
  messaging = await Messaging.start();
});
afterAll(() => messaging.stop());

test("a visibility timeout of 0 makes a message visible at once, also after a restart", async () => {
  const queue = await messaging.createQueue("MadeVisible");
  await queue.send("first");
  for (let receives = 1; receives <= 2; receives++) {
    const [message] = await queue.receive();
    await queue.changeVisibility(message ?? {}, 0);
  }
  await messaging.restart();

  const [message] = await queue.receive({ MessageSystemAttributeNames: ["ApproximateReceiveCount"] });
  expect(message?.Body).toBe("first");
  expect(message?.Attributes?.ApproximateReceiveCount).toBe("3");
});

test("a waiting receive uses the queue's visibility timeout at the time the message arrives", async () => {
  const queue = await messaging.createQueue("Changed");
  const waiting = queue.receive({ WaitTimeSeconds: 10 });
  // This answer comes after the receive and before it starts to wait.
  await queue.counts();
  await messaging.sqs.send(
    new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes: { VisibilityTimeout: "0" } }),
  );
  await queue.send("first");
  expect(await waiting).toHaveLength(1);
  expect(await queue.counts()).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
});

test("a standard queue deletes by the last handle, also after the visibility timeout", async () => {
  const queue = await messaging.createQueue("LateDelete");
  await queue.send("first");
  await queue.send("second");
  const late = await queue.receive({ VisibilityTimeout: 0 });
  const [taken] = await queue.receive({ MaxNumberOfMessages: 1 });
  const other = late.find(({ Body }) => Body !== taken?.Body);
  await queue.delete(other ?? {});

  expect(await queue.counts()).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
});

test("the handle of an earlier receive does not delete the message", async () => {
  const queue = await messaging.createQueue("OldHandle");
  await queue.send("first");
  const [earlier] = await queue.receive({ VisibilityTimeout: 0 });
  await queue.receive();
  await queue.delete(earlier ?? {});

  expect(await queue.counts()).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
});

test("the handle of an earlier receive still changes the visibility", async () => {
  const queue = await messaging.createQueue("EarlierHandle");
  await queue.send("first");
  const [earlier] = await queue.receive({ VisibilityTimeout: 0 });
  const [later] = await queue.receive();
  await queue.changeVisibility(earlier ?? {}, 0);
  expect(await queue.counts()).toEqual({ visible: 1, inFlight: 0, delayed: 0 });

  await queue.receive();
  await queue.changeVisibility(earlier ?? {}, 600);
  expect(await queue.counts()).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
  await queue.delete(later ?? {});
  expect(await queue.counts()).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
});

test("a late extension by the last receiver hides the message again", async () => {
  const queue = await messaging.createQueue("LateExtension");
  await queue.send("first");
  await queue.send("second");
  const late = await queue.receive({ VisibilityTimeout: 0 });
  const [taken] = await queue.receive({ MaxNumberOfMessages: 1 });
  await queue.changeVisibility(late.find(({ Body }) => Body !== taken?.Body) ?? {}, 30);

  expect(await queue.counts()).toEqual({ visible: 0, inFlight: 2, delayed: 0 });
});

test("a FIFO queue refuses the handle of a receive whose visibility timeout has ended", async () => {
  const queue = await messaging.createQueue("Expired.fifo", { FifoQueue: "true" });
  await queue.sendTo("group", "first");
  const [message] = await queue.receive({ VisibilityTimeout: 0 });

  await expect(queue.delete(message ?? {})).rejects.toThrow("The receipt handle has expired.");
  await expect(queue.changeVisibility(message ?? {}, 10)).rejects.toThrow("The receipt handle has expired.");
  expect(await queue.counts()).toMatchObject({ visible: 1 });
});

test("anything that was never a receipt handle of the queue is refused", async () => {
  const queue = await messaging.createQueue("Handles");
  const other = await messaging.createQueue("OtherHandles");
  await other.send("first");
  const [message] = await other.receive();

  for (const ReceiptHandle of ["no handle", message?.ReceiptHandle]) {
    await expect(queue.delete({ ReceiptHandle })).rejects.toBeInstanceOf(ReceiptHandleIsInvalid);
    await expect(queue.changeVisibility({ ReceiptHandle }, 0)).rejects.toBeInstanceOf(ReceiptHandleIsInvalid);
  }
});

test("deleting twice succeeds, extending a deleted message does not", async () => {
  const queue = await messaging.createQueue("Twice");
  await queue.send("first");
  const [message] = await queue.receive();
  await queue.delete(message ?? {});
  await queue.delete(message ?? {});

  await expect(queue.changeVisibility(message ?? {}, 10)).rejects.toMatchObject({ name: "InvalidParameterValue" });
});
