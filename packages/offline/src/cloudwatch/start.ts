import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Alarms } from "../alarms/alarms.ts";
import type { Alarm, Graph } from "../graph/types.ts";
import { type Authority, everybodyMay } from "../iam/authority.ts";
import { type CloudWatchApi, startCloudWatchApi } from "./cloudwatch-api.ts";
import { MetricStore } from "./metric-store.ts";
import { openQueueMetrics } from "./queue-metrics.ts";

export interface CloudWatchOptions {
  graph: Pick<Graph, "queues" | "alarms">;
  endpoints: { sqs: string; sns: string };
  dataDir: string;
  /** Absent: everything is allowed. */
  authority?: Authority;
  /** 0: a free one. */
  port: number;
  log(line: string): void;
}

const everyMs = 1_000;
const saveEveryMs = 30_000;

/** Collects the queues' metrics every second, evaluates the alarms, and answers GetMetricData. */
export async function startCloudWatch(options: CloudWatchOptions): Promise<CloudWatchApi> {
  const { graph, endpoints, dataDir, authority = everybodyMay(), port, log } = options;
  const folder = join(dataDir, "cloudwatch");
  await mkdir(folder, { recursive: true });
  const names = new Map(graph.queues.map(({ name, arn }) => [name, arn.split(":").at(-1) ?? name]));
  const physicalNameOf = ({ queueName }: Alarm) => names.get(queueName) ?? queueName;

  const metricsFile = join(folder, "metrics.json");
  const store = new MetricStore(graph.alarms.map((alarm) => ({ queue: physicalNameOf(alarm), metric: alarm.metric })));
  await store.load(metricsFile);
  const file = join(folder, "alarms.json");
  const alarms = new Alarms({ alarms: graph.alarms, physicalNameOf, store, snsUrl: endpoints.sns, file, log });
  const metrics = openQueueMetrics(endpoints.sqs, [...names.values()]);
  const api = await startCloudWatchApi({ store, authority, port });

  let savedAt = Date.now();
  let isBusy = false;
  let round = lookOnce();
  await round;
  const timer = setInterval(() => {
    if (!isBusy) round = lookOnce();
  }, everyMs);

  return {
    url: api.url,
    async stop() {
      clearInterval(timer);
      await round;
      await Promise.all([api.stop(), store.save(metricsFile)]);
      metrics.close();
      alarms.stop();
    },
  };

  async function lookOnce(): Promise<void> {
    isBusy = true;
    // While the engine restarts, metrics are missing, as they would be on AWS.
    await look().catch(() => {});
    isBusy = false;
  }

  async function look(): Promise<void> {
    const samples = await metrics.read();
    const now = Date.now();
    for (const [queue, sample] of samples) store.add(queue, sample, now);
    await alarms.evaluateAll(now);
    if (now - savedAt < saveEveryMs) return;
    savedAt = now;
    await store.save(metricsFile);
  }
}
