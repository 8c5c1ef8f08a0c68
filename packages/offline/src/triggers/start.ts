import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { SQSClient } from "@aws-sdk/client-sqs";
import { clientConfig } from "../engines/client-config.ts";
import { forgetOtherCheckpoints, openCheckpoint } from "../engines/dynamodb/checkpoint.ts";
import { accountId } from "../graph/addresses.ts";
import type { EventSourceMapping, Graph } from "../graph/types.ts";
import type { Functions } from "../lambda/functions.ts";
import type { Mappings } from "../lambda/mappings.ts";
import { sendToDestination } from "./failure-destination.ts";
import type { Poller } from "./poller.ts";
import { startSchedules } from "./schedules.ts";
import { startSqsPoller } from "./sqs-poller.ts";
import { startStreamPoller } from "./stream-poller.ts";
import { watchStreams } from "./stream-watch.ts";

export interface TriggersOptions {
  graph: Pick<Graph, "queues" | "schedules">;
  mappings: Mappings;
  functions: Pick<Functions, "invoke" | "invokeAsync">;
  /** Base URLs of the engines. */
  endpoints: { sqs: string; dynamodb: string };
  dataDir: string;
  /** The local DynamoDB engine's file; without it (another engine) streams are polled four times a second. */
  dynamoFile?: string;
  /** A debugger may stop functions: their messages do not become visible again. */
  debugging?: boolean;
  /** Called with how many of a batch's messages a function has failed to handle. */
  failed?(mapping: EventSourceMapping, events: number): void;
  log(line: string): void;
}

/** On a laptop, more environments only compete for the processor; AWS goes up to a thousand. */
const defaultConcurrency = 5;

/**
 * Runs functions for messages in queues, table changes and schedules. Tables and queues exist already. Resolves when
 * every stream's starting position is stored: everything written from then on reaches the functions.
 */
export async function startTriggers(options: TriggersOptions): Promise<{ stop(): Promise<void> }> {
  const { graph, mappings, functions, endpoints, dataDir, dynamoFile, log } = options;
  // Every receiver keeps a connection open while it waits.
  const sqs = new SQSClient({ ...clientConfig(endpoints.sqs), requestHandler: { httpAgent: { maxSockets: 1_000 } } });
  const streams = new DynamoDBStreamsClient(clientConfig(endpoints.dynamodb));
  const watch = dynamoFile === undefined ? undefined : watchStreams(dynamoFile);
  let stopped = false;
  const pollers = new Map<string, Promise<Poller>>();
  const stopListening = mappings.onChange(restart);
  forgetOtherCheckpoints(
    dataDir,
    mappings.list().map(({ name }) => name),
  );
  const schedules = startSchedules({ schedules: graph.schedules, functions });
  for (const mapping of mappings.list()) if (mapping.enabled) pollers.set(mapping.name, start(mapping));
  await Promise.all(pollers.values());

  return {
    async stop() {
      if (stopped) return;
      stopped = true;
      stopListening();
      schedules.stop();
      await Promise.all([...pollers.values()].map(async (poller) => (await poller).stop()));
      watch?.close();
      sqs.destroy();
      streams.destroy();
    },
  };

  /** Resolves when the mapping is paused; its new state applies once its current batches are done. */
  async function restart(mapping: EventSourceMapping): Promise<void> {
    const before = pollers.get(mapping.name) ?? Promise.resolve(nothing);
    const restarted = before
      .then((poller) => poller.stop())
      .then(() => (mapping.enabled && !stopped ? start(mapping) : nothing));
    pollers.set(mapping.name, restarted);
    await (await before).pause();
  }

  async function start(mapping: EventSourceMapping): Promise<Poller> {
    const functionName = lastPart(mapping.functionArn);
    if (mapping.sourceArn.startsWith("arn:aws:sqs:")) {
      const concurrency = mapping.maximumConcurrency ?? defaultConcurrency;
      const queueUrl = urlOf(mapping.sourceArn);
      const queue = graph.queues.find(({ arn }) => arn === mapping.sourceArn);
      return startSqsPoller({
        mapping,
        functionName,
        queueUrl,
        client: sqs,
        functions,
        concurrency,
        failed: (events) => options.failed?.(mapping, events),
        ...(options.debugging && queue && { keepHiddenSeconds: queue.visibilityTimeoutSeconds }),
        log,
      });
    }
    return startStreamPoller({
      mapping,
      functionName,
      table: /:table\/([^/]+)/.exec(mapping.sourceArn)?.[1] ?? "",
      client: streams,
      functions,
      checkpoint: openCheckpoint(dataDir, mapping.name),
      watch,
      log,
      async giveUp(given, shardId) {
        const destination = mapping.failureDestinationArn;
        log(
          `${mapping.name}: ${given.records.length} records given up${destination ? ` to ${lastPart(destination)}` : ""}`,
        );
        if (destination === undefined) return;
        await sendToDestination({ client: sqs, queueUrl: urlOf(destination), mapping, shardId, given });
      },
    });
  }

  function urlOf(queueArn: string): string {
    return `${endpoints.sqs}/${accountId}/${lastPart(queueArn)}`;
  }
}

const nothing: Poller = { pause: async () => {}, stop: async () => {} };
const lastPart = (arn: string) => arn.split(":").at(-1) ?? "";
