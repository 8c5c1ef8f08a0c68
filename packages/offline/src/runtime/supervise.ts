import { once } from "node:events";
import { setTimeout } from "node:timers/promises";

/** A part of the runtime that can die on its own. */
export interface Engine {
  /** Resolves when it ends without having been stopped. */
  crashed: Promise<Error>;
  stop(): Promise<void>;
}

export interface Supervised<E extends Engine> {
  /** The one that was started first. */
  engine: E;
  /** The one that is running, or ran last. */
  current(): E;
  /** Settles when the engine has died too often, with the reason and what to do. */
  failed: Promise<Error>;
  stop(): Promise<void>;
}

export interface SuperviseOptions<E extends Engine> {
  /** Its name for the user: `DynamoDB`. */
  name: string;
  /** The engine's address stays the same every time. */
  start(): Promise<E>;
  note(text: string): void;
  /** A death sooner than this after the start counts as a quick one. */
  quickMs?: number;
  quickDeaths?: number;
  /** Pause before the second try in a row; it doubles with each further one. */
  pauseMs?: number;
}

/**
 * Starts the engine, and restarts it whenever it dies, until it has died quickly eight times in a row. The pauses between
 * add up to 13 seconds, so that a disk that is full for a moment stops nothing for good.
 */
export async function supervise<E extends Engine>(options: SuperviseOptions<E>): Promise<Supervised<E>> {
  const { name, note, quickMs = 10_000, quickDeaths = 8, pauseMs = 200 } = options;
  const failed = Promise.withResolvers<Error>();
  const stopping = new AbortController();
  const first = await options.start();
  let current = first;
  const stopped = once(stopping.signal, "abort").then(() => undefined);
  const watching = watch();

  return {
    engine: first,
    current: () => current,
    failed: failed.promise,
    async stop() {
      stopping.abort();
      // Waits for a start in progress, so that its engine is stopped too.
      await watching;
      await current.stop();
    },
  };

  async function watch(): Promise<void> {
    let deaths = 0;
    for (;;) {
      const since = performance.now();
      let reason = await Promise.race([current.crashed, stopped]);
      if (reason === undefined) return;
      deaths = performance.now() - since < quickMs ? deaths + 1 : 1;
      for (let started = false; !started && deaths < quickDeaths; ) {
        if (deaths > 1) await pause(pauseMs * 2 ** (deaths - 2));
        if (stopping.signal.aborted) return;
        try {
          current = await options.start();
          started = true;
        } catch (error) {
          reason = error as Error;
          deaths++;
        }
      }
      if (deaths >= quickDeaths) {
        failed.resolve(new Error(`${name} ended ${deaths} times in a row, at last with: ${reason.message}`));
        return;
      }
      note(`${name} ended unexpectedly (${reason.message}) and was started again, its data is kept`);
    }
  }

  /** Ends early when the supervision does. */
  async function pause(ms: number): Promise<void> {
    await setTimeout(ms, undefined, { signal: stopping.signal }).catch(() => {});
  }
}
