import * as z from "zod";
import type { LogEvent } from "./log-events.ts";

const notOffered = z.undefined("is not offered here").optional();
/** The latest events first: only from this time on. */
const sortableFrom = Date.UTC(2024, 0, 1);

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
export const filterLogEventsInput = z
  .object({
    logGroupName: z.string().min(1).max(512),
    /** Milliseconds since the epoch, both included. */
    startTime: z.int().min(0).default(0),
    endTime: z.int().min(0).optional(),
    limit: z.int().min(1).max(10_000).default(10_000),
    startFromHead: z.boolean().default(true),
    nextToken: z.string().min(1).optional(),
    logGroupIdentifier: notOffered,
    logStreamNames: notOffered,
    logStreamNamePrefix: notOffered,
    filterPattern: notOffered,
    unmask: notOffered,
  })
  .refine(({ startFromHead, startTime }) => startFromHead || startTime >= sortableFrom, {
    path: ["startFromHead"],
    message: "can be false only if startTime is on or after Jan 1, 2024 00:00:00 UTC",
  });
export type FilterLogEventsInput = z.infer<typeof filterLogEventsInput>;

const place = z.object({ after: z.string(), fromHead: z.boolean() });

/**
 * A page of a group's events.
 *
 * @param all oldest first
 * @returns undefined if it did not issue the token
 */
export function filterLogEvents(all: LogEvent[], input: FilterLogEventsInput) {
  const { startTime, endTime = Number.POSITIVE_INFINITY, limit, startFromHead, nextToken } = input;
  const last = nextToken === undefined ? undefined : placeOf(nextToken);
  if (nextToken !== undefined && last === undefined) return undefined;
  const fromHead = last?.fromHead ?? startFromHead;
  const isLeft = ({ id }: LogEvent) => last === undefined || (fromHead ? id > last.after : id < last.after);
  const found = all.filter((event) => event.at >= startTime && event.at <= endTime && isLeft(event));
  const sorted = fromHead ? found : found.reverse();
  const events = sorted.slice(0, limit);
  const after = events.at(-1)?.id;
  const more = sorted.length > events.length && after !== undefined;
  return { events, ...(more && { nextToken: tokenOf({ after, fromHead }) }) };
}

function tokenOf(it: z.infer<typeof place>): string {
  return Buffer.from(JSON.stringify(it)).toString("base64url");
}

function placeOf(token: string): z.infer<typeof place> | undefined {
  try {
    return place.parse(JSON.parse(Buffer.from(token, "base64url").toString("utf8")));
  } catch {
    return undefined;
  }
}
