/**
 * Why a message could not be handled. Throw it where the cause is known: `retryable: false` sends the message on its
 * shortest way to the dead-letter queue. Every other error counts as retryable, after a growing pause or the one given
 * as `retryAfterSeconds`.
 */
export class Failure extends Error {
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    name: string,
    message: string,
    options: { retryable: boolean; retryAfterSeconds?: number; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = name;
    this.retryable = options.retryable;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
