import type { Graph } from "../graph/types.ts";
import { eventSourceFaults } from "../iam/event-source-rights.ts";
import { atLeast, atMost, type Finding, holds } from "./finding.ts";

const sqs = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html";
const visibility = {
  limit: "Visibility timeout ≥ the consumer's timeout (seconds)",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
};
const batch = { limit: "Batch of an event source", source: sqs };
const wait = { limit: "Batch window of an event source (seconds)", source: sqs };
const windowed = { limit: "A batch of more than 10 has a window of 1 s or more", source: sqs };
const concurrency = {
  limit: "Maximum concurrency of an event source",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html",
};
const recordAge = { limit: "Maximum record age of a stream (seconds)", source: sqs };
const parallel = { limit: "Parallelization factor of a stream", source: sqs };
const readers = {
  limit: "Readers of a table's stream",
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html",
};
const destination = {
  limit: "Failure destination of a stream is a standard queue",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html",
};

const role = {
  limit: "The role of a function may read its event source",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#events-sqs-permissions",
};

export function eventSourceFindings(graph: Graph): Finding[] {
  const { eventSourceMappings, functions, queues, tables } = graph;
  const faults = eventSourceFaults(graph);
  const ofStreams = tables.flatMap(({ name, stream }) => {
    const reading = eventSourceMappings.filter(({ sourceArn }) => sourceArn === stream?.arn);
    return stream ? [atMost(readers, name, reading.length, 2)] : [];
  });
  const ofMappings = eventSourceMappings.flatMap((mapping) => {
    const lacking = faults.filter((it) => it.mapping === mapping.name).map(({ statement }) => statement);
    const { name, batchSize, batchWindowSeconds, maximumConcurrency, parallelization } = mapping;
    const { maximumRecordAgeSeconds: age } = mapping;
    const queue = queues.find(({ arn }) => arn === mapping.sourceArn);
    const consumer = functions.find(({ arn }) => arn === mapping.functionArn);
    const failures = queues.find(({ arn }) => arn === mapping.failureDestinationArn);
    const plain = queue && !queue.fifo;
    return [
      holds(role, mapping.name, lacking.length === 0, lacking.join(", ") || "it may", "it may"),
      ...(queue && consumer
        ? [atLeast(visibility, name, queue.visibilityTimeoutSeconds, consumer.timeoutSeconds)]
        : []),
      atMost(batch, name, batchSize, queue?.fifo ? 10 : 10_000),
      atMost(wait, name, batchWindowSeconds, queue?.fifo ? 0 : 300),
      ...(plain && batchSize > 10 ? [atLeast(windowed, name, batchWindowSeconds, 1)] : []),
      ...(maximumConcurrency === undefined ? [] : [atLeast(concurrency, name, maximumConcurrency, 2)]),
      ...(maximumConcurrency === undefined ? [] : [atMost(concurrency, name, maximumConcurrency, 1_000)]),
      ...(age === undefined ? [] : [atLeast(recordAge, name, age, 60), atMost(recordAge, name, age, 604_800)]),
      ...(parallelization === undefined ? [] : [atMost(parallel, name, parallelization, 10)]),
      ...(failures ? [holds(destination, name, !failures.fifo, failures.name, "a standard queue")] : []),
    ];
  });
  return [...ofStreams, ...ofMappings];
}
