import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { BuildOptions } from "esbuild";
import { compileCacheDir } from "../compile-cache.ts";
import { sourceUrl } from "../own-code.ts";
import type { Built, Order } from "./messages.ts";

interface Builder {
  child: ChildProcess;
  /** How long it stays without work. */
  idleMs: number;
  pending: Map<number, (built: Built) => void>;
}

/** Who edits builds the same again and again: then the process stays for so long. */
const editingMs = 5 * 60_000;

/** Runs esbuild in a process of its own, which exists only while there is something to build. */
export class BuildProcess {
  readonly #idleMs: number;
  #builder: Builder | undefined;
  #idle: NodeJS.Timeout | undefined;
  #last = 0;

  /** @param idleMs the process uses some 100 MB: after so long without work it ends */
  constructor(idleMs: number) {
    this.#idleMs = idleMs;
  }

  /**
   * @param again whether the same was built before: what is parsed is remembered for the next time
   * @returns the inputs' paths, relative to the working folder. Throws SyntaxError, whose message has file and line.
   */
  async build(options: BuildOptions, { again = false } = {}): Promise<string[]> {
    const id = ++this.#last;
    const { inputs, error } = await new Promise<Built>((resolve) => {
      clearTimeout(this.#idle);
      this.#builder ??= startBuilder(this.#idleMs, (ended) => {
        if (this.#builder === ended) this.#builder = undefined;
      });
      if (again) this.#builder.idleMs = editingMs;
      this.#builder.pending.set(id, (built) => {
        resolve(built);
        this.#endWhenIdle();
      });
      this.#builder.child.send({ id, options, again } satisfies Order);
    });
    if (inputs === undefined) throw new SyntaxError(error);
    return inputs;
  }

  /** Builds in progress fail. */
  async stop(): Promise<void> {
    clearTimeout(this.#idle);
    const child = this.#builder?.child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill();
    await exited;
  }

  #endWhenIdle(): void {
    if (this.#builder === undefined || this.#builder.pending.size > 0) return;
    this.#idle = setTimeout(() => this.#end(), this.#builder.idleMs).unref();
  }

  /** What is built from now on gets another process. */
  #end(): void {
    const builder = this.#builder;
    this.#builder = undefined;
    builder?.child.disconnect();
  }
}

function startBuilder(idleMs: number, onEnd: (builder: Builder) => void): Builder {
  const child = fork(fileURLToPath(sourceUrl("bundles/build-child.ts")), {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    env: { ...process.env, NODE_COMPILE_CACHE: compileCacheDir },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const pending: Builder["pending"] = new Map();
  const builder = { child, pending, idleMs };
  const settle = (built: Built) => {
    const settled = pending.get(built.id);
    pending.delete(built.id);
    settled?.(built);
  };
  const end = () => {
    onEnd(builder);
    for (const id of [...pending.keys()]) settle({ id, error: "the bundler ended before it was done" });
  };
  child.on("message", settle);
  child.on("error", end);
  child.on("exit", end);
  return builder;
}
