import { setTimeout } from "node:timers/promises";
import type { Context } from "aws-lambda";

/** Errors of services that have not heard of a role's permissions yet. */
const refusals = ["AccessDeniedException", "UnrecognizedClientException"];

/**
 * A deploy calls the function some seconds after creating its role, but IAM propagates a role's permissions only after
 * a while (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html, eventual consistency).
 *
 * @param run may run any number of times
 * @returns a handler that runs it again while it is refused, as long as there is time for another try
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
