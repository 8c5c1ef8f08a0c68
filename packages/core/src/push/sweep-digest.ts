import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { pushDigestOpened } from "@donut/contracts/events/push";
import { dynamodb } from "../aws/clients.ts";
import { createEvent } from "../messaging/event.ts";
import { outboxPut } from "../messaging/outbox.ts";
import { readCollecting } from "./collect.ts";

export interface DigestSweep {
  announced: number;
}

const patienceMs = 5 * 60_000;

/**
 * Announces an open digest again if nobody has closed it. Without its message, every later order would be collected in
 * it and none announced.
 */
export async function sweepDigest(_giveUpAt: number, now = Date.now()): Promise<DigestSweep> {
  const present = await readCollecting();
  if (present === undefined || Math.abs(now - openedAt(present.digestId)) < patienceMs) return { announced: 0 };
  const event = createEvent(pushDigestOpened, { digestId: present.digestId });
  await dynamodb.send(new PutCommand(outboxPut(event).Put));
  return { announced: 1 };
}

/** A UUID v7 begins with its timestamp, in ms since the epoch. */
function openedAt(digestId: string): number {
  return Number.parseInt(digestId.replaceAll("-", "").slice(0, 12), 16);
}
