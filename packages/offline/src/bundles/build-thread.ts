import { Worker } from "node:worker_threads";
import type { BuildOptions } from "esbuild";
import { compileCacheDir } from "../compile-cache.ts";
import type { Built, Order } from "./messages.ts";

/** The bundler and its process use some 100 MB: without work they end. */
const idleMs = 2_000;

/** Runs esbuild in a thread of its own, which exists only while there is something to build. */
export class BuildThread {
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #last = 0;
  readonly #pending = new Map<number, (built: Built) => void>();

  /** @returns the inputs' paths, relative to the working folder. Throws an error whose message has file and line. */
  async build(options: BuildOptions): Promise<string[]> {
    const id = ++this.#last;
    const { inputs, error } = await new Promise<Built>((resolve) => {
      clearTimeout(this.#idle);
      this.#worker ??= this.#start();
      this.#pending.set(id, resolve);
      this.#worker.postMessage({ id, options } satisfies Order);
    });
    if (inputs === undefined) throw new SyntaxError(error);
    return inputs;
  }

  async stop(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL("./thread.ts", import.meta.url), {
      name: "bundler",
      execArgv: ["--disable-warning=ExperimentalWarning"],
      env: { ...process.env, NODE_COMPILE_CACHE: compileCacheDir },
    });
    worker.on("message", (built: Built) => this.#settle(built));
    worker.on("error", () => {});
    worker.on("exit", () => this.#ended(worker));
    return worker;
  }

  #settle(built: Built): void {
    this.#pending.get(built.id)?.(built);
    this.#pending.delete(built.id);
    if (this.#pending.size > 0) return;
    this.#idle = setTimeout(() => this.#worker?.terminate(), idleMs).unref();
  }

  #ended(worker: Worker): void {
    if (this.#worker === worker) this.#worker = undefined;
    for (const [id, settle] of this.#pending) settle({ id, error: "the bundler ended before it was done" });
    this.#pending.clear();
  }
}
