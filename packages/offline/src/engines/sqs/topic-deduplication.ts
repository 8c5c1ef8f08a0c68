import { Deduplication } from "./deduplication.ts";
import type { Topic } from "./fauxqs.ts";
import type { Persistence } from "./persistence.ts";
import { isFifo, type TopicMessage } from "./topic-message.ts";

export interface Published {
  messageId: string;
  /** FIFO topics only. */
  sequenceNumber?: string;
}

/** What FIFO topics published recently: a duplicate gets the same answer and reaches no subscription. */
export class TopicDeduplication {
  readonly #topics = new Map<string, Deduplication>();
  readonly #persistence: Persistence;

  constructor(persistence: Persistence) {
    this.#persistence = persistence;
  }

  find(topic: Topic, message: TopicMessage): Published | undefined {
    if (!isFifo(topic)) return undefined;
    const { originalMessageId, originalSequenceNumber } = this.#of(topic).find(keyOf(topic, message));
    if (!originalMessageId || !originalSequenceNumber) return undefined;
    return { messageId: originalMessageId, sequenceNumber: originalSequenceNumber };
  }

  remember(topic: Topic, message: TopicMessage, { messageId, sequenceNumber }: Published): void {
    if (isFifo(topic)) this.#of(topic).add(keyOf(topic, message), messageId, sequenceNumber);
  }

  /** Call it when a topic is deleted: a new one with the same name is a different topic. */
  forget(topicArn: string): void {
    this.#topics.delete(topicArn);
    this.#persistence.forgetTopic(topicArn);
  }

  #of({ arn }: Topic): Deduplication {
    const known = this.#topics.get(arn);
    if (known) return known;
    const deduplication = new Deduplication(
      {
        add: (accepted) => this.#persistence.rememberPublished(arn, accepted),
        remove: (key) => this.#persistence.forgetPublished(arn, key),
      },
      this.#persistence.published(arn),
    );
    this.#topics.set(arn, deduplication);
    return deduplication;
  }
}

/** https://docs.aws.amazon.com/sns/latest/dg/fifo-message-dedup.html: across the topic, or within each message group. */
function keyOf(topic: Topic, { deduplicationId = "", groupId = "" }: TopicMessage): string {
  return topic.attributes.FifoThroughputScope === "MessageGroup"
    ? JSON.stringify([groupId, deduplicationId])
    : deduplicationId;
}
