import { setTimeout } from "node:timers/promises";
import { TransactionCanceledException, TransactionInProgressException } from "@aws-sdk/client-dynamodb";
import { TransactWriteCommand, type TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { dynamodb } from "./clients.ts";

export type TransactItem = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

export type Transacted =
  | { status: "committed" }
  /** By index in `items`: the item whose condition failed, `undefined` if it does not exist. */
  | { status: "refused"; found: ReadonlyMap<number, Record<string, unknown> | undefined> }
  /** Conflicts with other writers lasted until `giveUpAt`. */
  | { status: "conflict" };

const passing = new Set(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]);
const longestPauseMs = 250;
const defaultPatienceMs = 5_000;

/**
 * Writes all of `items` or none. Retries conflicts with other writers, with growing, jittered pauses, until `giveUpAt`
 * (ms since the epoch). To get `found` items, conditions must return ALL_OLD.
 */
export async function transact(items: TransactItem[], giveUpAt = Date.now() + defaultPatienceMs): Promise<Transacted> {
  for (let attempt = 0; ; attempt++) {
    try {
      await dynamodb.send(new TransactWriteCommand({ TransactItems: items }));
      return { status: "committed" };
    } catch (error) {
      const found = refusals(error);
      if (found.size > 0) return { status: "refused", found };
    }
    const pause = Math.random() * Math.min(longestPauseMs, 5 * 2 ** attempt);
    if (Date.now() + pause > giveUpAt) return { status: "conflict" };
    await setTimeout(pause);
  }
}

/**
 * @returns the failed conditions; none if only conflicts stopped the transaction. Throws any other error, named after
 * its code.
 */
function refusals(error: unknown): Map<number, Record<string, unknown> | undefined> {
  if (error instanceof TransactionInProgressException) return new Map();
  if (!(error instanceof TransactionCanceledException)) throw error;
  const found = new Map<number, Record<string, unknown> | undefined>();
  for (const [index, { Code: code = "None", Item: item }] of (error.CancellationReasons ?? []).entries()) {
    if (code === "ConditionalCheckFailed") found.set(index, item && unmarshall(item));
    // Not the error itself: it contains whole items, and errors are logged.
    if (code !== "ConditionalCheckFailed" && code !== "None" && !passing.has(code))
      throw Object.assign(new Error(error.message), { name: code });
  }
  return found;
}
