import { recent } from "../recent.ts";
import { queueMetric } from "./queue-metrics.ts";
import { readMetrics } from "./read-metrics.ts";
import { readQueues } from "./topology.ts";

const minuteMs = 60_000;
// SQS reports once a minute, and late.
const lookBackMs = 5 * minuteMs;
const freshForMs = 10_000;

/** @returns the age of each queue's oldest message in seconds, by queue name */
export const readOldestAges: () => Promise<Map<string, number>> = /* @__PURE__ */ recent(freshForMs, async () => {
  const to = Date.now();
  const from = Math.floor((to - lookBackMs) / minuteMs) * minuteMs;
  const queues = readQueues();
  const found = await readMetrics(
    queues.map((queue) => queueMetric(queue, "oldestAgeSeconds")),
    { from, to, periodSeconds: 60 },
  );
  return new Map(
    found.flatMap((ages, index) => {
      const age = [...ages.values()].at(-1);
      return age === undefined ? [] : [[queues[index]?.name ?? "", age] as const];
    }),
  );
});
