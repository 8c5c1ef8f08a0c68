import { createHash, randomUUID } from "node:crypto";
import { now as time } from "../clock.ts";
import { md5, md5OfMessageAttributes } from "./md5.ts";
import type { PersistenceManager } from "./persistence.ts";
import type { SqsQueue } from "./queue.ts";
import type { MessageAttributeValue, SqsMessage } from "./queue-types.ts";

/** All queues, by URL, name and ARN. `QueueStore` creates them and finds them by URL. */
export abstract class SqsStore<Q extends SqsQueue = SqsQueue> {
  queues = new Map<string, Q>();
  queuesByName = new Map<string, Q>();
  queuesByArn = new Map<string, Q>();
  region?: string;
  abstract readonly persistence: PersistenceManager;

  abstract createQueue(
    name: string,
    url: string,
    arn: string,
    attributes?: Record<string, string>,
    tags?: Record<string, string>,
  ): Q;
  abstract buildQueueUrl(name: string): string;
  abstract getQueue(url: string): Q | undefined;

  deleteQueue(url: string): boolean {
    const queue = this.getQueue(url);
    if (!queue) return false;
    queue.cancelWaiters();
    this.persistence.deleteQueue(queue.name);
    this.queues.delete(queue.url);
    this.queuesByName.delete(queue.name);
    this.queuesByArn.delete(queue.arn);
    return true;
  }

  allQueues(): Iterable<Q> {
    return this.queues.values();
  }

  getQueueByArn(arn: string): Q | undefined {
    return this.queuesByArn.get(arn);
  }

  listQueues(prefix?: string, maxResults?: number, nextToken?: string): { queues: Q[]; nextToken?: string } {
    const all = [...this.queues.values()]
      .filter(({ name }) => (!prefix || name.startsWith(prefix)) && (!nextToken || name > nextToken))
      .sort((a, b) => a.name.localeCompare(b.name));
    if (!maxResults || all.length <= maxResults) return { queues: all };
    const queues = all.slice(0, maxResults);
    return { queues, nextToken: queues.at(-1)?.name };
  }

  shutdown(): void {
    for (const queue of this.queues.values()) queue.cancelWaiters();
  }

  static createMessage(
    body: string,
    messageAttributes: Record<string, MessageAttributeValue> = {},
    delaySeconds?: number,
    messageGroupId?: string,
    messageDeduplicationId?: string,
  ): SqsMessage {
    const now = time();
    return {
      messageId: randomUUID(),
      body,
      md5OfBody: md5(body),
      messageAttributes,
      md5OfMessageAttributes: md5OfMessageAttributes(messageAttributes),
      sentTimestamp: now,
      approximateReceiveCount: 0,
      delayUntil: delaySeconds ? now + delaySeconds * 1000 : undefined,
      messageGroupId,
      messageDeduplicationId,
    };
  }

  static contentBasedDeduplicationId(body: string): string {
    return createHash("sha256").update(body).digest("hex");
  }
}
