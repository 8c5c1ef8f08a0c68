import { once } from "node:events";
import { Worker } from "node:worker_threads";

export interface EngineThread {
  port: number;
  /** Resolves when the engine ends without having been stopped. */
  crashed: Promise<Error>;
  /** Asks the engine to end, and resolves when it has. */
  stop(): Promise<void>;
}

/**
 * Starts an engine in a thread of its own, so that its work does not wait for the functions' and theirs not for it.
 * The worker posts `{port}` when it listens, and ends when it is sent a message. Throws what the worker throws before.
 */
export async function startEngineThread(
  name: string,
  file: URL,
  { workerData, environment = process.env }: { workerData: object; environment?: NodeJS.ProcessEnv },
): Promise<EngineThread> {
  const worker = new Worker(file, {
    name,
    workerData,
    env: environment,
    execArgv: ["--disable-warning=ExperimentalWarning"],
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
    async stop() {
      stopping = true;
      worker.postMessage("stop");
      await ended;
    },
  };
}
