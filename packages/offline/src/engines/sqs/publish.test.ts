import {
  CreateTopicCommand,
  PublishBatchCommand,
  type PublishBatchRequestEntry,
  PublishCommand,
  type PublishCommandInput,
  SetTopicAttributesCommand,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Messaging } from "./testing/messaging.ts";

let messaging: Messaging;
beforeAll(async () => {
  messaging = await Messaging.start();
});
afterAll(() => messaging.stop());

const raw = { RawMessageDelivery: "true" };
const publish = (input: Omit<PublishCommandInput, "Message"> & { Message?: string }) =>
  messaging.sns.send(new PublishCommand({ Message: "message", ...input }));
const publishBatch = (TopicArn: string, PublishBatchRequestEntries: PublishBatchRequestEntry[]) =>
  messaging.sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));

async function createFifoTopic(name: string, attributes: Record<string, string> = {}): Promise<string> {
  const Attributes = { FifoTopic: "true", ...attributes };
  const { TopicArn = "" } = await messaging.sns.send(new CreateTopicCommand({ Name: `${name}.fifo`, Attributes }));
  return TopicArn;
}

async function subscribe(TopicArn: string, queue: { arn: string }, Attributes: Record<string, string> = raw) {
  await messaging.sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: queue.arn, Attributes }));
}

test("a topic may be named as the target, too", async () => {
  const queue = await messaging.createQueue("Target");
  const TargetArn = await messaging.createTopic("Target", [{ queue, attributes: raw }]);
  await publish({ TargetArn });

  expect(await queue.receiveBodies()).toEqual(["message"]);
  await expect(publish({ TargetArn: `${TargetArn}Missing` })).rejects.toThrow("Topic does not exist");
});

test("messages that SNS refuses are refused, and nothing is delivered", async () => {
  const queue = await messaging.createQueue("Refusing");
  const TopicArn = await messaging.createTopic("Refusing", [{ queue, attributes: raw }]);
  const attribute = (name: string, value: object) => ({ MessageAttributes: { [name]: value as { DataType: string } } });
  const text = { DataType: "String", StringValue: "x" };
  const cases: [Partial<PublishCommandInput>, string][] = [
    [{ Message: "" }, "Invalid parameter: Empty message"],
    [{ Message: "x".repeat(262_145) }, "Invalid parameter: Message too long"],
    [{ Message: "x".repeat(262_144 - 9), ...attribute("name", { ...text }) }, "Invalid parameter: Message too long"],
    [{ MessageDeduplicationId: "id" }, "MessageDeduplicationId parameter that is not valid for this topic type"],
    [{ Message: "no JSON", MessageStructure: "json" }, "Message Structure - JSON message body failed to parse"],
    [
      { Message: '{"sqs": "x"}', MessageStructure: "json" },
      "Message Structure - No default entry in JSON message body",
    ],
    [attribute("a^", text), "Invalid non-alphanumeric character '#x5E' was found in the message attribute name."],
    [attribute(".a", text), "Invalid message attribute name starting with character '.' was found."],
    [attribute("a.", text), "Invalid message attribute name ending with character '.' was found."],
    [attribute("a..b", text), "Message attribute name can not have successive '.' character."],
    [attribute("a".repeat(257), text), "Length of message attribute name must be less than 256 bytes."],
    [attribute("a", { DataType: "Text", StringValue: "x" }), "has an invalid message attribute type"],
    [attribute("a", { DataType: "String", StringValue: "" }), "must contain non-empty message attribute value"],
    [attribute("a", { DataType: "Binary", StringValue: "x" }), "with type 'Binary' must use field 'Binary'."],
    ...["", "x".repeat(101), "two\nlines", "tab\t", "도넛", " space first"].map(
      (Subject): [Partial<PublishCommandInput>, string] => [{ Subject }, "Invalid parameter: Subject"],
    ),
  ];
  for (const [input, message] of cases) await expect(publish({ TopicArn, ...input }), message).rejects.toThrow(message);

  expect(await queue.counts()).toMatchObject({ visible: 0 });
  await publish({ TopicArn, Subject: "x".repeat(100) });
});

