import { expect, test } from "vitest";
import { graph, nameOf, topology } from "./test/committed-graph.ts";

test("the topology has every topic and every API", () => {
  expect(topology.topics.map(({ name, arn }) => ({ name, arn }))).toEqual(
    expect.arrayContaining(graph.topics.map(({ name, arn }) => ({ name, arn }))),
  );
  expect(topology.topics).toHaveLength(graph.topics.length);
  const deployed = [
    ...graph.httpApis.map(({ name, url }) => ({ name, kind: "http" as const, url })),
    ...graph.socketApis.map(({ name, url }) => ({ name, kind: "socket" as const, url })),
  ];
  expect(byName(topology.apis.map(({ name, kind, url }) => ({ name, kind, url })))).toEqual(byName(deployed));
});

test("the topology has every queue as it is deployed", () => {
  const described = topology.queues.map(({ name, url, arn, fifo, visibilityTimeoutSeconds, ...rest }) => ({
    name,
    url,
    arn,
    fifo,
    visibilityTimeoutSeconds,
    maxReceiveCount: rest.maxReceiveCount,
    dlq: rest.dlq,
  }));
  expect(byName(described)).toEqual(
    graph.queues.map(({ name, url, arn, fifo, visibilityTimeoutSeconds, redrive }) => ({
      name,
      url,
      arn,
      fifo,
      visibilityTimeoutSeconds,
      maxReceiveCount: redrive?.maxReceiveCount,
      dlq: redrive && nameOf(redrive.deadLetterQueueArn),
    })),
  );
});

test("the topology has each queue's consumer, topic and filter", () => {
  for (const queue of topology.queues) {
    const mapping = graph.eventSourceMappings.find(({ sourceArn }) => sourceArn === queue.arn);
    const { feeds: _, ...consumer } = queue.consumer ?? {};
    expect(consumer, queue.name).toEqual(
      mapping
        ? {
            function: nameOf(mapping.functionArn),
            functionName: nameOf(mapping.functionArn),
            logGroup: `/aws/lambda/${nameOf(mapping.functionArn)}`,
            mapping: mapping.name,
          }
        : {},
    );
    const topic = graph.topics.find(({ subscriptions }) => subscriptions.some((it) => it.queueArn === queue.arn));
    const subscription = topic?.subscriptions.find(({ queueArn }) => queueArn === queue.arn);
    if (queue.role === "undelivered") {
      const topics = graph.topics.filter(({ name, subscriptions }) =>
        // A topic without subscribers has no subscription to recognise it by.
        subscriptions.length === 0
          ? `${name}Undelivered` === queue.name
          : subscriptions.every(({ deadLetterQueueArn }) => deadLetterQueueArn === queue.arn),
      );
      expect([queue.topic], queue.name).toEqual(topics.map(({ name }) => name));
      continue;
    }
    expect(queue.topic, queue.name).toBe(topic?.name);
    expect(queue.filter, queue.name).toEqual(subscription?.filterPolicy?.type ?? subscription?.filterPolicy?.eventType);
  }
});

test("the topology tells what rests in a queue", () => {
  const undelivered = new Set(
    graph.topics.flatMap(({ subscriptions }) => subscriptions.map((it) => it.deadLetterQueueArn)),
  );
  for (const { name, arn, role, consumer } of topology.queues) {
    expect(role === "work", name).toBe(consumer !== undefined);
    if (undelivered.has(arn)) expect(role, name).toBe("undelivered");
  }
});

function byName<T extends { name: string }>(list: T[]): T[] {
  return list.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
