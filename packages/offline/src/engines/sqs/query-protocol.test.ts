import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Messaging } from "./testing/messaging.ts";

let messaging: Messaging;
beforeAll(async () => {
  messaging = await Messaging.start();
});
afterAll(() => messaging.stop());

/** Requests as sent by SDKs from before November 2023. */
async function call(Action: string, parameters: Record<string, string> = {}, path = "/") {
  const body = new URLSearchParams({ Action, Version: "2012-11-05", ...parameters });
  const response = await fetch(`${messaging.url}${path}`, { method: "POST", body });
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
}

const textIn = (text: string, element: string) => new RegExp(`<${element}>([^<]*)</${element}>`).exec(text)?.[1] ?? "";

test("a queue is created, described, changed, listed and deleted", async () => {
  const created = await call("CreateQueue", {
    QueueName: "Old",
    "Attribute.1.Name": "DelaySeconds",
    "Attribute.1.Value": "1",
    "Tag.1.Key": "team",
    "Tag.1.Value": "stock & co",
  });
  const QueueUrl = textIn(created.text, "QueueUrl");
  expect(created).toMatchObject({ status: 200, type: "text/xml" });
  expect(created.text).toMatch(
    /^<\?xml version="1.0"\?><CreateQueueResponse xmlns="http:\/\/queue.amazonaws.com\/doc\/2012-11-05\/"><CreateQueueResult>/,
  );
  expect(created.text).toMatch(/<ResponseMetadata><RequestId>[^<]+<\/RequestId><\/ResponseMetadata>/);
  expect(QueueUrl).toBe(`${messaging.url}/000000000000/Old`);

  await call("SetQueueAttributes", { QueueUrl, "Attribute.1.Name": "DelaySeconds", "Attribute.1.Value": "0" });
  const attributes = await call("GetQueueAttributes", { QueueUrl, "AttributeName.1": "DelaySeconds" });
  expect(attributes.text).toContain(
    "<GetQueueAttributesResult><Attribute><Name>DelaySeconds</Name><Value>0</Value></Attribute></GetQueueAttributesResult>",
  );
  expect((await call("ListQueueTags", { QueueUrl })).text).toContain(
    "<Tag><Key>team</Key><Value>stock &amp; co</Value></Tag>",
  );
  expect((await call("ListQueues", { QueueNamePrefix: "Ol" })).text).toContain(`<QueueUrl>${QueueUrl}</QueueUrl>`);
  expect((await call("DeleteQueue", {}, "/000000000000/Old")).status).toBe(200);
  const missing = await call("GetQueueUrl", { QueueName: "Old" });
  expect([missing.status, textIn(missing.text, "Code"), textIn(missing.text, "Message")]).toEqual([
    400,
    "AWS.SimpleQueueService.NonExistentQueue",
    "The specified queue does not exist for this wsdl version.",
  ]);
});

test("a message travels with its attributes, from one protocol to the other", async () => {
  const queue = await messaging.createQueue("Travelling");
  const sent = await call("SendMessage", {
    QueueUrl: queue.url,
    MessageBody: "<old> & new",
    "MessageAttribute.1.Name": "kind",
    "MessageAttribute.1.Value.DataType": "String",
    "MessageAttribute.1.Value.StringValue": "x",
    "MessageSystemAttribute.1.Name": "AWSTraceHeader",
    "MessageSystemAttribute.1.Value.DataType": "String",
    "MessageSystemAttribute.1.Value.StringValue": "Root=1",
  });
  const [message] = await queue.receive({
    MessageAttributeNames: ["All"],
    MessageSystemAttributeNames: ["AWSTraceHeader"],
  });
  expect(message).toMatchObject({
    MessageId: textIn(sent.text, "MessageId"),
    MD5OfMessageAttributes: textIn(sent.text, "MD5OfMessageAttributes"),
    Body: "<old> & new",
    Attributes: { AWSTraceHeader: "Root=1" },
    MessageAttributes: { kind: { DataType: "String", StringValue: "x" } },
  });

  const MessageAttributes = { kind: { DataType: "String", StringValue: "y" } };
  await messaging.sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: "second", MessageAttributes }));
  const received = await call("ReceiveMessage", {
    QueueUrl: queue.url,
    MaxNumberOfMessages: "10",
    WaitTimeSeconds: "1",
    "AttributeName.1": "ApproximateReceiveCount",
    "MessageAttributeName.1": "kind",
  });
  expect(received.text).toContain("<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>");
  expect(received.text).toContain(
    "<MessageAttribute><Name>kind</Name><Value><DataType>String</DataType><StringValue>y</StringValue></Value></MessageAttribute>",
  );
  const ReceiptHandle = textIn(received.text, "ReceiptHandle");
  const visible = { QueueUrl: queue.url, ReceiptHandle, VisibilityTimeout: "0" };
  expect((await call("ChangeMessageVisibility", visible)).status).toBe(200);
  expect(await queue.counts()).toMatchObject({ visible: 1, inFlight: 1 });
});

