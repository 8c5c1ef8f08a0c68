import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Messaging } from "./testing/messaging.ts";

let messaging: Messaging;
beforeAll(async () => {
  messaging = await Messaging.start();
});
afterAll(() => messaging.stop());

test("a message comes with the message attributes that were asked for, and the MD5 of those", async () => {
  const queue = await messaging.createQueue("Attributes");
  const text = (StringValue: string) => ({ DataType: "String", StringValue });
  const all = {
    "order.id": text("1"),
    "order.kind": text("web"),
    ordered: text("yes"),
    picture: { DataType: "Binary", BinaryValue: new Uint8Array([1, 2, 3]) },
  };
  await queue.send("order", { MessageAttributes: all });
  const receive = async (...MessageAttributeNames: string[]) => {
    const [message] = await queue.receive({ MessageAttributeNames, VisibilityTimeout: 0 });
    return { names: Object.keys(message?.MessageAttributes ?? {}).sort(), md5: message?.MD5OfMessageAttributes };
  };

  expect(await receive()).toEqual({ names: [], md5: undefined });
  expect(await receive("missing")).toEqual({ names: [], md5: undefined });
  expect(await receive("order.id")).toEqual({ names: ["order.id"], md5: md5OfText("order.id", "1") });
  expect(await receive("order.*")).toMatchObject({ names: ["order.id", "order.kind", "ordered"] });
  expect(await receive("ord.*", "picture")).toMatchObject({ names: Object.keys(all).sort() });
  const everything = await receive("All");
  expect(everything.names).toEqual(Object.keys(all).sort());
  expect(await receive(".*")).toEqual(everything);
  expect(await receive("*")).toEqual(everything);
});

test("a message comes with the system attributes that were asked for, by either name of the parameter", async () => {
  const queue = await messaging.createQueue("System.fifo", { FifoQueue: "true" });
  await queue.sendTo("group", "first");
  const receive = async (options: object) => (await queue.receive({ VisibilityTimeout: 0, ...options }))[0]?.Attributes;

  expect(await receive({})).toBeUndefined();
  expect(await receive({ AttributeNames: ["MessageGroupId"] })).toEqual({ MessageGroupId: "group" });
  expect(
    await receive({ AttributeNames: ["MessageGroupId"], MessageSystemAttributeNames: ["ApproximateReceiveCount"] }),
  ).toEqual({ MessageGroupId: "group", ApproximateReceiveCount: "3" });
  expect(Object.keys((await receive({ MessageSystemAttributeNames: ["All"] })) ?? {}).sort()).toEqual([
    "ApproximateFirstReceiveTimestamp",
    "ApproximateReceiveCount",
    "MessageDeduplicationId",
    "MessageGroupId",
    "SenderId",
    "SentTimestamp",
    "SequenceNumber",
  ]);
});

test("counts are current, without a receive", async () => {
  const queue = await messaging.createQueue("Counts");
  await queue.send("received");
  await queue.receive({ VisibilityTimeout: 0 });
  expect(await queue.counts()).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
  await queue.receive();
  await queue.send("delayed", { DelaySeconds: 1 });
  expect(await queue.counts()).toEqual({ visible: 0, inFlight: 1, delayed: 1 });

  await expect.poll(() => queue.counts(), { timeout: 5000 }).toEqual({ visible: 1, inFlight: 1, delayed: 0 });
});

test("out of bounds is refused in SQS's words", async () => {
  const queue = await messaging.createQueue("Bounds");
  const cases = [
    [{ MaxNumberOfMessages: 11 }, "Value 11 for parameter MaxNumberOfMessages is invalid."],
    [{ WaitTimeSeconds: 21 }, "Value 21 for parameter WaitTimeSeconds is invalid."],
    [{ VisibilityTimeout: 43_201 }, "Value 43201 for parameter VisibilityTimeout is invalid."],
  ] as const;
  for (const [options, message] of cases) {
    await expect(queue.receive(options)).rejects.toMatchObject({
      name: "InvalidParameterValue",
      message: expect.stringContaining(message),
    });
  }
});

/** "How to calculate the MD5 message digest for message attributes", for one attribute of the type String. */
function md5OfText(name: string, value: string): string {
  const encoded = [name, "String", undefined, value].map((part) => {
    if (part === undefined) return Buffer.from([1]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(part));
    return Buffer.concat([length, Buffer.from(part)]);
  });
  return createHash("md5").update(Buffer.concat(encoded)).digest("hex");
}
