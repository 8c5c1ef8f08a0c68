import type { DynamoDBRecord } from "aws-lambda";
import type { EventSourceMapping } from "../graph/types.ts";
import type { InvocationResult } from "../lambda/functions.ts";
import { batchResult } from "./batch-result.ts";

export interface GivenUp {
  records: DynamoDBRecord[];
  /** How many times the function was tried with them. */
  invocations: number;
  condition: "RetryAttemptsExhausted" | "RecordAgeExceeded";
  /** Of the last try. */
  result?: InvocationResult;
}

export interface StreamBatchOptions {
  mapping: Pick<
    EventSourceMapping,
    "reportBatchItemFailures" | "bisectBatchOnError" | "maximumRetryAttempts" | "maximumRecordAgeSeconds"
  >;
  invoke(records: DynamoDBRecord[]): Promise<InvocationResult>;
  /** Everything up to this record is done. */
  done(last: DynamoDBRecord): void;
  /** The retries are used up, or the records have become too old. */
  giveUp(given: GivenUp): Promise<void>;
  /** A pause before try `attempt`; rejects when the poller stops. */
  pause(attempt: number): Promise<void>;
}

/**
 * Passes records to a function in order until all are handled or given up, as Lambda does with a shard:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html. Splitting a batch does not count as a
 * retry.
 */
export async function handleBatch(given: DynamoDBRecord[], options: StreamBatchOptions, attempt = 1): Promise<void> {
  const { mapping, invoke, done, giveUp, pause } = options;
  const records = await withoutTooOld(given, options, attempt);
  const last = records.at(-1);
  if (last === undefined) return;

  const result = await invoke(records);
  if (result.status === "throttled") {
    // The function did not run, so this does not count as a try.
    await pause(attempt);
    return handleBatch(records, options, attempt);
  }
  const firstFailed = failedFrom(records, result, mapping.reportBatchItemFailures);
  if (firstFailed === undefined) return done(last);
  const before = records[firstFailed - 1];
  if (before !== undefined) done(before);
  const rest = records.slice(firstFailed);

  if (mapping.bisectBatchOnError && firstFailed === 0 && rest.length > 1) {
    const middle = Math.ceil(rest.length / 2);
    await pause(attempt);
    await handleBatch(rest.slice(0, middle), options, attempt);
    return handleBatch(rest.slice(middle), options, attempt);
  }
  // If others were done before it, the first remaining record has failed only once.
  const tries = before === undefined ? attempt : 1;
  const retries = mapping.maximumRetryAttempts ?? -1;
  if (retries >= 0 && tries > retries) {
    await giveUp({ records: rest, invocations: tries, condition: "RetryAttemptsExhausted", result });
    return done(last);
  }
  await pause(tries);
  return handleBatch(rest, options, tries + 1);
}

/** @returns the records without leading ones that are older than the mapping's maximum age: those are given up */
async function withoutTooOld(
  records: DynamoDBRecord[],
  { mapping, giveUp, done }: StreamBatchOptions,
  attempt: number,
): Promise<DynamoDBRecord[]> {
  if (mapping.maximumRecordAgeSeconds === undefined) return records;
  const horizon = Date.now() / 1000 - mapping.maximumRecordAgeSeconds;
  const isTooOld = ({ dynamodb }: DynamoDBRecord) => (dynamodb?.ApproximateCreationDateTime ?? Infinity) < horizon;
  const firstFresh = records.findIndex((record) => !isTooOld(record));
  const tooOld = firstFresh === -1 ? records : records.slice(0, firstFresh);
  const last = tooOld.at(-1);
  if (last === undefined) return records;
  await giveUp({ records: tooOld, invocations: attempt - 1, condition: "RecordAgeExceeded" });
  done(last);
  return records.slice(tooOld.length);
}

/** @returns the index of the first record to retry; undefined if none failed. */
function failedFrom(records: DynamoDBRecord[], result: InvocationResult, reports: boolean): number | undefined {
  const numbers = records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? "");
  const batch = batchResult(result, reports, new Set(numbers));
  if (batch.status === "succeeded") return undefined;
  if (batch.status === "failed") return 0;
  return numbers.findIndex((number) => batch.failed.has(number));
}
