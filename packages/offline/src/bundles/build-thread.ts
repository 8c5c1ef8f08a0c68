import { Worker } from "node:worker_threads";
import type { BuildOptions } from "esbuild";
import { compileCacheDir } from "../compile-cache.ts";
import type { Built, Order } from "./messages.ts";

interface Thread {
  worker: Worker;
  pending: Map<number, (built: Built) => void>;
}

/** Runs esbuild in a thread of its own, which exists only while there is something to build. */
export class BuildThread {
  readonly #idleMs: number;
  #thread: Thread | undefined;
  #idle: NodeJS.Timeout | undefined;
  #last = 0;

  /** @param idleMs the bundler and its process use some 100 MB: after so long without work they end */
  constructor(idleMs: number) {
    this.#idleMs = idleMs;
  }

  /** @returns the inputs' paths, relative to the working folder. Throws SyntaxError, whose message has file and line. */
  async build(options: BuildOptions): Promise<string[]> {
    const id = ++this.#last;
    const { inputs, error } = await new Promise<Built>((resolve) => {
      clearTimeout(this.#idle);
      this.#thread ??= startThread((ended) => {
        if (this.#thread === ended) this.#thread = undefined;
      });
      this.#thread.pending.set(id, (built) => {
        resolve(built);
        this.#endWhenIdle();
      });
      this.#thread.worker.postMessage({ id, options } satisfies Order);
    });
    if (inputs === undefined) throw new SyntaxError(error);
    return inputs;
  }

  async stop(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#end();
  }

  #endWhenIdle(): void {
    if (this.#thread === undefined || this.#thread.pending.size > 0) return;
    this.#idle = setTimeout(() => this.#end(), this.#idleMs).unref();
  }

  /** What is built from now on gets another thread. */
  async #end(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.worker.terminate();
  }
}

function startThread(onEnd: (thread: Thread) => void): Thread {
  const worker = new Worker(new URL("./thread.ts", import.meta.url), {
    name: "bundler",
    execArgv: ["--disable-warning=ExperimentalWarning"],
    env: { ...process.env, NODE_COMPILE_CACHE: compileCacheDir },
  });
  const pending: Thread["pending"] = new Map();
  const thread = { worker, pending };
  const settle = (built: Built) => {
    const settled = pending.get(built.id);
    pending.delete(built.id);
    settled?.(built);
  };
  worker.on("message", settle);
  worker.on("error", () => {});
  worker.on("exit", () => {
    onEnd(thread);
    for (const id of [...pending.keys()]) settle({ id, error: "the bundler ended before it was done" });
  });
  return thread;
}
