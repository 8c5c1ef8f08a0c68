import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  paginateListQueues,
  QueueDoesNotExist,
  SetQueueAttributesCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { Queue } from "../graph/types.ts";
import { policyText } from "../iam/policy-text.ts";
import { changedAttributes, nameOf } from "./attributes.ts";

/** The value of an attribute that the graph does not set. An empty value removes a policy. */
const defaults = {
  MaximumMessageSize: "1048576",
  Policy: "",
  ReceiveMessageWaitTimeSeconds: "0",
  RedriveAllowPolicy: "",
  RedrivePolicy: "",
};
const fifoDefaults = { DeduplicationScope: "queue", FifoThroughputLimit: "perQueue" };

/** Attributes that can only be set when a queue is created. */
const fixed = new Set(["FifoQueue"]);

/**
 * Makes every queue match the graph; messages are kept.
 *
 * @returns what was changed, as short notes
 */
export async function deployQueues(client: SQSClient, queues: Queue[]): Promise<string[]> {
  // A redrive policy is refused while its dead-letter queue is missing, so it is set in the second round.
  const urls = await Promise.all(queues.map((queue) => existingUrl(client, nameOf(queue.arn))));
  const created = await Promise.all(queues.map((queue, index) => urls[index] ?? create(client, queue)));
  // A dead-letter queue's redrive allow policy must be set before a source uses it.
  const sourcesLast = [queues.filter(({ redrive }) => !redrive), queues.filter(({ redrive }) => redrive)];
  const changes = new Map<Queue, string[]>();
  for (const round of sourcesLast) {
    await Promise.all(
      round.map(async (queue) => {
        changes.set(queue, await converge(client, created[queues.indexOf(queue)] ?? "", queue));
      }),
    );
  }
  return queues.flatMap((queue, index) => {
    const changed = changes.get(queue) ?? [];
    if (urls[index] === undefined) return [`queue ${queue.name} created`];
    return changed.length > 0 ? [`queue ${queue.name}: ${changed.join(", ")} changed`] : [];
  });
}

/** @returns the names of the engine's queues that are not in the graph, including `.fifo` if they end with it */
export async function unknownQueues(client: SQSClient, queues: Queue[]): Promise<string[]> {
  const known = new Set(queues.map(({ arn }) => nameOf(arn)));
  const unknown: string[] = [];
  for await (const { QueueUrls = [] } of paginateListQueues({ client }, {})) {
    unknown.push(...QueueUrls.map((url) => url.slice(url.lastIndexOf("/") + 1)).filter((name) => !known.has(name)));
  }
  return unknown;
}

async function existingUrl(client: SQSClient, QueueName: string): Promise<string | undefined> {
  try {
    return (await client.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl;
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return undefined;
    throw error;
  }
}

async function create(client: SQSClient, queue: Queue): Promise<string | undefined> {
  const { RedrivePolicy: _, ...attributes } = attributesOf(queue);
  const { QueueUrl } = await client.send(
    new CreateQueueCommand({ QueueName: nameOf(queue.arn), Attributes: attributes }),
  );
  return QueueUrl;
}

async function converge(client: SQSClient, QueueUrl: string, queue: Queue): Promise<string[]> {
  const { Attributes: actual = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
  );
  const wanted = { ...(queue.fifo ? fifoDefaults : {}), ...defaults, ...attributesOf(queue) };
  const changed = changedAttributes(actual, wanted).filter(([name]) => !fixed.has(name));
  if (changed.length === 0) return [];
  await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: Object.fromEntries(changed) }));
  return changed.map(([name]) => name);
}

function attributesOf(queue: Queue): Record<string, string> {
  return {
    VisibilityTimeout: String(queue.visibilityTimeoutSeconds),
    MessageRetentionPeriod: String(queue.retentionSeconds),
    DelaySeconds: String(queue.delaySeconds),
    ...(queue.maximumMessageBytes !== undefined && { MaximumMessageSize: String(queue.maximumMessageBytes) }),
    ...(queue.fifo && { FifoQueue: "true", ContentBasedDeduplication: String(queue.contentBasedDeduplication) }),
    ...(queue.receiveWaitSeconds && { ReceiveMessageWaitTimeSeconds: String(queue.receiveWaitSeconds) }),
    ...(queue.deduplicationScope && { DeduplicationScope: queue.deduplicationScope }),
    ...(queue.fifoThroughputLimit && { FifoThroughputLimit: queue.fifoThroughputLimit }),
    ...(queue.redriveAllow && { RedriveAllowPolicy: JSON.stringify(queue.redriveAllow) }),
    ...(queue.redrive && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: queue.redrive.deadLetterQueueArn,
        maxReceiveCount: queue.redrive.maxReceiveCount,
      }),
    }),
    ...(queue.policy && { Policy: policyText(queue.policy) }),
  };
}
