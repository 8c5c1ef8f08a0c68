import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import type { LambdaFunction } from "../graph/types.ts";
import type { Role } from "../iam/roles.ts";
import { Environment, type LogEntry, logTailLength, type Outcome } from "./environment.ts";
import type { Code, InvocationError } from "./messages.ts";
import { endLines, errorLines, startLines } from "./platform-lines.ts";
import { idleShare, processorTime } from "./processors.ts";
import type { TimeLimits } from "./time-limits.ts";

export type InvocationResult = { requestId: string /** JSON text. */; payload: string; logTail: string } & (
  | { status: "succeeded" }
  /** The payload is the JSON of `error`. */
  | { status: "failed"; error: InvocationError }
  /** Its reserved concurrency is in use, or the runtime is stopping: the function did not run. */
  | { status: "throttled" }
);

export interface PoolOptions {
  fn: LambdaFunction;
  /** What its environments load from now on. Rejects if it does not compile. */
  code(): Promise<Code>;
  exportName: string;
  variables(): Record<string, string>;
  role?: Role | undefined;
  /** No caller waits for its result. */
  background?: boolean;
  /** An environment ends as soon as nothing is left to do. */
  endsWhenDone?: boolean;
  limits: TimeLimits;
  log(entry: LogEntry): void;
  /** Called with how long each invocation took, without the start of its environment. */
  measured?(durationMs: number): void;
}

interface Waiting {
  requestId: string;
  event: string;
  /** In milliseconds of performance.now(). */
  since: number;
  resolve(result: InvocationResult): void;
}

const mostEnvironments = 10;
/** One waits for the database while the others work. */
const usefulForAnswers = availableParallelism() + 1;
/** One core is left to those who answer. */
const usefulInBackground = Math.max(1, availableParallelism() - 1);
/** About as long as a start takes: whoever waits for less is not served sooner by one more environment. */
const startMs = 100;
const patienceMs = 500;
/** The idle share of the machine above which one more environment is worth its memory. */
const worthwhileShare = 0.25;

/**
 * The environments of one function. Invocations wait in line for an idle one; when one has waited for as long as a start
 * takes, one more is started, then the next, up to the function's reserved concurrency or ten, whichever is less.
 * Invocations beyond a reserved concurrency do not wait: they are throttled. More environments than one per core, plus one,
 * or in the background minus one, help only a function that waits for others; on busy cores they are further threads that
 * compile the same code. So those are started only when invocations have waited for half a second, and in that time
 * either no environment took one or much of the machine was idle.
 */
