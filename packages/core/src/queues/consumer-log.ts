import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { type ConsumerLog, type LogLine, mostLogLines } from "@donut/contracts/logs";
import { recent } from "../recent.ts";
import { logLineOf } from "./log-line.ts";
import { readTopology } from "./topology.ts";

export type FoundLog =
  | ({ status: "found" } & ConsumerLog)
  /** The queue is deployed, and nothing consumes it. */
  | { status: "no-consumer" }
  | { status: "unknown-queue" };

const searchedMs = 7 * 24 * 3_600_000;
/** CloudWatch may answer with empty pages while it searches. */
const mostPages = 5;
/** Around each line of its own, a function's log has at most Lambda's about the start and the end. */
const eventsPerLine = 3;
// CloudWatch limits the calls of the whole account: everybody who watches shares an answer.
const freshForMs = 2_000;

const cloudwatchLogs = /* @__PURE__ */ new CloudWatchLogsClient({});
const cached = new Map<string, () => Promise<ConsumerLog>>();

/** Reads the last lines of the log of a queue's consumer, newest first; `limit` is `mostLogLines` at most. */
export async function readConsumerLog(queue: string, limit: number): Promise<FoundLog> {
  const deployed = readTopology().queues.find(({ name }) => name === queue);
  if (deployed === undefined) return { status: "unknown-queue" };
  if (deployed.consumer === undefined) return { status: "no-consumer" };
  const { logGroup } = deployed.consumer;
  const read = cached.get(logGroup) ?? recent(freshForMs, () => readLatest(logGroup));
  cached.set(logGroup, read);
  const { since, lines } = await read();
  return { status: "found", since, lines: lines.slice(0, limit) };
}

async function readLatest(logGroupName: string): Promise<ConsumerLog> {
  const startTime = Date.now() - searchedMs;
  const lines: LogLine[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < mostPages && lines.length < mostLogLines; page++) {
    const found = await cloudwatchLogs.send(
      new FilterLogEventsCommand({
        logGroupName,
        startTime,
        startFromHead: false,
        limit: eventsPerLine * mostLogLines,
        nextToken,
      }),
    );
    for (const { eventId: id = "", timestamp: at = 0, message = "" } of found.events ?? []) {
      const line = logLineOf({ id, at, message });
      if (line) lines.push(line);
    }
    nextToken = found.nextToken;
    if (nextToken === undefined) break;
  }
  return { since: new Date(startTime).toISOString(), lines: lines.slice(0, mostLogLines) };
}
