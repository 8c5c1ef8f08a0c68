import { afterAll, beforeAll, expect, test } from "vitest";
import { Messaging } from "./testing/messaging.ts";

let messaging: Messaging;
beforeAll(async () => {
  messaging = await Messaging.start();
});
afterAll(() => messaging.stop());

/** Names that every JavaScript object inherits. */
const inherited = ["constructor", "__proto__", "toString", "valueOf", "hasOwnProperty", "__defineGetter__"];

const sns = (parameters: Record<string, string>) =>
  fetch(messaging.url, { method: "POST", body: new URLSearchParams(parameters) });
const sqs = (action: string, body: string) =>
  fetch(messaging.url, {
    method: "POST",
    headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": `AmazonSQS.${action}` },
    body,
  });

test("unknown actions are refused, whatever their name", async () => {
  for (const name of inherited) {
    expect((await sns({ Action: name })).status, name).toBe(400);
    expect((await sqs(name, "{}")).status, name).toBe(400);
  }
  expect((await messaging.createQueue("Alive")).url).toMatch(/Alive$/);
});

test("names inherited from Object.prototype are harmless as attributes, queues and ids", async () => {
  const queue = await messaging.createQueue("Untouched");
  const QueueUrl = queue.url;
  for (const name of inherited) {
    const answers = await Promise.all([
      sqs("GetQueueAttributes", JSON.stringify({ QueueUrl, AttributeNames: [name] })),
      sqs(
        "SetQueueAttributes",
        `{"QueueUrl": ${JSON.stringify(QueueUrl)}, "Attributes": {${JSON.stringify(name)}: "1"}}`,
      ),
      sqs("GetQueueUrl", JSON.stringify({ QueueName: name })),
      sqs("DeleteMessage", JSON.stringify({ QueueUrl, ReceiptHandle: name })),
      sqs("SendMessage", JSON.stringify({ QueueUrl: name, MessageBody: "x" })),
      sns({ Action: "Publish", TopicArn: name, Message: "x" }),
      sns({ Action: "SetTopicAttributes", TopicArn: name, AttributeName: name, AttributeValue: "1" }),
      sns({ Action: "Subscribe", TopicArn: name, Protocol: name, Endpoint: name }),
      sns({ [name]: name }),
    ]);
    for (const { status } of answers) expect(status, name).toBeGreaterThanOrEqual(400);
    for (const { status } of answers) expect(status, name).toBeLessThan(500);
  }
  expect(await (await sqs("ReceiveMessage", JSON.stringify({ QueueUrl }))).json()).toEqual({});
});

test("an invalid request is refused, and the next one is answered", async () => {
  const bodies = ["", "null", "[]", "1", '"text"', "{", "\u0000", '{"QueueUrl": {}}', "%".repeat(1000)];
  for (const body of bodies) {
    expect((await sqs("SendMessage", body)).status, body).toBe(400);
    expect((await sns({ Action: "Publish", Message: body })).status, body).toBe(400);
  }
  expect((await sqs("ListQueues", "{}")).status).toBe(200);
});
