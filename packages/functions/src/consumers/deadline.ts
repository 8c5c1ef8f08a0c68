import { Failure } from "@donut/core/messaging/failure";

/**
 * Runs `work` for at most `milliseconds`. Then its signal is aborted and the result is a retryable failure, even if the
 * work ignores the signal.
 */
export async function withDeadline<T>(milliseconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new Failure("TimedOut", "The message was not handled in the function's time.", { retryable: true });
  if (milliseconds <= 0) throw late;
  const controller = new AbortController();
  const { promise: deadline, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    controller.abort(late);
    reject(late);
  }, milliseconds);
  try {
    return await Promise.race([work(controller.signal), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