export class Pool {
  readonly #options: PoolOptions;
  readonly #limit: number;
  /** How many environments keep the cores busy. */
  readonly #useful: number;
  readonly #waiting: Waiting[] = [];
  readonly #environments = new Set<Environment>();
  readonly #idle: Environment[] = [];
  readonly #running = new Set<Promise<void>>();
  /** Environments that run old code and accept no further invocations. */
  readonly #stale = new WeakSet<Environment>();
  #starting: Environment | undefined;
  #patience: NodeJS.Timeout | undefined;
  /** How many invocations the environments have accepted. */
  #taken = 0;
  #stopped = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#limit = Math.min(options.fn.reservedConcurrency ?? mostEnvironments, mostEnvironments);
    this.#useful = options.background ? usefulInBackground : usefulForAnswers;
  }

  /** The number of environments. */
  get size(): number {
    return this.#environments.size;
  }

  /** @param event JSON text. */
  invoke(event: string, requestId: string = randomUUID()): Promise<InvocationResult> {
    if (this.#stopped || this.#isReservedInUse) return Promise.resolve(throttled(requestId));
    return new Promise((resolve) => {
      this.#waiting.push({ requestId, event, since: performance.now(), resolve });
      this.#next();
    });
  }

  get #isReservedInUse(): boolean {
    const { reservedConcurrency } = this.#options.fn;
    return reservedConcurrency !== undefined && this.#running.size + this.#waiting.length >= reservedConcurrency;
  }

  /** Whether there is no environment with the current code. */
  get #hasNone(): boolean {
    return [...this.#environments].every((environment) => this.#stale.has(environment));
  }

  /** Starts one environment if there is none with the current code. @returns the error that prevented it. */
  async warm(): Promise<InvocationError | undefined> {
    if (this.#stopped || this.#limit === 0) return undefined;
    if (this.#hasNone) this.#grow();
    return this.#starting?.ready;
  }

  /**
   * Retires environments that loaded one of the files: they accept no further invocations. @returns whether there were
   * any.
   */
  renew(files: ReadonlySet<string>): boolean {
    const affected = [...this.#environments].filter(
      (environment) => environment === this.#starting || [...files].some((file) => environment.files.has(file)),
    );
    for (const environment of affected) this.#retire(environment);
    this.#next();
    return affected.length > 0;
  }

  /** Ends environments that have been idle for `idleMs`, or for `surplusIdleMs` if another one is idle as well. */
  reap(idleMs: number, surplusIdleMs: number): void {
    const now = performance.now();
    const idle = [...this.#idle];
    for (const environment of idle) {
      const limit = environment === idle.at(-1) ? idleMs : surplusIdleMs;
      if (now - environment.idleSince >= limit) this.#retire(environment);
    }
  }

  /** Accepts no more invocations, lets running ones finish for up to `graceMs`, then ends every environment. */
  async stop(graceMs: number): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#patience);
    for (const { requestId, resolve } of this.#waiting.splice(0)) resolve(throttled(requestId));
    const grace = AbortSignal.timeout(graceMs);
    await Promise.race([Promise.all(this.#running), once(grace, "abort")]);
    await Promise.all([...this.#environments].map((environment) => environment.end()));
  }

  #next(): void {
    if (this.#stopped) return;
    while (this.#waiting.length > 0) {
      // The one that ran last: its code and connections are warm, and the others can be reaped.
      const environment = this.#idle.pop();
      if (environment === undefined) break;
      const run = this.#run(environment, this.#waiting.shift() as Waiting);
      this.#taken += 1;
      this.#running.add(run);
      void run.finally(() => this.#running.delete(run));
    }
    if (!this.#needsMore()) return;
    if (this.#hasNone) {
      this.#grow();
      return;
    }
    this.#patience ??= this.#environments.size < this.#useful ? this.#lookSoon() : this.#lookAgain();
  }

  #needsMore(): boolean {
    return this.#waiting.length > 0 && this.#starting === undefined && this.#environments.size < this.#limit;
  }

  #lookSoon(): NodeJS.Timeout {
    const left = Math.max(startMs - this.#longestWaitMs, 0);
    return setTimeout(() => this.#growIf(this.#longestWaitMs >= startMs), left);
  }

  get #longestWaitMs(): number {
    const [first] = this.#waiting;
    return first === undefined ? 0 : performance.now() - first.since;
  }

  #lookAgain(): NodeJS.Timeout {
    const taken = this.#taken;
    const before = processorTime();
    return setTimeout(() => {
      this.#growIf(this.#taken === taken || idleShare(before) >= worthwhileShare);
    }, patienceMs);
  }

  #growIf(worthwhile: boolean): void {
    this.#patience = undefined;
    if (worthwhile && this.#needsMore()) this.#grow();
    this.#next();
  }

  #grow(): void {
    const { fn, code, exportName, variables, role, background, limits, log } = this.#options;
    const environment = new Environment({
      fn,
      code: code(),
      exportName,
      variables: variables(),
      role,
      ...(background && { background }),
      initLimitMs: limits.init,
      log,
      ended: (ended) => this.#forget(ended),
    });
    this.#environments.add(environment);
    this.#starting = environment;
    void environment.ready.then((error) => this.#started(environment, error));
  }

  #started(environment: Environment, error: InvocationError | undefined): void {
    const stale = this.#stale.has(environment);
    if (this.#starting === environment) this.#starting = undefined;
    if (error === undefined && !stale) this.#idle.push(environment);
    if (error !== undefined || stale) void environment.end();
    if (error !== undefined) this.#environments.delete(environment);
    if (error !== undefined && !stale && !this.#stopped) this.#failFirst(error);
    this.#next();
  }

  /** The invocation that has waited longest fails with the failed start; the next one starts another. */
  #failFirst(error: InvocationError): void {
    const waiting = this.#waiting.shift();
    const logTail = this.#logError(error, waiting?.requestId);
    waiting?.resolve(failed(waiting.requestId, error, logTail));
  }

  async #run(environment: Environment, { requestId, event, resolve }: Waiting): Promise<void> {
    const { fn, limits } = this.#options;
    const { initMs } = environment;
    environment.initMs = undefined;
    const head = this.#say(startLines(fn, requestId), requestId);
    const begun = performance.now();
    const outcome = await environment.run(requestId, event, limits.run);
    const durationMs = performance.now() - begun;
    this.#options.measured?.(durationMs);
    const result = this.#result(requestId, outcome);
    const report = endLines(fn, { requestId, durationMs, initMs, status: statusOf(outcome) });
    const logTail = (head + result.logTail + this.#say(report, requestId)).slice(-logTailLength);
    resolve({ ...result, logTail });
    if (this.#stale.has(environment)) void environment.end();
    if (!environment.ending) this.#idle.push(environment);
    this.#next();
    if (this.#options.endsWhenDone) this.reap(0, 0);
  }

  #result(requestId: string, outcome: Outcome): InvocationResult {
    if (outcome.status === "returned") return { ...outcome, status: "succeeded", requestId };
    return failed(requestId, outcome.error, outcome.logTail + this.#logError(outcome.error, requestId));
  }

  #say(lines: string[], requestId: string): string {
    const { fn, log } = this.#options;
    for (const line of lines) log({ function: fn.name, requestId, stream: "stdout", line, platform: true });
    return lines.map((line) => `${line}\n`).join("");
  }

  #logError(error: InvocationError, requestId: string | undefined): string {
    const { fn, log } = this.#options;
    const lines = errorLines(fn, error, requestId);
    for (const line of lines) log({ function: fn.name, stream: "stderr", line, ...(requestId && { requestId }) });
    return lines.map((line) => `${line}\n`).join("");
  }

  #retire(environment: Environment): void {
    this.#stale.add(environment);
    if (this.#starting === environment) this.#starting = undefined;
    const place = this.#idle.indexOf(environment);
    if (place === -1) return;
    this.#idle.splice(place, 1);
    void environment.end();
  }

  #forget(environment: Environment): void {
    this.#environments.delete(environment);
    const place = this.#idle.indexOf(environment);
    if (place !== -1) this.#idle.splice(place, 1);
    this.#next();
  }
}

function statusOf(outcome: Outcome): "success" | "error" | "timeout" {
  if (outcome.status === "returned") return "success";
  return outcome.error.errorType === "Sandbox.Timedout" ? "timeout" : "error";
}

const throttled = (requestId: string): InvocationResult => {
  const error = { errorType: "TooManyRequestsException", errorMessage: "Rate Exceeded." };
  return { status: "throttled", requestId, payload: JSON.stringify(error), logTail: "" };
};

const failed = (requestId: string, error: InvocationError, logTail: string): InvocationResult => {
  return { status: "failed", requestId, payload: JSON.stringify(error), error, logTail };
};
