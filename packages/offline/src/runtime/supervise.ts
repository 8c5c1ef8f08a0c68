/** A part of the runtime that can die by itself. */
export interface Engine {
  /** Settles when it has ended, asked to or not, with the last it had to say. */
  exited: Promise<{ output: string }>;
  stop(): Promise<void>;
}

export interface Supervised<E extends Engine> {
  /** The one that was started first; later ones listen where it did. */
  engine: E;
  /** Settles when the engine has died too often: with why, and what to do. */
  failed: Promise<Error>;
  stop(): Promise<void>;
}

export interface SuperviseOptions<E extends Engine> {
  /** What it is for the user: `DynamoDB`. */
  name: string;
  /** @param previous the one that died: the new one must listen where it did. */
  start(previous: E | undefined): Promise<E>;
  note(text: string): void;
  /** A death sooner than this after the start is a quick one. */
  quickMs?: number;
  quickDeaths?: number;
  /** Pause before the second try in a row; each further one is twice as long. */
  pauseMs?: number;
}

/** Starts the engine, and again whenever it dies, until it has died quickly five times in a row. */
export async function supervise<E extends Engine>(options: SuperviseOptions<E>): Promise<Supervised<E>> {
  const { name, note, quickMs = 10_000, quickDeaths = 5, pauseMs = 200 } = options;
  const failed = Promise.withResolvers<Error>();
  const stopping = new AbortController();
  const first = await options.start(undefined);
  let current = first;
  const watching = watch();

  return {
    engine: first,
    failed: failed.promise,
    async stop() {
      stopping.abort();
      await current.stop();
      await watching;
    },
  };

  async function watch(): Promise<void> {
    let deaths = 0;
    for (;;) {
      const since = performance.now();
      let reason = lastLine((await current.exited).output);
      if (stopping.signal.aborted) return;
      deaths = performance.now() - since < quickMs ? deaths + 1 : 1;
      for (let started = false; !started && deaths < quickDeaths; ) {
        if (deaths > 1) await pause(pauseMs * 2 ** (deaths - 2));
        if (stopping.signal.aborted) return;
        try {
          current = await options.start(current);
          started = true;
        } catch (error) {
          reason = (error as Error).message;
          deaths++;
        }
      }
      if (deaths >= quickDeaths) {
        failed.resolve(new Error(`${name} ended ${deaths} times in a row${reason && `, at last with: ${reason}`}`));
        return;
      }
      note(`${name} ended unexpectedly and was started again, its data is kept.${reason && ` It said: ${reason}`}`);
      if (stopping.signal.aborted) await current.stop();
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      stopping.signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

function lastLine(output: string): string {
  return output.trimEnd().split("\n").at(-1) ?? "";
}
