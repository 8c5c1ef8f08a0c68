import { setTimeout } from "node:timers/promises";
import type { Context } from "aws-lambda";

/** What services say as long as they have not heard of a role's rights. */
const refusals = ["AccessDeniedException", "UnrecognizedClientException"];

/**
 * A deploy calls the function some seconds after it made its role, and IAM tells all of AWS of a role's rights only
 * after a while (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html, eventual consistency).
 *
 * @param run may be run any number of times
 * @returns a handler that runs it again while it is refused, as long as the function has time for another try
 */
export function onceAllowed<T>(run: () => Promise<T>, pauseMs = 2_000) {
  return async (_event: unknown, context: Pick<Context, "getRemainingTimeInMillis">): Promise<T> => {
    for (;;) {
      try {
        return await run();
      } catch (error) {
        const timeIsUp = context.getRemainingTimeInMillis() < 4 * pauseMs;
        if (timeIsUp || !(error instanceof Error && refusals.includes(error.name))) throw error;
        await setTimeout(pauseMs);
      }
    }
  };
}
