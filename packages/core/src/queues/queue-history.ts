import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import type { DeployedQueue } from "@donut/contracts/topology";
import * as z from "zod";
import { recent } from "../recent.ts";
import { readQueues } from "./topology.ts";

/** One minute of a queue. `sent`, `received` and `deleted` are sums; the others are maxima. */
const queueMinute = z.object({
  at: z.iso.datetime(),
  visible: z.number().optional(),
  inFlight: z.number().optional(),
  oldestAgeSeconds: z.number().optional(),
  sent: z.number().optional(),
  received: z.number().optional(),
  deleted: z.number().optional(),
});
type QueueMinute = z.infer<typeof queueMinute>;

export const queueHistory = z.object({ name: z.string(), minutes: z.array(queueMinute) });
export type QueueHistory = z.infer<typeof queueHistory>;

/** SQS reports these to CloudWatch once a minute. */
const metrics = {
  visible: { metric: "ApproximateNumberOfMessagesVisible", statistic: "Maximum" },
  inFlight: { metric: "ApproximateNumberOfMessagesNotVisible", statistic: "Maximum" },
  oldestAgeSeconds: { metric: "ApproximateAgeOfOldestMessage", statistic: "Maximum" },
  sent: { metric: "NumberOfMessagesSent", statistic: "Sum" },
  received: { metric: "NumberOfMessagesReceived", statistic: "Sum" },
  deleted: { metric: "NumberOfMessagesDeleted", statistic: "Sum" },
} as const;
type Metric = keyof typeof metrics;

const periodSeconds = 60;
// CloudWatch charges per metric requested.
const freshForMs = 10_000;
const longestMinutes = 180;
const mostQueries = 500;
const agesOfMinutes = 5;

const cloudwatch = /* @__PURE__ */ new CloudWatchClient({});
const readAll = /* @__PURE__ */ recent(freshForMs, () => read(longestMinutes, Object.keys(metrics) as Metric[]));
const readAges = /* @__PURE__ */ recent(freshForMs, () => read(agesOfMinutes, ["oldestAgeSeconds"]));

/** @returns the last minutes of every queue, oldest first, leaving out minutes without data */
export async function readHistory(minutes: number): Promise<QueueHistory[]> {
  const since = new Date(Date.now() - minutes * 60_000).toISOString();
  const all = await readAll();
  return all.map(({ name, minutes: known }) => ({ name, minutes: known.filter(({ at }) => at >= since) }));
}

/** @returns the age of each queue's oldest message in seconds, by queue name */
export async function readOldestAges(): Promise<Map<string, number>> {
  const all = await readAges();
  return new Map(
    all.flatMap(({ name, minutes }) => {
      const age = minutes.at(-1)?.oldestAgeSeconds;
      return age === undefined ? [] : [[name, age] as const];
    }),
  );
}

async function read(minutes: number, wanted: Metric[]): Promise<QueueHistory[]> {
  const now = Date.now();
  const EndTime = new Date(now);
  const StartTime = new Date(Math.floor(now / 60_000 - minutes) * 60_000);
  const queues = readQueues();
  const found = new Map(queues.map(({ name }) => [name, new Map<string, QueueMinute>()]));
  const queries = queues.flatMap((queue, index) => wanted.map((metric) => queryOf(queue, index, metric)));
  for (let first = 0; first < queries.length; first += mostQueries) {
    let NextToken: string | undefined;
    do {
      const page = await cloudwatch.send(
        new GetMetricDataCommand({
          MetricDataQueries: queries.slice(first, first + mostQueries),
          StartTime,
          EndTime,
          ScanBy: "TimestampAscending",
          NextToken,
        }),
      );
      for (const { Id: id = "", Timestamps: times = [], Values: values = [] } of page.MetricDataResults ?? []) {
        const [, index, metric] = /^q(\d+)_(\w+)$/.exec(id) ?? [];
        const minutesOfQueue = found.get(queues[Number(index)]?.name ?? "");
        for (const [position, time] of times.entries()) {
          const at = time.toISOString();
          minutesOfQueue?.set(at, { ...minutesOfQueue.get(at), at, [metric ?? ""]: values[position] });
        }
      }
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
  }
  return [...found].map(([name, byTime]) => ({
    name,
    minutes: [...byTime.values()].sort((a, b) => (a.at < b.at ? -1 : 1)),
  }));
}

function queryOf({ arn }: DeployedQueue, index: number, metric: Metric): MetricDataQuery {
  return {
    Id: `q${index}_${metric}`,
    MetricStat: {
      Metric: {
        Namespace: "AWS/SQS",
        MetricName: metrics[metric].metric,
        Dimensions: [{ Name: "QueueName", Value: arn.split(":").at(-1) }],
      },
      Period: periodSeconds,
      Stat: metrics[metric].statistic,
    },
  };
}
