import type { Message } from "./fauxqs.ts";
import type { Queue } from "./queue.ts";

/** The queues as a publish sees them: what a topic delivers waits for the queue's own delay, which fauxqs leaves out. */
export function withDelays(queues: { getQueueByArn(arn: string): Queue | undefined }) {
  return {
    getQueueByArn(arn: string) {
      const queue = queues.getQueueByArn(arn);
      if (queue === undefined || Number(queue.attributes.DelaySeconds ?? 0) === 0) return queue;
      return delaying(queue);
    },
  };
}

/** As much of a queue as a publish needs. */
function delaying(queue: Queue) {
  const { DelaySeconds: seconds } = queue.attributes;
  return {
    isFifo: () => queue.isFifo(),
    checkDeduplication: (id: string, groupId?: string) => queue.checkDeduplication(id, groupId),
    nextSequenceNumber: () => queue.nextSequenceNumber(),
    recordDeduplication: (id: string, messageId: string, sequenceNumber?: string, groupId?: string) =>
      queue.recordDeduplication(id, messageId, sequenceNumber, groupId),
    enqueue: (message: Message) => queue.enqueue({ ...message, delayUntil: Date.now() + Number(seconds) * 1000 }),
  };
}
