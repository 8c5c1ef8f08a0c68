/** Feeds a function from a queue or a stream. */
export interface Poller {
  /** Stops taking batches; resolves once no more will be taken. Batches in progress continue. */
  pause(): Promise<void>;
  /** Like `pause`, but resolves when the batches in progress are done. */
  stop(): Promise<void>;
}
