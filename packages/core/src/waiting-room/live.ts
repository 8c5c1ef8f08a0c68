import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import type { RoomState } from "./room.ts";

const key = { pk: "room", sk: "live" };

const sample = z.object({ at: z.int(), released: z.int(), heldMs: z.number(), admitted: z.int() });
type Sample = z.infer<typeof sample>;

/** What the last tick saw. It does not affect who is next. */
const live = z.object({
  /** When the tick was due, in ms since the epoch. */
  slot: z.int().default(0),
  at: z.int().optional(),
  lagMs: z.number().optional(),
  tookMs: z.number().optional(),
  epoch: z.int().default(0),
  sockets: z.int().default(0),
  feed: z.enum(["socket", "board"]).default("socket"),
  lobby: z.boolean().default(false),
  /** The number drawn last. */
  issued: z.int().default(0),
  /** The last entry at some point in time. */
  mark: z.object({ at: z.int(), entry: z.int() }).optional(),
  samples: z.array(sample).default([]),
  pace: z
    .object({
      holdSeconds: z.number().optional(),
      turns: z.int(),
      perMinute: z.number(),
    })
    .default({ turns: 0, perMinute: 0 }),
});
export type Live = z.infer<typeof live>;

export async function readLive(): Promise<Live> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.WaitingTable.name, Key: key, ConsistentRead: true }),
  );
  return live.parse(item ?? {});
}

/** @returns false if this tick, or a later one, has been noted before */
export async function writeLive(next: Live): Promise<boolean> {
  try {
    await dynamodb.send(
      new PutCommand({
        TableName: Resource.WaitingTable.name,
        Item: { ...key, ...next },
        ConditionExpression: "attribute_not_exists(slot) OR slot < :slot",
        ExpressionAttributeValues: { ":slot": next.slot },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

const mostSamples = 40;
const sampleEveryMs = 10_000;
/** The pace is measured over this many turns, or this long. */
const turnsOfPace = 100;
const paceMs = 600_000;
const minuteMs = 60_000;

/** Adds the current counters. @returns the samples to keep, and the resulting pace. */
export function paceOf(before: Live, { epoch, released, heldMs, admitted }: RoomState, at: number) {
  const now: Sample = { at, released, heldMs, admitted };
  const known = before.epoch === epoch ? before.samples.filter((it) => it.released <= released) : [];
  const recent = known.filter((it) => at - it.at <= paceMs);
  const start = recent.findLast((it) => released - it.released >= turnsOfPace) ?? recent[0] ?? known.at(-1);
  const last = known.at(-1);
  const samples = last && at - last.at < sampleEveryMs ? known : [...known, now].slice(-mostSamples);
  const turns = start ? released - start.released : 0;
  const minute = recent.find((it) => at - it.at <= minuteMs) ?? start;
  const minutes = minute ? Math.max(at - minute.at, 1_000) / minuteMs : 0;
  return {
    samples,
    pace: {
      ...(start && turns > 0 && { holdSeconds: (heldMs - start.heldMs) / turns / 1_000 }),
      turns,
      perMinute: minute && minutes > 0 ? (admitted - minute.admitted) / minutes : 0,
    },
  };
}
