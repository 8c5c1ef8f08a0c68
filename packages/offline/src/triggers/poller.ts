/** What feeds a function from a queue or a stream. */
export interface Poller {
  /** Takes no further batch; resolves when that is certain. Those in hand go on. */
  pause(): Promise<void>;
  /** As `pause`, but resolves when the batches in hand are done. */
  stop(): Promise<void>;
}
