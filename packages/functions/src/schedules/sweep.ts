import { withContext } from "@donut/core/context";
import type { Context } from "aws-lambda";
import { v7 } from "uuid";
import { logger } from "../logger.ts";

// Leaves time to finish the work in progress.
const marginMs = 10_000;

/**
 * Creates the function of a sweep (stacks/helpers/sweep.ts): `work` runs until `giveUpAt` (ms since the epoch) and
 * returns what it found, which is logged unless it found nothing.
 *
 * @returns the Lambda handler
 */
export function sweepWith<Found extends object>(work: (giveUpAt: number) => Promise<Found>) {
  return (_: unknown, context: Context): Promise<Found> =>
    withContext({ correlationId: v7(), requestId: context.awsRequestId }, async () => {
      const found = await work(Date.now() + context.getRemainingTimeInMillis() - marginMs);
      const something = Object.values(found).some((value) => (Array.isArray(value) ? value.length > 0 : value !== 0));
      if (something) logger.warn("Found waiting", { found });
      return found;
    });
}
