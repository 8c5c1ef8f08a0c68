import type { Queue } from "@donut/offline/graph/types";
import { describe, expect, test } from "vitest";
import { functionOf, graph, nameOf, topology } from "./test/committed-graph.ts";

const restingNames = new Set(topology.queues.filter(({ role }) => role !== "work").map(({ name }) => name));
const resting = graph.queues.filter(({ name }) => restingNames.has(name));
const working = graph.queues.filter(({ name }) => !restingNames.has(name));
const consumedBy = (queue: Queue) => graph.eventSourceMappings.filter(({ sourceArn }) => sourceArn === queue.arn);

test("queues that work and queues where messages rest are all there", () => {
  expect(working.length).toBeGreaterThan(0);
  expect(resting.length).toBeGreaterThanOrEqual(working.length + graph.topics.length);
});

/**
 * AWS recommends six times the consumer's timeout, so that Lambda can retry a throttled batch while it is hidden.
 * Queues with a shorter visibility timeout have their reason here.
 */
const hiddenShorter: Record<string, { times: number; because: string }> = {
  OrderQueue: {
    times: 2,
    because:
      "An order in the hand of a worker that stops is frozen for ten seconds, no longer. There is one batch at a time, " +
      "so it is not throttled, and one that is received again is booked once: booking is idempotent.",
  },
  RepairQueue: {
    times: 1,
    because:
      "Operators wait for a worker to go on half a minute after another one has died, no longer. While one works, it keeps " +
      "its message hidden, and whoever gets it all the same finds the lease taken.",
  },
};

describe.each(working)("$name", (queue) => {
  test("has a dead-letter queue of its own and of its kind, reached after at least three tries", () => {
    const { deadLetterQueueArn, maxReceiveCount } = queue.redrive ?? {};
    const dlq = graph.queues.find(({ arn }) => arn === deadLetterQueueArn);
    expect(dlq).toMatchObject({ name: `${queue.name}Dlq`, fifo: queue.fifo });
    expect(maxReceiveCount).toBeGreaterThanOrEqual(3);
  });

  test("has one consumer, which reports each message of a batch for itself", () => {
    expect(consumedBy(queue)).toMatchObject([{ reportBatchItemFailures: true, enabled: true }]);
  });

  test("hides a received message six times as long as its consumer may take, or shorter for a reason", () => {
    const { times } = hiddenShorter[queue.name] ?? { times: 6 };
    for (const { functionArn, batchWindowSeconds } of consumedBy(queue)) {
      const longest = times * functionOf(functionArn).timeoutSeconds + batchWindowSeconds;
      expect(queue.visibilityTimeoutSeconds).toBeGreaterThanOrEqual(longest);
    }
  });
});

describe.each(resting)("$name", (queue) => {
  test("keeps messages as long as SQS can, longer than the queue they come from", () => {
    expect(queue.retentionSeconds).toBe(14 * 24 * 3600);
    for (const source of graph.queues.filter(({ redrive }) => redrive?.deadLetterQueueArn === queue.arn)) {
      expect(source.retentionSeconds).toBeLessThan(queue.retentionSeconds);
    }
  });

  test("rings as soon as one message lies in it", () => {
    expect(graph.alarms.filter(({ queueName }) => queueName === queue.name)).toMatchObject([
      { metric: "ApproximateNumberOfMessagesVisible", comparison: "GreaterThanThreshold", threshold: 0 },
    ]);
  });

  test("is not emptied by a consumer", () => {
    expect(consumedBy(queue)).toEqual([]);
  });
});

describe.each(graph.topics.flatMap((topic) => topic.subscriptions.map((it) => ({ ...it, topic: topic.name }))))(
  "$name",
  ({ topic, rawDelivery, deadLetterQueueArn, filterPolicy, filterPolicyScope }) => {
    test("delivers events as they were published, and keeps those it cannot deliver", () => {
      expect(rawDelivery).toBe(true);
      expect(nameOf(deadLetterQueueArn ?? "")).toBe(`${topic}Undelivered`);
    });

    test("chooses by the event's type, if at all, and then maybe by its data", () => {
      if (!filterPolicy) return;
      expect(filterPolicyScope).toBe("MessageBody");
      const { eventType, type = eventType, data: _, ...rest } = filterPolicy;
      expect(type).toEqual([expect.any(String), ...(type as string[]).slice(1)]);
      expect(rest).toEqual({});
    });
  },
);

/** Streams that need more than added items. */
const onChange: Record<string, Record<string, unknown>> = {
  "WaitingTable-WaitingRoomTeller": {
    eventName: ["MODIFY"],
    dynamodb: {
      Keys: { sk: { S: ["ticket"] } },
      NewImage: { state: { S: [{ "anything-but": ["waiting", "void"] }] } },
    },
  },
};

describe.each(graph.eventSourceMappings.filter(({ startingPosition }) => startingPosition))("$name", (mapping) => {
  test("carries every item from the start, once added, and gives up on single records only", () => {
    expect(mapping).toMatchObject({
      startingPosition: "TRIM_HORIZON",
      filters: [onChange[mapping.name] ?? { eventName: ["INSERT"] }],
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
    });
    expect(mapping.maximumRetryAttempts).toBeGreaterThanOrEqual(10);
    expect(nameOf(mapping.failureDestinationArn ?? "")).toBe(`${nameOf(mapping.functionArn)}Dlq`);
  });
});
