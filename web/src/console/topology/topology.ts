import type { Awaited, DeployedApi, DeployedQueue, DeployedTopic, Topology } from "@donut/contracts/topology";
import { subjectOf } from "../../ui/subject.ts";

/** A queue on the map: its platform, and the siding of its dead letters. */
export interface Pipeline {
  queue: DeployedQueue;
  dlq?: DeployedQueue;
}

/** A topic and the queues subscribed to it: those of its own subject first, then other subjects', grouped. */
export interface Interchange {
  topic: DeployedTopic;
  undelivered?: DeployedQueue;
  pipelines: Pipeline[];
  /** Subjects of the lines that leave it, in the order of `pipelines`. */
  subjects: string[];
}

export interface Network {
  interchanges: Interchange[];
  /** Queues filled by something other than a topic. */
  direct: Pipeline[];
  /** Dead-letter queues that belong to no queue: failure destinations of stream functions. */
  yard: DeployedQueue[];
  apis: DeployedApi[];
  /** Every line of the map, in order of first appearance. */
  subjects: string[];
}

/**
 * Arranges the deployed parts into lines, by the subjects that have a colour. Every topic, queue and API of the
 * topology appears exactly once.
 */
export function networkOf(deployed: Topology): Network {
  const topology = { ...deployed, topics: deployed.topics.map(coloured), queues: deployed.queues.map(coloured) };
  const byName = new Map(topology.queues.map((queue) => [queue.name, queue]));
  const topicNames = new Set(topology.topics.map((topic) => topic.name));
  const placed = new Set<string>();

  const pipelineOf = (queue: DeployedQueue): Pipeline => {
    const dlq = queue.dlq && !placed.has(queue.dlq) ? byName.get(queue.dlq) : undefined;
    placed.add(queue.name);
    if (!dlq) return { queue };
    placed.add(dlq.name);
    return { queue, dlq };
  };

  const work = topology.queues.filter((queue) => queue.role === "work");
  const interchanges = topology.topics.map((topic): Interchange => {
    const undelivered = undeliveredOf(topology, topic.name);
    if (undelivered) placed.add(undelivered.name);
    const queues = groupBySubject(
      work.filter((queue) => queue.topic === topic.name),
      topic.subject,
    );
    return {
      topic,
      ...(undelivered && { undelivered }),
      pipelines: queues.map(pipelineOf),
      subjects: [...new Set(queues.map((queue) => queue.subject))],
    };
  });
  const direct = work.filter((queue) => !queue.topic || !topicNames.has(queue.topic)).map(pipelineOf);
  const yard = topology.queues.filter((queue) => !placed.has(queue.name));

  return { interchanges, direct, yard, apis: topology.apis, subjects: subjectsOf(topology) };
}

/** The queue whose dead letters this one holds. */
export function sourceOf(topology: Topology, dlq: string): DeployedQueue | undefined {
  return topology.queues.find((queue) => queue.dlq === dlq);
}

/**
 * Whether a queue is purged message by message instead of by SQS, because each deletion is announced. For a work queue,
 * its dead-letter queue decides.
 */
export function emptiedOneByOne(topology: Topology, queue: DeployedQueue): boolean {
  const awaited = awaitedIn(topology, queue);
  // Orders are cleared by their owner, including those that are not dead letters yet.
  return queue.role === "work" ? awaited === "order" : awaited !== undefined;
}

/** What waits for the messages of a queue; for a work queue, its dead-letter queue decides. */
export function awaitedIn({ queues }: Topology, { dlq, awaited }: DeployedQueue): Awaited | undefined {
  return awaited ?? queues.find(({ name }) => name === dlq)?.awaited;
}

/** Where a topic's undelivered events go. */
export function undeliveredOf({ queues }: Topology, topic: string): DeployedQueue | undefined {
  return queues.find((queue) => queue.role === "undelivered" && queue.topic === topic);
}

function coloured<Part extends { subject: string }>(part: Part): Part {
  return { ...part, subject: subjectOf(part.subject) };
}

function groupBySubject(queues: DeployedQueue[], first: string): DeployedQueue[] {
  const subjects = [...new Set([first, ...queues.map((queue) => queue.subject)])];
  return subjects.flatMap((subject) => queues.filter((queue) => queue.subject === subject));
}

function subjectsOf(topology: Topology): string[] {
  const work = topology.queues.filter((queue) => queue.role === "work");
  return [...new Set([...topology.topics, ...work, ...topology.queues].map((part) => part.subject))];
}

/** The path in an API's address. */
function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}

/** The text below an API's name. */
export function addressText({ kind, url }: DeployedApi): string {
  return kind === "socket" ? `WebSocket ${pathOf(url)}` : pathOf(url);
}

/** What a subscription's filter lets through, on one line; undefined if it has no filter. */
export function filterText({
  filter,
  dataFilter = {},
}: Pick<DeployedQueue, "filter" | "dataFilter">): string | undefined {
  const data = Object.entries(dataFilter).map(([name, rule]) => ("from" in rule ? `${name} ≥ ${rule.from}` : name));
  return filter && [filter.join(", "), ...data].join(" · ");
}