test("the envelope has the subject, the attributes and a signature", async () => {
  const queue = await messaging.createQueue("Envelope");
  const TopicArn = await messaging.createTopic("Envelope", [{ queue }]);
  const MessageAttributes = { kind: { DataType: "String", StringValue: "x" } };
  const { MessageId } = await publish({ TopicArn, Subject: "Stock", MessageAttributes });

  const [body = "{}"] = await queue.receiveBodies();
  expect(JSON.parse(body)).toEqual({
    Type: "Notification",
    MessageId,
    TopicArn,
    Subject: "Stock",
    Message: "message",
    Timestamp: expect.any(String),
    SignatureVersion: "1",
    Signature: expect.any(String),
    SigningCertURL: expect.any(String),
    UnsubscribeURL: expect.any(String),
    MessageAttributes: { kind: { Type: "String", Value: "x" } },
  });
});

test("a standard topic passes the message group id on", async () => {
  const queue = await messaging.createQueue("Fair");
  const TopicArn = await messaging.createTopic("Fair", [{ queue, attributes: raw }]);
  await publish({ TopicArn, MessageGroupId: "tenant-1" });
  await publishBatch(TopicArn, [{ Id: "1", Message: "message", MessageGroupId: "tenant-1" }]);

  const messages = await queue.receive({ MessageSystemAttributeNames: ["MessageGroupId"] });
  expect(messages.map(({ Attributes }) => Attributes)).toEqual(Array(2).fill({ MessageGroupId: "tenant-1" }));
});

test("a batch that SNS refuses is refused as a whole", async () => {
  const queue = await messaging.createQueue("Batch");
  const TopicArn = await messaging.createTopic("Batch", [{ queue, attributes: raw }]);
  const fifo = await createFifoTopic("Batch");
  const entry = (Id: string, more: Partial<PublishBatchRequestEntry> = {}) => ({ Id, Message: "message", ...more });
  const half = "x".repeat(131_072);
  const cases: [string, PublishBatchRequestEntry[], name: string, message: string][] = [
    [TopicArn, [], "EmptyBatchRequestException", "doesn't contain any entries"],
    [TopicArn, [..."abcdefghijk"].map((id) => entry(id)), "TooManyEntriesInBatchRequestException", "than permissible"],
    [TopicArn, [entry("a"), entry("a")], "BatchEntryIdsNotDistinctException", "have the same Id."],
    [TopicArn, [entry("a.b")], "InvalidBatchEntryIdException", "contains an impermissible character: a.b"],
    [TopicArn, [entry("a".repeat(81))], "InvalidBatchEntryIdException", "is too long: aaa"],
    [
      TopicArn,
      [entry("a", { Message: half }), entry("b", { Message: `${half}x` })],
      "BatchRequestTooLongException",
      "all",
    ],
    [TopicArn, [entry("a"), entry("b", { Message: "" })], "InvalidParameterException", "Empty message"],
    [TopicArn, [entry("a", { Subject: "two\nlines" })], "InvalidParameterException", "Subject"],
    [
      TopicArn,
      [entry("a", { MessageStructure: "json", Message: "{}" })],
      "InvalidParameterException",
      "No default entry",
    ],
    [
      fifo,
      [entry("a", { MessageGroupId: "g", MessageDeduplicationId: "1" }), entry("b")],
      "InvalidParameterException",
      "MessageGroupId parameter is required",
    ],
    [
      fifo,
      [entry("a", { MessageGroupId: "g" })],
      "InvalidParameterException",
      "should either have ContentBasedDeduplication",
    ],
    [`${TopicArn}Missing`, [entry("a")], "NotFoundException", "Topic does not exist"],
  ];
  for (const [topic, entries, name, message] of cases) {
    await expect(publishBatch(topic, entries), message).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  }
  expect(await queue.counts()).toMatchObject({ visible: 0 });
  await publishBatch(TopicArn, [entry("a".repeat(80), { Message: half }), entry("valid-id_1", { Message: half })]);
  expect(await queue.counts()).toMatchObject({ visible: 2 });
});

