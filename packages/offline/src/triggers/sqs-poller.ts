import { setTimeout as pause } from "node:timers/promises";
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { SQSEvent, SQSRecord } from "aws-lambda";
import type { EventSourceMapping } from "../graph/types.ts";
import type { Functions } from "../lambda/functions.ts";
import { batchResult } from "./batch-result.ts";
import { matchesAny } from "./event-pattern.ts";
import { payloadBatches } from "./payload-batches.ts";
import type { Poller } from "./poller.ts";
import { filteredPart, sqsRecord } from "./sqs-event.ts";

export interface SqsPollerOptions {
  mapping: EventSourceMapping;
  functionName: string;
  queueUrl: string;
  client: SQSClient;
  functions: Pick<Functions, "invoke">;
  /** The maximum number of concurrent batches. */
  concurrency: number;
  /** Seconds. The visibility timeout is extended as long as the function has the messages. Default: SQS decides. */
  keepHiddenSeconds?: number;
  /** Called with how many of a batch's messages the function has failed to handle. */
  failed?(events: number): void;
  log(line: string): void;
  /** How long a receive waits for a message. Default: SQS's maximum, 20 s. */
  waitSeconds?: number;
}

const receiveLimit = 10;
const longestPauseMs = 5_000;
const tenthMs = 100;
const none: ReadonlySet<string> = new Set();

/**
 * Feeds a queue's messages to a function. One receiver always waits at the queue; when it gets messages, another takes
 * its place, up to `concurrency`. Handled messages are deleted, all others stay in the queue until their visibility
 * timeout ends, as on AWS. In a FIFO queue, messages in progress hold back the rest of their group.
 */
export function startSqsPoller(options: SqsPollerOptions): Poller {
  const { mapping, functionName, queueUrl, client, functions, concurrency, log, waitSeconds = 20 } = options;
  const stopping = new AbortController();
  const receivers = new Set<Promise<void>>();
  let waiting = 0;
  let failures = 0;
  let left: Promise<void> | undefined;

  addReceiver();
  return {
    pause: leave,
    async stop() {
      await leave();
      while (receivers.size > 0) await Promise.all(receivers);
    },
  };

  /** Once this resolves, no receiver waits at the queue any more: it saw the connections close before this request. */
  function leave(): Promise<void> {
    stopping.abort();
    left ??= client.send(new GetQueueUrlCommand({ QueueName: queueUrl.split("/").at(-1) })).then(
      () => {},
      () => {},
    );
    return left;
  }

  function addReceiver(): void {
    const receiver = receive().finally(() => receivers.delete(receiver));
    receivers.add(receiver);
  }

  async function receive(): Promise<void> {
    while (!stopping.signal.aborted) {
      waiting += 1;
      const messages = await collect();
      waiting -= 1;
      if (messages.length === 0 && waiting > 0) return;
      if (messages.length === 0) continue;
      if (waiting === 0 && receivers.size < concurrency && !stopping.signal.aborted) addReceiver();
      await handle(messages).catch((error: Error) => log(`${mapping.name}: ${error.stack}`));
    }
  }

  /** One batch: full, or whatever arrived before the batch window closed. */
  async function collect(): Promise<Message[]> {
    const messages = await poll(mapping.batchSize, waitSeconds);
    if (mapping.batchWindowSeconds === 0 || messages.length === 0) return messages;
    const closes = performance.now() + mapping.batchWindowSeconds * 1000;
    while (messages.length < mapping.batchSize && !stopping.signal.aborted) {
      const left = closes - performance.now();
      if (left <= 0) break;
      // SQS waits for whole seconds; the rest of the window is polled in tenths.
      const seconds = Math.floor(left / 1000);
      if (seconds === 0) await rest(Math.min(left, tenthMs));
      messages.push(...(await poll(mapping.batchSize - messages.length, Math.min(seconds, waitSeconds))));
    }
    return messages;
  }

  async function poll(most: number, seconds: number): Promise<Message[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: Math.min(most, receiveLimit),
      WaitTimeSeconds: seconds,
      MessageAttributeNames: ["All"],
      MessageSystemAttributeNames: ["All"],
    });
    try {
      const { Messages = [] } = await client.send(command, { abortSignal: stopping.signal });
      if (failures > 0) log(`${mapping.name}: ${queueUrl} answers again`);
      failures = 0;
      return Messages;
    } catch (error) {
      if (stopping.signal.aborted) return [];
      failures += 1;
      if (failures === 1) log(`${mapping.name}: cannot receive from ${queueUrl}: ${(error as Error).message}`);
      await rest(Math.min(100 * 2 ** failures, longestPauseMs));
      return [];
    }
  }

  async function handle(messages: Message[]): Promise<void> {
    const records = messages.map((message) => sqsRecord(message, mapping.sourceArn));
    for (const batch of payloadBatches(records)) await handleBatch(batch);
  }

  async function handleBatch(records: SQSRecord[]): Promise<void> {
    const wanted = records.filter((record) => matchesAny(mapping.filters, filteredPart(record)));
    const handles = new Map(records.map(({ messageId, receiptHandle }) => [messageId, receiptHandle]));
    for (const messageId of wanted.length > 0 ? await invoke({ Records: wanted }) : []) handles.delete(messageId);
    await remove([...handles.values()]);
  }

  /** @returns the ids of the messages that stay in the queue. */
  async function invoke(event: SQSEvent): Promise<Iterable<string>> {
    const ids = new Set(event.Records.map(({ messageId }) => messageId));
    const held = hold(event);
    const result = await functions.invoke(functionName, event).finally(() => clearInterval(held));
    const batch = batchResult(result, mapping.reportBatchItemFailures, ids);
    if (result.status === "throttled") await rest(1_000);
    const failed = batch.status === "partly" ? batch.failed : batch.status === "failed" ? ids : none;
    if (result.status !== "throttled" && failed.size > 0) options.failed?.(failed.size);
    return failed;
  }

  function hold({ Records }: SQSEvent): NodeJS.Timeout | undefined {
    const { keepHiddenSeconds: seconds } = options;
    if (!seconds) return undefined;
    const hideAgain = async ({ receiptHandle }: SQSRecord) => {
      const command = { QueueUrl: queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: seconds };
      await client
        .send(new ChangeMessageVisibilityCommand(command))
        .catch((error: Error) => log(`${mapping.name}: a message is not hidden any more: ${error.message}`));
    };
    return setInterval(() => void Promise.all(Records.map(hideAgain)), (seconds * 1_000) / 3);
  }

  async function remove(handles: string[]): Promise<void> {
    for (let from = 0; from < handles.length; from += receiveLimit) {
      const part = handles.slice(from, from + receiveLimit);
      const Entries = part.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle }));
      const { Failed = [] } = await client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
      for (const { Message: reason } of Failed) {
        log(`${mapping.name}: a handled message could not be deleted and will come again: ${reason}`);
      }
    }
  }

  function rest(milliseconds: number): Promise<void> {
    return pause(milliseconds, undefined, { signal: stopping.signal }).catch(() => {});
  }
}
