import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Alarm, Graph } from "../graph/types.ts";
import { type Authority, everybodyMay } from "../iam/authority.ts";
import { Alarms } from "./alarms/alarms.ts";
import { type CloudWatchApi, startCloudWatchApi } from "./cloudwatch-api.ts";
import { openMetricFile } from "./metric-file.ts";
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

export interface CloudWatch extends CloudWatchApi {
  /** A function has run. */
  addInvocation(functionName: string, durationMs: number): void;
  /** A function was given messages in vain. */
  addFailedEvents(mapping: string, events: number): void;
}

const everyMs = 1_000;
const saveEveryMs = 30_000;

/** Collects the metrics of queues every second and of functions, evaluates the alarms, and answers GetMetricData. */
export async function startCloudWatch(options: CloudWatchOptions): Promise<CloudWatch> {
  const { graph, endpoints, dataDir, authority = everybodyMay(), port, log } = options;
  const folder = join(dataDir, "cloudwatch");
  await mkdir(folder, { recursive: true });
  const names = new Map(graph.queues.map(({ name, arn }) => [name, arn.split(":").at(-1) ?? name]));
  const physicalNameOf = ({ queueName }: Alarm) => names.get(queueName) ?? queueName;

  const store = new MetricStore(graph.alarms.map((alarm) => ({ queue: physicalNameOf(alarm), metric: alarm.metric })));
  const metricFile = openMetricFile(join(folder, "metrics.sqlite"), store, Date.now());
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
    addInvocation: (functionName, durationMs) => store.addInvocation(functionName, durationMs, Date.now()),
    addFailedEvents: (mapping, events) => store.addFailedEvents(mapping, events, Date.now()),
    async stop() {
      clearInterval(timer);
      await round;
      await api.stop();
      save(Date.now());
      metricFile.close();
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
    save(now);
  }

  /** What cannot be written, as on a full disk, is written with the next minutes. */
  function save(now: number): void {
    try {
      metricFile.save(now);
    } catch (error) {
      log(`The queues' metrics could not be kept: ${(error as Error).message}`);
    }
  }
}
