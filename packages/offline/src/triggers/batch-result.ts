import type { InvocationResult } from "../lambda/functions.ts";

export type BatchResult = { status: "succeeded" } | { status: "failed" } | { status: "partly"; failed: Set<string> };

/**
 * The result of a batch. An invalid response fails the whole batch:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 *
 * @param ids of the batch's records
 */
export function batchResult(result: InvocationResult, reportsItemFailures: boolean, ids: Set<string>): BatchResult {
  if (result.status !== "succeeded") return { status: "failed" };
  if (!reportsItemFailures) return { status: "succeeded" };

  const response: unknown = JSON.parse(result.payload);
  if (response === null) return { status: "succeeded" };
  if (typeof response !== "object") return { status: "failed" };
  const { batchItemFailures: failures } = response as { batchItemFailures?: unknown };
  if (failures === undefined || failures === null) return { status: "succeeded" };
  if (!Array.isArray(failures)) return { status: "failed" };

  const failed = new Set<string>();
  for (const failure of failures as ({ itemIdentifier?: unknown } | null)[]) {
    const id = failure?.itemIdentifier;
    if (typeof id !== "string" || !ids.has(id)) return { status: "failed" };
    failed.add(id);
  }
  return failed.size === 0 ? { status: "succeeded" } : { status: "partly", failed };
}
