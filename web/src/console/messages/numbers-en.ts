import type { Measure, MetricRange } from "@donut/contracts/metrics";

const count = new Intl.NumberFormat("en");
const n = (value: number) => count.format(value);
const of = (value: number, one: string, more: string) => `${n(value)} ${value === 1 ? one : more}`;
const period = (minutes: number) => (minutes === 1 ? "per minute" : `per ${n(minutes)} minutes`);

/** Texts about numbers over time, and what the overview makes of them. */
export const numberTexts = {
  numbers: {
    title: "Numbers over time",
    range: "How far back",
    ranges: { "15m": "15 min", "1h": "1 h", "6h": "6 h", "24h": "24 h" } satisfies Record<MetricRange, string>,
    charts: {
      throughput: "Throughput",
      failed: "Failures",
      waiting: "Waiting",
      oldest: "Oldest message",
      duration: "Consumer’s duration",
      dead: "Dead letters",
    },
    measures: {
      sent: "Sent",
      processed: "Processed",
      failed: "Failed tries",
      waiting: "Waiting",
      oldestAgeSeconds: "Oldest message",
      durationMs: "Average",
      longestMs: "Longest",
      deadLetters: "Dead letters",
    } satisfies Record<Measure, string>,
    unit: (unit: "rate" | "count" | "seconds" | "milliseconds", minutes: number, counted: boolean) => {
      if (unit === "rate") return "per minute";
      if (counted) return period(minutes);
      if (unit === "count") return "messages";
      return unit === "seconds" ? "age" : "per call";
    },
    summary: (name: string, latest: string, highest: string, at: string) =>
      `${name}: latest ${latest}, highest ${highest} at ${at}.`,
    noneOf: (name: string) => `${name}: nothing measured in this time.`,
    nothing: "Nothing measured in this time",
    noValue: "–",
    asTable: "As a table",
    time: "Time",
    missing: "The numbers have not arrived yet. This page keeps asking.",
  },
  overview: {
    title: "Overview",
    lead: "What needs you, and how the system has been.",
    calm: "All lines run",
    calmHelp: (queues: number, consumers: number) =>
      `No dead letters, nothing late, no shortage overdue: ${of(queues, "queue", "queues")}, ${of(consumers, "consumer", "consumers")} running.`,
    needs: (value: number) => (value === 1 ? "One thing needs you" : `${n(value)} things need you`),
    since: (time: string) => `since ${time}`,
    checking: "Looking at every queue…",
    trouble: "What needs you",
    deadLetters: (queue: string, value: number) =>
      `${of(value, "message", "messages")} of ${queue} could not be handled`,
    deadOldest: (age: string) => `the oldest was sent ${age} ago`,
    untaken: "nobody is on it yet",
    takenBy: (name: string) => `${name} is on it`,
    late: (queue: string) => `${queue} is behind`,
    lateFacts: (waiting: number, age: string) =>
      `${of(waiting, "message waits", "messages wait")}, the oldest for ${age}`,
    paused: (queue: string) => `${queue} is paused`,
    pausedIdle: "nothing waits for it",
    shortage: (product: string) => `The factory owes us ${product}`,
    shortageFacts: (asks: number) =>
      asks === 1 ? "overdue, and asked for once more" : `overdue, and asked for ${n(asks)} times more`,
    openFor: (age: string) => `for ${age}`,
    actions: {
      "dead-letters": "Read and redrive",
      late: "See the queue",
      paused: "See the queue",
      shortage: "See the stock",
    },
    toMap: "Open the map",
  },
};
