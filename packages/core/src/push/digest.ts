import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { pushLimits } from "@donut/contracts/push";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { type TransactItem, transact } from "../aws/transact.ts";
import { type Collecting, collectingKey, expiry, readCollecting } from "./collect.ts";
import { countOf, type FloodNotice, floodNotice, type Notice, orderNotice } from "./notice.ts";

/** The notices of one digest: a few orders one by one, or the whole flood so far in one notice. */
const digest = z.object({ notices: z.array(z.discriminatedUnion("kind", [orderNotice, floodNotice])) });

/** What was announced recently, which decides whether the next orders are part of a flood. */
const lately = z.object({
  version: z.int(),
  told: z.array(z.object({ at: z.int(), count: z.int() })),
  flood: floodNotice.extend({ since: z.int(), until: z.int() }).optional(),
});
type Lately = z.infer<typeof lately>;

const latelyKey = { pk: "lately" };
/** After this long, a continuing flood is announced as a new one: the earlier notification may have been dismissed. */
const longestFloodMs = 10 * 60_000;
const atATimeMs = pushLimits.floodSeconds * 1_000;
const patienceMs = 5_000;

export type Closed =
  | { status: "closed"; notices: Notice[] }
  /** Conflicts with other writers lasted until time was up. */
  | { status: "busy" };

/**
 * Ends the collecting of a digest and decides how to announce its orders. Idempotent: it returns the same notices
 * again. Each order belongs to a single notice, or to a single flood, whose later notices replace the earlier ones and
 * count all of it.
 */
export async function closeDigest(digestId: string, now = Date.now()): Promise<Closed> {
  const giveUpAt = Date.now() + patienceMs;
  while (Date.now() < giveUpAt) {
    const [present, before] = await Promise.all([readCollecting(), readLately()]);
    // It was closed before: closing it and storing its notices happen in one transaction.
    if (present?.digestId !== digestId) return { status: "closed", notices: await noticesOf(digestId) };
    const { notices, after } = decide(present, before, now);
    const result = await transact(
      [taking(present), keeping(digestId, notices), ...latestOf(notices), remembering(before, after)],
      giveUpAt,
    );
    if (result.status === "committed") return { status: "closed", notices };
  }
  return { status: "busy" };
}

/** @returns whether a later notice of the same flood already counts its orders */
export async function isOvertaken({ floodId, digestId }: FloodNotice): Promise<boolean> {
  const item = await get(floodKey(floodId));
  return item !== undefined && item.latest !== digestId;
}

function decide(present: Collecting, { version, told, flood: last }: Lately, now: number) {
  const { digestId, counts, first, totals } = present;
  const count = countOf(counts);
  const recent = told.filter(({ at }) => at > now - atATimeMs);
  const going = last && last.until > now && last.since > now - longestFloodMs ? last : undefined;
  const many = recent.reduce((sum, it) => sum + it.count, count) > pushLimits.oneByOne;
  const next = { version: version + 1, told: [...recent, { at: now, count }] };
  if (!going && !many) return { notices: first, after: { ...next, ...(last && { flood: last }) } };
  const notice: FloodNotice = {
    kind: "flood",
    floodId: going?.floodId ?? digestId,
    digestId,
    at: new Date(now).toISOString(),
    counts: { ...counts, ...sum(going?.counts ?? {}, counts) },
    totals: sum(going?.totals ?? {}, totals),
  };
  const flood = { ...notice, since: going?.since ?? now, until: now + atATimeMs };
  return { notices: [notice], after: { ...next, flood } };
}

function sum(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...names].map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
}

/** Fails if an order came in after the read; then everything is read again. */
function taking({ digestId, version }: Collecting): TransactItem {
  return {
    Delete: {
      TableName: Resource.PushTable.name,
      Key: collectingKey,
      ConditionExpression: "digestId = :digestId AND version = :version",
      ExpressionAttributeValues: { ":digestId": digestId, ":version": version },
    },
  };
}

function keeping(digestId: string, notices: z.infer<typeof digest>["notices"]): TransactItem {
  return {
    Put: {
      TableName: Resource.PushTable.name,
      Item: { pk: `digest#${digestId}`, notices, expiresAt: expiry() },
      ConditionExpression: "attribute_not_exists(pk)",
    },
  };
}

/** Lets a late notice of the flood find out that a newer one has replaced it. */
function latestOf(notices: Notice[]): TransactItem[] {
  return notices.flatMap((notice) =>
    notice.kind === "flood"
      ? [
          {
            Put: {
              TableName: Resource.PushTable.name,
              Item: { ...floodKey(notice.floodId), latest: notice.digestId, expiresAt: expiry() },
            },
          },
        ]
      : [],
  );
}

const floodKey = (floodId: string) => ({ pk: `flood#${floodId}` });

function remembering({ version }: Lately, after: Lately): TransactItem {
  return {
    Put: {
      TableName: Resource.PushTable.name,
      Item: { ...latelyKey, ...after },
      ConditionExpression: "attribute_not_exists(pk) OR version = :version",
      ExpressionAttributeValues: { ":version": version },
    },
  };
}

/** @returns an empty list for a digest that is no longer stored */
async function noticesOf(digestId: string): Promise<Notice[]> {
  const item = await get({ pk: `digest#${digestId}` });
  return item ? digest.parse(item).notices : [];
}

async function readLately(): Promise<Lately> {
  const item = await get(latelyKey);
  return item ? lately.parse(item) : { version: 0, told: [] };
}

async function get(key: { pk: string }) {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.PushTable.name, Key: key, ConsistentRead: true }),
  );
  return item;
}
