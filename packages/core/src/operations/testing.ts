import { AsyncLocalStorage } from "node:async_hooks";
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
import { dynamodb, sqs } from "../aws/clients.ts";
import { startShop } from "../testing.ts";
import type { Timing } from "./run-repair.ts";

/** Times short enough for tests that let workers die. */
export const soon: Timing = { hiddenSeconds: 2, leaseMs: 500, patienceMs: 30_000 };

/** The shop's tables and these queues, each with what a queue of its role has. */
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

/** @returns every message of the queue in the order in which they are received; the queue is empty then. */
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

export interface Life {
  /** The call to a service at which the worker dies, counted from 1; it lives on when there is no such call. */
  diesAt: number;
  /** Whether the service has done what that call asks for. */
  afterwards: boolean;
  /** Told of each call before it is made, with those that were carried out; the call waits for it. */
  before?(call: string, calls: readonly string[]): Promise<void> | void;
}

interface Worker extends Life {
  calls: string[];
  dead: boolean;
  die(): void;
}

type Next = (args: unknown) => Promise<never>;
type Watch = (next: Next, context: { commandName?: string }) => Next;
/** What the clients' stacks have in common. */
interface Stack {
  add(middleware: Watch, options: { step: "initialize" }): void;
}

const workers = new AsyncLocalStorage<Worker>();
let watching = false;

/**
 * Runs `work` as a process that dies at a call, as by `kill -9`: nothing of it happens any more, no answer, no `finally`.
 *
 * @returns the names of the calls that were carried out, and what the work came to if it lived
 */
export async function runMortal<T>(life: Life, work: () => Promise<T>): Promise<{ calls: string[]; result?: T }> {
  watchCalls();
  const death = Promise.withResolvers<undefined>();
  const worker: Worker = { ...life, calls: [], dead: false, die: () => death.resolve(undefined) };
  const result = await workers.run(worker, () => Promise.race([work(), death.promise]));
  return { calls: worker.calls, ...(result !== undefined && { result }) };
}

function watchCalls(): void {
  if (watching) return;
  watching = true;
  const never = new Promise<never>(() => {});
  const watch: Watch =
    (next, { commandName = "" }) =>
    async (args) => {
      const worker = workers.getStore();
      if (worker === undefined) return next(args);
      if (worker.dead) return never;
      await worker.before?.(commandName, worker.calls);
      const isLast = worker.calls.length + 1 === worker.diesAt;
      if (isLast && !worker.afterwards) return end(worker);
      worker.calls.push(commandName);
      const answer = await next(args);
      if (isLast) return end(worker);
      return worker.dead ? never : answer;
    };
  for (const { middlewareStack } of [sqs, dynamodb] as unknown as { middlewareStack: Stack }[])
    middlewareStack.add(watch, { step: "initialize" });

  function end(worker: Worker): Promise<never> {
    worker.dead = true;
    worker.die();
    return never;
  }
}
