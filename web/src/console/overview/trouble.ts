import type { DeployedQueue, Topology } from "@donut/contracts/topology";
import type { Alert, QueueCounts, StockItem } from "../api/types.ts";
import { type Counts, deadLetters } from "../topology/counts.ts";
import { ailmentOf } from "../topology/health.ts";
import { sourceOf } from "../topology/topology.ts";

/** One thing that somebody should look at; times in milliseconds since the epoch. */
export type Trouble =
  | {
      kind: "dead-letters";
      queue: DeployedQueue;
      /** Whose messages they are: a queue, a topic, or the dead-letter queue itself. */
      of: string;
      count: number;
      /** How long ago the oldest was sent; SQS counts from then, not from when it came here. */
      oldestAgeSeconds?: number;
      since?: number;
      takenBy?: string;
    }
  | { kind: "late" | "paused"; queue: DeployedQueue; waiting: number; oldestAgeSeconds?: number; since?: number }
  | { kind: "shortage"; item: StockItem; asks: number; since?: number };

interface Known {
  topology: Topology;
  counts: Counts;
  /** Those that are open. */
  alerts: Alert[];
  stock: StockItem[];
  now: number;
}

const order = ["dead-letters", "late", "shortage", "paused"] as const;

/** Everything that is wrong: dead letters first, then what is late or overdue, then what was paused; the oldest first. */
export function troubleOf({ topology, counts, alerts, stock, now }: Known): Trouble[] {
  const ofQueues = topology.queues.flatMap((queue) => {
    const count = counts.get(queue.name);
    const ailment = ailmentOf(queue, count);
    if (!count || !ailment) return [];
    if (ailment === "dead-letters") return [deadLettersOf(queue, count, topology, alerts)];
    return [waitingOf(ailment, queue, count, now)];
  });
  const shortages = stock.flatMap((item): Trouble[] => {
    const { asks, since } = item.shortage ?? {};
    return asks ? [{ kind: "shortage", item, asks, ...(since && { since: Date.parse(since) }) }] : [];
  });
  return [...ofQueues, ...shortages].sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.since ?? now) - (b.since ?? now),
  );
}

/** When the first of it began; undefined if that is not known of any. */
export function beganAt(trouble: Trouble[]): number | undefined {
  const times = trouble.map(({ since }) => since).filter((it) => it !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
}

function deadLettersOf(queue: DeployedQueue, count: QueueCounts, topology: Topology, alerts: Alert[]): Trouble {
  const alert = alerts.find((it) => it.queue === queue.name);
  const { oldestAgeSeconds } = count;
  return {
    kind: "dead-letters",
    queue,
    of: sourceOf(topology, queue.name)?.name ?? queue.topic ?? queue.name,
    count: deadLetters(count),
    ...(oldestAgeSeconds !== undefined && { oldestAgeSeconds }),
    ...(alert && { since: Date.parse(alert.raisedAt) }),
    ...(alert?.acknowledged && { takenBy: alert.acknowledged.by.name }),
  };
}

function waitingOf(kind: "late" | "paused", queue: DeployedQueue, count: QueueCounts, now: number): Trouble {
  const { visible, inFlight, oldestAgeSeconds } = count;
  return {
    kind,
    queue,
    waiting: visible + inFlight,
    ...(oldestAgeSeconds !== undefined && { oldestAgeSeconds }),
    // How long a consumer has been paused is not known: only for how long a message has waited.
    ...(kind === "late" && oldestAgeSeconds !== undefined && { since: now - oldestAgeSeconds * 1000 }),
  };
}
