import type { Accepted } from "./deduplication.ts";
import { SqsStore } from "./fauxqs.ts";
import type { Persistence } from "./persistence.ts";
import { Queue } from "./queue.ts";

export class QueueStore extends SqsStore<Queue> {
  override readonly persistence: Persistence;
  readonly #address: string;

  /** @param address the base of queue URLs: `http://127.0.0.1:4002`. */
  constructor(address: string, region: string, persistence: Persistence) {
    super();
    this.#address = address;
    this.region = region;
    this.persistence = persistence;
  }

  override createQueue(
    name: string,
    _url: string,
    arn: string,
    attributes?: Record<string, string>,
    tags?: Record<string, string>,
  ): Queue {
    const queue = this.#add(name, arn, attributes, tags);
    this.persistence.insertQueue(queue);
    return queue;
  }

  /** Adds a queue from the file, with this run's address. */
  restoreQueue(
    name: string,
    arn: string,
    attributes: Record<string, string>,
    tags: Record<string, string>,
    accepted: Accepted[],
  ): Queue {
    return this.#add(name, arn, attributes, tags, accepted);
  }

  arnOf(name: string): string {
    return `arn:aws:sqs:${this.region}:000000000000:${name}`;
  }

  override buildQueueUrl(name: string): string {
    return `${this.#address}/000000000000/${name}`;
  }

  /**
   * Finds a queue by any URL whose path ends in its name, so that URLs with an earlier port or another host still work.
   */
  override getQueue(url: string): Queue | undefined {
    return this.queuesByName.get(url.slice(url.lastIndexOf("/") + 1));
  }

  #add(
    name: string,
    arn: string,
    attributes?: Record<string, string>,
    tags?: Record<string, string>,
    accepted?: Accepted[],
  ): Queue {
    const queue = new Queue({ name, url: this.buildQueueUrl(name), arn }, attributes, tags, {
      persistence: this.persistence,
      findQueue: (queueArn) => this.getQueueByArn(queueArn),
      accepted,
    });
    this.queues.set(queue.url, queue);
    this.queuesByName.set(name, queue);
    this.queuesByArn.set(arn, queue);
    return queue;
  }
}
