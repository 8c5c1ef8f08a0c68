import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import type { DeployedQueue } from "@donut/contracts/topology";
import { startMessaging } from "@donut/offline/engines/sqs/start";
import { accountId, region } from "@donut/offline/graph/addresses";
import { sqs } from "../aws/clients.ts";
import { startShop } from "../testing.ts";

/** Starts the shop's tables and these queues, each with the attributes that its role requires. */
export async function startQueues(wanted: (Pick<DeployedQueue, "name" | "role"> & Partial<DeployedQueue>)[]) {
  const dataDir = await mkdtemp(join(tmpdir(), "repair-test-"));
  const messaging = await startMessaging({ port: 0, dataDir, region, accountId });
  Object.assign(process.env, { AWS_ENDPOINT_URL_SQS: messaging.url, AWS_ENDPOINT_URL_SNS: messaging.url });
  const queues = wanted.map((queue): DeployedQueue => {
    const physicalName = queue.fifo ? `${queue.name}.fifo` : queue.name;
    return {
      url: `${messaging.url}/${accountId}/${physicalName}`,
      arn: `arn:aws:sqs:${region}:${accountId}:${physicalName}`,
      fifo: false,
      visibilityTimeoutSeconds: 60,
      subject: "test",
      ...queue,
    };
  });
  const links = Object.fromEntries(queues.map(({ name, url }) => [name, { url }]));
  const shop = await startShop({ ...links, Queues: { queues, type: "Linkable" } });
  const arns = new Map(queues.map(({ name, arn }) => [name, arn]));
  for (const { url, fifo, dlq } of [...queues].sort(({ dlq: a }, { dlq: b }) => Number(!!a) - Number(!!b))) {
    await sqs.send(
      new CreateQueueCommand({
        QueueName: url.split("/").at(-1),
        Attributes: {
          ...(fifo && { FifoQueue: "true" }),
          ...(dlq && { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arns.get(dlq), maxReceiveCount: 3 }) }),
        },
      }),
    );
  }
  return {
    queue(name: string): DeployedQueue {
      const found = queues.find((queue) => queue.name === name);
      if (!found) throw new Error(`There is no queue ${name}.`);
      return found;
    },
    async stop() {
      await Promise.all([shop.stop(), messaging.stop()]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** @returns the message ids, in order. */
export async function fill({ url, fifo }: DeployedQueue, bodies: string[], group?: (body: string) => string) {
  const ids: string[] = [];
  for (const MessageBody of bodies) {
    const { MessageId: id = "" } = await sqs.send(
      new SendMessageCommand({
        QueueUrl: url,
        MessageBody,
        MessageAttributes: { origin: { DataType: "String", StringValue: `of ${MessageBody}` } },
        ...(fifo && { MessageGroupId: group?.(MessageBody) ?? "one", MessageDeduplicationId: MessageBody }),
      }),
    );
    ids.push(id);
  }
  return ids;
}

/** Empties the queue. @returns its messages in the order in which they were received */
export async function drain({ url }: DeployedQueue): Promise<Message[]> {
  const all: Message[] = [];
  for (;;) {
    const { Messages: messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ["All"],
        MessageAttributeNames: ["All"],
      }),
    );
    if (messages.length === 0) return all;
    all.push(...messages);
    for (const { ReceiptHandle } of messages)
      await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
  }
}