test("a FIFO topic numbers its messages; a repeated one gets the same answer and is not delivered again", async () => {
  const [first, late] = await Promise.all(
    ["FifoFirst.fifo", "FifoLate.fifo"].map((name) => messaging.createQueue(name, { FifoQueue: "true" })),
  );
  const TopicArn = await createFifoTopic("Numbered");
  if (!first || !late) throw new Error("no queues");
  await subscribe(TopicArn, first);
  const message = { TopicArn, MessageGroupId: "g", MessageDeduplicationId: "1" };
  const once = await publish(message);
  expect(once.SequenceNumber).toMatch(/^\d{20}$/);
  await subscribe(TopicArn, late);
  await messaging.restart();

  const answerOf = ({ MessageId, SequenceNumber }: { MessageId?: string; SequenceNumber?: string }) => [
    MessageId,
    SequenceNumber,
  ];
  expect(answerOf(await publish(message))).toEqual(answerOf(once));
  const entry = { Message: "message", MessageGroupId: "g" };
  const { Successful = [] } = await publishBatch(TopicArn, [
    { Id: "again", ...entry, MessageDeduplicationId: "1" },
    { Id: "next", ...entry, MessageDeduplicationId: "2" },
  ]);
  const [again, next] = Successful;
  expect(answerOf(again ?? {})).toEqual(answerOf(once));
  expect(BigInt(next?.SequenceNumber ?? 0)).toBeGreaterThan(BigInt(once.SequenceNumber ?? 0));
  expect(await first.counts()).toMatchObject({ visible: 2 });
  // The duplicate was not published again, so the queue added later has only the next message.
  expect(await late.counts()).toMatchObject({ visible: 1 });
});

test("a FIFO topic deduplicates by content, across groups or within each, also for a standard queue", async () => {
  const queue = await messaging.createQueue("ByContent");
  const TopicArn = await createFifoTopic("ByContent", { ContentBasedDeduplication: "true" });
  await subscribe(TopicArn, queue);
  for (const MessageGroupId of ["a", "b", "a"]) await publish({ TopicArn, MessageGroupId });
  expect(await queue.counts()).toMatchObject({ visible: 1 });

  await messaging.sns.send(
    new SetTopicAttributesCommand({ TopicArn, AttributeName: "FifoThroughputScope", AttributeValue: "MessageGroup" }),
  );
  for (const MessageGroupId of ["c", "d", "c"]) await publish({ TopicArn, MessageGroupId });
  expect(await queue.counts()).toMatchObject({ visible: 3 });
});

test("the envelope of a FIFO topic has the sequence number and no signature", async () => {
  const queue = await messaging.createQueue("FifoEnvelope.fifo", { FifoQueue: "true" });
  const TopicArn = await createFifoTopic("Envelope");
  await subscribe(TopicArn, queue, {});
  const { MessageId, SequenceNumber } = await publish({ TopicArn, MessageGroupId: "g", MessageDeduplicationId: "1" });

  const [message] = await queue.receive({ MessageSystemAttributeNames: ["MessageGroupId", "MessageDeduplicationId"] });
  expect(message?.Attributes).toEqual({ MessageGroupId: "g", MessageDeduplicationId: "1" });
  expect(JSON.parse(message?.Body ?? "{}")).toEqual({
    Type: "Notification",
    MessageId,
    SequenceNumber,
    TopicArn,
    Message: "message",
    Timestamp: expect.any(String),
    UnsubscribeURL: expect.any(String),
  });
});

test("a FIFO topic has a FIFO name, a group for every message, and a FIFO dead-letter queue for a FIFO queue", async () => {
  const TopicArn = await createFifoTopic("Strict");
  const queue = await messaging.createQueue("Strict.fifo", { FifoQueue: "true" });
  const standard = await messaging.createQueue("StrictDlq");
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: standard.arn });

  const create = (Name: string, Attributes = {}) => messaging.sns.send(new CreateTopicCommand({ Name, Attributes }));
  await expect(create("Strict2.fifo")).rejects.toThrow("Invalid parameter: Topic Name");
  await expect(create("Strict2", { FifoTopic: "true" })).rejects.toThrow("must end with .fifo");
  await expect(create("Strict3.fifo", { FifoTopic: "true", FifoThroughputScope: "Queue" })).rejects.toThrow(
    "FifoThroughputScope",
  );
  await expect(publish({ TopicArn })).rejects.toThrow("The MessageGroupId parameter is required for FIFO topics");
  await expect(publish({ TopicArn, MessageGroupId: "g" })).rejects.toThrow(
    "should either have ContentBasedDeduplication",
  );
  await expect(subscribe(TopicArn, queue, { RedrivePolicy })).rejects.toThrow("must use a FIFO queue as DLQ");
});
