import { realpath } from "node:fs/promises";
import type { Bundle } from "../bundles/bundler.ts";
import { compileCacheDir } from "../compile-cache.ts";
import { region } from "../graph/addresses.ts";
import type { Graph, LambdaFunction } from "../graph/types.ts";
import type { Role } from "../iam/roles.ts";
import { watchSources } from "../watch/watch-sources.ts";
import { createAsyncInvoker } from "./async-invoke.ts";
import type { LogEntry } from "./environment.ts";
import { handlerFile } from "./handler-file.ts";
import { logGroupOf, logStreamAt } from "./log-names.ts";
import type { InvocationError } from "./messages.ts";
import { oneAfterAnother } from "./one-after-another.ts";
import { type InvocationResult, Pool } from "./pool.ts";
import { Precedence } from "./precedence.ts";
import { timeLimits } from "./time-limits.ts";

export type { LogEntry } from "./environment.ts";
export type { InvocationError } from "./messages.ts";
export type { InvocationResult } from "./pool.ts";

export interface FunctionsOptions {
  graph: Pick<Graph, "functions">;
  /** The project root: handlers' paths are relative to it. */
  root: string;
  /**
   * The function's environment variables, in addition to those that Lambda itself sets. Read for every new environment.
   */
  environment(fn: LambdaFunction): Record<string, string>;
  /** The permissions of the function's role; absent: everything is allowed. */
  role?(fn: LambdaFunction): Role;
  /** Whether no caller waits for the function's result, as for a queue's consumer. */
  inBackground?(fn: LambdaFunction): boolean;
  /** Whether only a schedule invokes the function, every few minutes: its environments end when they are done. */
  onSchedule?(fn: LambdaFunction): boolean;
  /** The function's bundle; absent: its environments load the sources themselves. Rejects if it does not compile. */
  bundleOf?(fn: LambdaFunction): Promise<Bundle>;
  log(entry: LogEntry): void;
  /** Called with how long each invocation of a function took. */
  measured?(functionName: string, durationMs: number): void;
  /** Folders to watch: functions that use a changed file get new environments; none: no watching. */
  watch?: string[];
  /** Called when functions get new environments because of an edit. The function itself logs a failed start. */
  onReload?(functions: string[], files: string[]): void;
  /**
   * An idle environment ends after this time, or after a twentieth of it if it is not its function's only one. Default: 5
   * minutes.
   */
  idleMs?: number;
  /** A debugger may stop functions: none times out. */
  debugging?: boolean;
  /** Pauses before the second and the third try of an asynchronous invocation. Default: as on AWS, 1 and 2 minutes. */
  asyncRetryDelaysMs?: number[];
}

export interface Functions {
  /**
   * Runs the function and waits for its end; a function that fails resolves with `status: "failed"`. Throws if no
   * function has that name, or if the event is not JSON.
   */
  invoke(name: string, event: unknown, options?: { requestId?: string }): Promise<InvocationResult>;
  /** Queues the event for the function, with up to three tries. Throws like `invoke`. @returns the request id. */
  invokeAsync(name: string, event: unknown, options?: { requestId?: string }): string;
  /** Starts an environment of each function that has none. @returns the functions that failed to start. */
  warm(names?: string[]): Promise<{ function: string; error: InvocationError }[]>;
  /** Gives the functions that use one of the files (absolute paths) new environments. @returns their names. */
  reload(files: string[]): Promise<string[]>;
  /** The number of the function's environments. */
  environments(name: string): number;
  /** Running invocations may finish for `graceMs` (default 5 s); new ones are throttled. */
  stop(graceMs?: number): Promise<void>;
}

const reapEveryMs = 30_000;

