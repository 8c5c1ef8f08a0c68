import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";
import { queryAll } from "../aws/query-page.ts";
import type { TransactItem } from "../aws/transact.ts";
import { countMessages } from "../queues/receive-messages.ts";
import { findQueue } from "../queues/topology.ts";
import type { Alert } from "./alert.ts";

/**
 * What is watched for after an alert was closed by hand. Its alarm stays raised while messages rest in the queue, and an
 * alarm that is raised does not ring for further ones, so they are counted.
 */
const watch = z.object({
  alarm: z.string(),
  queue: z.string(),
  /** When the closed alert was raised. */
  since: z.iso.datetime(),
  /** As many messages are known; more are new trouble. */
  known: z.int().nonnegative(),
  /** When there were more, which is a new alert. */
  troubleAt: z.iso.datetime().optional(),
});
export type Watch = z.infer<typeof watch>;

const kind = "watch";
/** Sort key of an alarm's watch, of which there is one; it sorts after every timestamp. */
const watchMark = "watch";

/** The part of a transaction that begins to watch the queue of an alert, and ends what was watched before. */
export function watchPut({ alarm, queue, raisedAt }: Alert, known: number): TransactItem {
  const item: Watch = { alarm, queue, since: raisedAt, known };
  return { Put: { TableName: Resource.AlertTable.name, Item: { ...item, raisedAt: watchMark, kind } } };
}

export async function readWatches(): Promise<Watch[]> {
  const items = await queryAll({
    TableName: Resource.AlertTable.name,
    IndexName: "recent",
    KeyConditionExpression: "kind = :kind",
    ExpressionAttributeValues: { ":kind": kind },
  });
  return z.array(watch).parse(items);
}

/** @returns all messages in the queue: a scan hides some of them for seconds */
export async function restingIn(queue: string): Promise<number> {
  const url = findQueue(queue)?.url;
  if (url === undefined) return 0;
  const { visible, inFlight, delayed } = await countMessages(url);
  return visible + inFlight + delayed;
}

/** @returns whether it was changed; it is not if it was replaced, has ended, or `condition` does not hold */
export async function changeWatch(
  { alarm, since }: Pick<Watch, "alarm" | "since">,
  change: { update: string; condition?: string; values?: Record<string, unknown> },
): Promise<boolean> {
  return attempt({
    alarm,
    update: change.update,
    condition: `since = :since${change.condition === undefined ? "" : ` AND ${change.condition}`}`,
    values: { ":since": since, ...change.values },
  });
}

/** Ends what is watched of an alarm that has been quiet since: nothing rests there any more. */
export async function endWatchBefore(alarm: string, at: string): Promise<void> {
  await attempt({ alarm, update: "REMOVE kind", condition: "since < :at", values: { ":at": at } });
}

interface Attempt {
  alarm: string;
  update: string;
  condition: string;
  values: Record<string, unknown>;
}

async function attempt({ alarm, update, condition, values }: Attempt): Promise<boolean> {
  try {
    await dynamodb.send(
      new UpdateCommand({
        TableName: Resource.AlertTable.name,
        Key: { alarm, raisedAt: watchMark },
        UpdateExpression: update,
        ConditionExpression: condition,
        ExpressionAttributeValues: values,
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