test("a batch is sent and deleted, and refused entries are named", async () => {
  const queue = await messaging.createQueue("Batches");
  const sent = await call("SendMessageBatch", {
    QueueUrl: queue.url,
    "SendMessageBatchRequestEntry.1.Id": "good",
    "SendMessageBatchRequestEntry.1.MessageBody": "first",
    "SendMessageBatchRequestEntry.1.MessageAttribute.1.Name": "kind",
    "SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.DataType": "String",
    "SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.StringValue": "x",
    "SendMessageBatchRequestEntry.2.Id": "late",
    "SendMessageBatchRequestEntry.2.MessageBody": "second",
    "SendMessageBatchRequestEntry.2.DelaySeconds": "901",
  });
  expect(sent.text).toMatch(/<SendMessageBatchResultEntry><Id>good<\/Id><MessageId>/);
  expect(sent.text).toMatch(/<BatchResultErrorEntry><Id>late<\/Id><SenderFault>true<\/SenderFault><Code>InvalidPar/);

  const [message] = await queue.receive({ MessageAttributeNames: ["*"] });
  expect(message?.MessageAttributes).toEqual({ kind: { DataType: "String", StringValue: "x" } });
  const deleted = await call("DeleteMessageBatch", {
    QueueUrl: queue.url,
    "DeleteMessageBatchRequestEntry.1.Id": "a",
    "DeleteMessageBatchRequestEntry.1.ReceiptHandle": message?.ReceiptHandle ?? "",
  });
  expect(deleted.text).toContain("<DeleteMessageBatchResultEntry><Id>a</Id></DeleteMessageBatchResultEntry>");
  expect(await queue.counts()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
});

test("refusals have the codes of the query protocol", async () => {
  const queue = await messaging.createQueue("Refusals");
  const cases: [action: string, parameters: Record<string, string>, code: string, message: string][] = [
    ["Nothing", {}, "InvalidAction", "The action Nothing is not valid for this endpoint."],
    ["constructor", {}, "InvalidAction", "The action constructor is not valid for this endpoint."],
    ["SendMessage", {}, "MissingParameter", "The request must contain the parameter MessageBody."],
    ["GetQueueAttributes", { "AttributeName.1": "Foobar" }, "InvalidAttributeName", "Unknown Attribute Foobar."],
    ["SendMessageBatch", {}, "AWS.SimpleQueueService.EmptyBatchRequest", "There should be at least one entry"],
    ["ReceiveMessage", { WaitTimeSeconds: "21" }, "InvalidParameterValue", "Must be &gt;= 0 and &lt;= 20"],
  ];
  for (const [action, parameters, code, message] of cases) {
    const { status, text } = await call(action, { QueueUrl: queue.url, ...parameters });
    expect([status, textIn(text, "Type"), textIn(text, "Code")], action).toEqual([400, "Sender", code]);
    expect(textIn(text, "Message"), action).toContain(message);
  }
});
