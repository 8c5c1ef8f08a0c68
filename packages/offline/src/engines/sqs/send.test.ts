import { SendMessageBatchCommand, type SendMessageCommandInput } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Messaging } from "./testing/messaging.ts";

let messaging: Messaging;
beforeAll(async () => {
  messaging = await Messaging.start();
});
afterAll(() => messaging.stop());

test("a standard queue accepts a message group id and returns it", async () => {
  const queue = await messaging.createQueue("Fair");
  await queue.send("first", { MessageGroupId: "tenant-1" });
  await queue.send("second", { MessageGroupId: "tenant-1" });

  const messages = await queue.receive({ MessageSystemAttributeNames: ["MessageGroupId"] });
  expect(messages.map(({ Attributes }) => Attributes)).toEqual(Array(2).fill({ MessageGroupId: "tenant-1" }));
});

test("every character of XML may be in a body, emoji too", async () => {
  const queue = await messaging.createQueue("Characters");
  await queue.send("🍩 도넛\t\r\n");

  expect(await queue.receiveBodies()).toEqual(["🍩 도넛\t\r\n"]);
  await expect(queue.send("\u0000")).rejects.toMatchObject({ name: "InvalidMessageContents" });
});

test("what SQS refuses is refused, and nothing is sent", async () => {
  const queue = await messaging.createQueue("Refusing", { MaximumMessageSize: "1024" });
  const empty = { reason: { DataType: "String", StringValue: "" } };
  const untyped = { reason: { DataType: "Text", StringValue: "x" } };
  const many = Object.fromEntries(
    Array.from({ length: 11 }, (_, index) => [`name${index}`, { DataType: "String", StringValue: "x" }]),
  );
  const cases: [Partial<SendMessageCommandInput>, string][] = [
    [{ MessageBody: "" }, "must contain the parameter MessageBody"],
    [{ MessageBody: "x".repeat(1025) }, "Message must be shorter than 1024 bytes."],
    [{ DelaySeconds: 901 }, "DelaySeconds must be >= 0 and <= 900."],
    [{ MessageGroupId: "with space" }, "MessageGroupId can only include alphanumeric and punctuation characters."],
    [{ MessageDeduplicationId: "id" }, "not valid for this queue type"],
    [{ MessageAttributes: empty }, "must contain a non-empty value of type 'String'"],
    [{ MessageAttributes: untyped }, "invalid message attribute type"],
    [{ MessageAttributes: many }, "exceeds the allowed maximum [10]"],
  ];
  for (const [options, message] of cases) await expect(queue.send("body", options)).rejects.toThrow(message);
  const number = 1 as unknown as string;
  await expect(queue.send(number)).rejects.toMatchObject({ name: "SerializationException" });

  expect(await queue.counts()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
});

test("the trace header comes with the message, from the request or from its own header", async () => {
  const queue = await messaging.createQueue("Traced");
  const AWSTraceHeader = {
    DataType: "String",
    StringValue: "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
  };
  const { MD5OfMessageSystemAttributes } = await queue.send("first", { MessageSystemAttributes: { AWSTraceHeader } });
  await fetch(messaging.url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "AmazonSQS.SendMessage",
      "x-amzn-trace-id": "Root=2",
    },
    body: JSON.stringify({ QueueUrl: queue.url, MessageBody: "second" }),
  });
  await messaging.restart();

  expect(MD5OfMessageSystemAttributes).toBe("5ae4d5d7636402d80f4eb6d213245a88");
  const messages = await queue.receive({ MessageSystemAttributeNames: ["AWSTraceHeader"] });
  expect(messages.map(({ Attributes }) => Attributes)).toEqual([
    { AWSTraceHeader: AWSTraceHeader.StringValue },
    { AWSTraceHeader: "Root=2" },
  ]);
  const Other = AWSTraceHeader;
  const other = { MessageSystemAttributes: { Other } as object };
  await expect(queue.send("third", other)).rejects.toMatchObject({ name: "InvalidParameterValue" });
});

test("valid entries of a batch are sent, and the others are named", async () => {
  const queue = await messaging.createQueue("Batch");
  const { Successful = [], Failed = [] } = await messaging.sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: queue.url,
      Entries: [
        { Id: "good", MessageBody: "first", MessageGroupId: "tenant-1" },
        { Id: "empty", MessageBody: "" },
        { Id: "late", MessageBody: "second", DelaySeconds: 901 },
      ],
    }),
  );

  expect(Successful).toEqual([expect.objectContaining({ Id: "good", MessageId: expect.any(String) })]);
  expect(Failed.map(({ Id, Code, SenderFault }) => [Id, Code, SenderFault])).toEqual([
    ["empty", "MissingParameter", true],
    ["late", "InvalidParameterValue", true],
  ]);
  expect(await queue.receiveBodies()).toEqual(["first"]);
});

test("a batch that is wrong as a whole is refused", async () => {
  const queue = await messaging.createQueue("WrongBatch");
  const send = (...ids: string[]) =>
    messaging.sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queue.url,
        Entries: ids.map((Id) => ({ Id, MessageBody: "body" })),
      }),
    );

  await expect(send()).rejects.toMatchObject({ name: "EmptyBatchRequest" });
  await expect(send("a", "a")).rejects.toMatchObject({ name: "BatchEntryIdsNotDistinct" });
  await expect(send("a", "b!")).rejects.toMatchObject({ name: "InvalidBatchEntryId" });
  await expect(send(..."abcdefghijk")).rejects.toMatchObject({ name: "TooManyEntriesInBatchRequest" });
  expect(await queue.counts()).toMatchObject({ visible: 0 });
});
