import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { compileCacheDir } from "../compile-cache.ts";
import type { ReportedRefusal } from "../iam/refusal.ts";
import { threadUrl } from "../own-code.ts";

export interface EngineThread {
  port: number;
  /** Resolves when the engine ends without having been stopped. */
  crashed: Promise<Error>;
  /** Asks the engine to end, and resolves when it has. */
  stop(): Promise<void>;
  /** Sends it a message, and resolves when it answers `{done: true}`. */
  tell(message: object): Promise<void>;
}

/**
 * Starts an engine in its own thread, so that the engine and the functions do not block each other. The worker posts
 * `{port}` when it listens, and ends when it is sent a text. Rethrows what the worker throws before that.
 */
export async function startEngineThread(
  name: string,
  file: URL,
  {
    workerData,
    environment = process.env,
    refused,
  }: {
    workerData: object;
    environment?: NodeJS.ProcessEnv;
    refused?: ((refusal: ReportedRefusal) => void) | undefined;
  },
): Promise<EngineThread> {
  const worker = new Worker(threadUrl("engines/thread-entry"), {
    argv: [file.href],
    name,
    workerData,
    env: { ...environment, NODE_COMPILE_CACHE: compileCacheDir },
    // A quarter of the default: an engine's answers are short-lived, and garbage collection takes no longer.
    resourceLimits: { maxYoungGenerationSizeMb: 12 },
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
  let done: (() => void) | undefined;
  worker.on("message", (message: { refused?: ReportedRefusal; done?: true }) => {
    if (message.refused) refused?.(message.refused);
    if (message.done) done?.();
  });
  const [{ port }] = (await once(worker, "message")) as [{ port: number }];
  let stopping = false;
  const crash = Promise.withResolvers<Error>();
  const ended = new Promise<void>((resolve) => {
    worker.once("error", crash.resolve);
    worker.once("exit", (code) => {
      if (!stopping) crash.resolve(new Error(`The engine ${name} ended with exit code ${code}.`));
      resolve();
    });
  });
  return {
    port,
    crashed: crash.promise,
    async tell(message) {
      const answered = new Promise<void>((resolve) => {
        done = resolve;
      });
      worker.postMessage(message);
      await Promise.race([answered, ended]);
    },
    async stop() {
      stopping = true;
      worker.postMessage("stop");
      await ended;
    },
  };
}