/** The functions of a graph, each in its own worker threads. */
export async function createFunctions(options: FunctionsOptions): Promise<Functions> {
  const { graph, log, idleMs = 5 * 60_000 } = options;
  const surplusIdleMs = idleMs / 20;
  const pools = new Map<string, Pool>();
  const precedence = new Precedence();
  const inBackground = namesOf(graph, options.inBackground);
  const scheduled = namesOf(graph, options.onSchedule);
  const inTurn = oneAfterAnother();
  for (const fn of graph.functions) {
    const variables = () => variablesOf(fn, options);
    const role = options.role?.(fn);
    const background = inBackground.has(fn.name);
    const endsWhenDone = scheduled.has(fn.name);
    const limits = timeLimits(fn, options.debugging ?? false);
    const { file, exportName } = await handlerFile(options.root, fn.handler);
    const code = async () => options.bundleOf?.(fn) ?? { file };
    const measured = (durationMs: number) => options.measured?.(fn.name, durationMs);
    pools.set(
      fn.name,
      new Pool({ fn, code, exportName, variables, role, background, endsWhenDone, limits, log, measured }),
    );
  }
  const reaper = setInterval(
    () => {
      for (const pool of pools.values()) pool.reap(idleMs, surplusIdleMs);
    },
    Math.min(reapEveryMs, surplusIdleMs),
  ).unref();
  const retries = createAsyncInvoker({ invoke, log, delaysMs: options.asyncRetryDelaysMs ?? [60_000, 120_000] });
  const watcher = await watchSources(options.watch ?? [], async (files) => {
    const reloaded = await reload(files);
    if (reloaded.length > 0) options.onReload?.(reloaded, files);
  });

  return {
    invoke,
    invokeAsync(name, event, invocation) {
      poolOf(name);
      return retries.invokeAsync(name, event, invocation);
    },
    warm,
    reload,
    environments: (name) => poolOf(name).size,
    async stop(graceMs = 5_000) {
      clearInterval(reaper);
      retries.stop();
      precedence.stop();
      await watcher.close();
      await Promise.all([...pools.values()].map((pool) => pool.stop(graceMs)));
    },
  };

  async function invoke(name: string, event: unknown, { requestId }: { requestId?: string } = {}) {
    const pool = poolOf(name);
    const text = JSON.stringify(event ?? null);
    const invocation = () => pool.invoke(text, requestId);
    if (inBackground.has(name)) return precedence.inBackground(invocation);
    return scheduled.has(name) ? inTurn(invocation) : precedence.answer(invocation);
  }

  async function warm(names = [...pools.keys()]) {
    const failures: { function: string; error: InvocationError }[] = [];
    for (const name of names) {
      const error = await poolOf(name).warm();
      if (error !== undefined) failures.push({ function: name, error });
    }
    return failures;
  }

  async function reload(files: string[]): Promise<string[]> {
    // Environments know files by their real paths.
    const changed = new Set(await Promise.all(files.map((file) => realpath(file).catch(() => file))));
    const names = [...pools].filter(([, pool]) => pool.renew(changed)).map(([name]) => name);
    await warm(names);
    return names;
  }

  function poolOf(name: string): Pool {
    const pool = pools.get(name);
    if (pool === undefined) throw new Error(`no function is named ${name}; there are: ${[...pools.keys()].join(", ")}`);
    return pool;
  }
}

const namesOf = ({ functions }: FunctionsOptions["graph"], which: (fn: LambdaFunction) => boolean = () => false) =>
  new Set(functions.filter(which).map(({ name }) => name));

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
function variablesOf(fn: LambdaFunction, { root, environment, role }: FunctionsOptions) {
  return {
    ...pick(process.env, ["PATH", "HOME", "LANG", "TMPDIR", "NODE_EXTRA_CA_CERTS"]),
    NODE_COMPILE_CACHE: compileCacheDir,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    AWS_LAMBDA_FUNCTION_NAME: fn.name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_FORMAT: fn.logFormat ?? "Text",
    AWS_LAMBDA_LOG_GROUP_NAME: logGroupOf(fn),
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamAt(new Date()),
    LAMBDA_TASK_ROOT: root,
    _HANDLER: fn.handler,
    ...fn.environment,
    ...environment(fn),
    ...(role && { AWS_ACCESS_KEY_ID: role(fn).accessKeyId }),
  };
}

function pick(from: NodeJS.ProcessEnv, names: string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
}
