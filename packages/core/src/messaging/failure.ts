/**
 * Why a message could not be handled. Throw it where the cause is known: with `retryable: false` the message goes to
 * the dead-letter queue without further delay. Every other error counts as retryable, after a growing delay or after
 * `retryAfterSeconds`.
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
