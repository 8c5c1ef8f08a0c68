import { Worker } from "node:worker_threads";
import type { LambdaFunction } from "../graph/types.ts";
import type { Role } from "../iam/roles.ts";
import { threadUrl } from "../own-code.ts";
import { asInvocationError, exitError, initTimeout, runTimeout } from "./errors.ts";
import type { Boot, Code, InvocationError, Invoke, Told } from "./messages.ts";
import { errorLines } from "./platform-lines.ts";

/** One line written by a function, or by the runtime about it. */
export interface LogEntry {
  function: string;
  /** The invocation that was running when it was written. */
  requestId?: string;
  stream: "stdout" | "stderr";
  line: string;
  /** Written by the runtime, as Lambda does around each invocation. */
  platform?: true;
}

export interface EnvironmentOptions {
  fn: LambdaFunction;
  /** Rejects if the code does not compile. */
  code: Promise<Code>;
  /** The handler's export. */
  exportName: string;
  variables: Record<string, string>;
  /** The permissions of its role; absent: everything is allowed. */
  role?: Role | undefined;
  /** No caller waits for its result. */
  background?: boolean;
  /** How long its module may take to load, in milliseconds. */
  initLimitMs: number;
  log(entry: LogEntry): void;
  /** The thread has ended, by `end` or by itself. */
  ended(environment: Environment): void;
}

export type Outcome =
  | { status: "returned"; payload: string; logTail: string }
  | { status: "threw"; error: InvocationError; logTail: string };

interface Current extends Invoke {
  logTail: string;
  timer: NodeJS.Timeout;
  settle(outcome: { status: "returned"; payload: string } | { status: "threw"; error: InvocationError }): void;
}

export const logTailLength = 4096;
/** An eighth of the default: a thread uses about 30 MB less, and garbage collection takes no longer. */
const youngGenerationMb = 6;

/** An execution environment: one thread with the handler's module loaded, running one invocation at a time. */
export class Environment {
  readonly #options: EnvironmentOptions;
  readonly #worker: Worker;
  #current: Current | undefined;
  #fatal: InvocationError | undefined;
  #ending: Promise<void> | undefined;
  #initialized = false;
  readonly #init = Promise.withResolvers<InvocationError | undefined>();
  #initTimer: NodeJS.Timeout | undefined;
  /** Settles when the module is loaded, or rejects with the error that prevented it. */
  readonly ready = this.#init.promise;
  /** The project's own modules that were loaded, as absolute paths; complete once `ready`. */
  files: ReadonlySet<string> = new Set();
  /** Idle since, in milliseconds of performance.now(). */
  idleSince = performance.now();
  /** How long the start took; the first invocation takes it for its report. */
  initMs: number | undefined;
  #startedAt = performance.now();

  constructor(options: EnvironmentOptions) {
    this.#options = options;
    const { fn, code, exportName, variables, role, background } = options;
    const boot: Boot = {
      exportName,
      functionName: fn.name,
      functionArn: fn.arn,
      memoryMb: fn.memoryMb,
      ...(fn.logFormat && { logFormat: fn.logFormat }),
      ...(role && { role }),
      ...(background && { background }),
    };
    this.#worker = new Worker(threadUrl("lambda/bootstrap"), {
      name: fn.name,
      workerData: boot,
      env: variables,
      // This process's flags (a debugger's, a test runner's) are not meant for the function.
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: fn.memoryMb, maxYoungGenerationSizeMb: youngGenerationMb },
    });
    this.#worker.on("message", (told: Told) => this.#told(told));
    this.#worker.on("error", (error) => this.#failed(error));
    this.#worker.on("exit", (code) => this.#exited(code));
    code.then(
      (it) => this.#load(it),
      (error) => this.#die(asInvocationError(error)),
    );
    // Output that bypasses the capture, such as the engine's own warnings.
    for (const stream of ["stdout", "stderr"] as const) {
      this.#worker[stream].setEncoding("utf8").on("data", (text: string) => this.#log(stream, text.trimEnd()));
    }
  }

  #load(code: Code): void {
    const { initLimitMs } = this.#options;
    this.#startedAt = performance.now();
    this.#initTimer = setTimeout(() => this.#settleInit(initTimeout(initLimitMs)), initLimitMs);
    this.files = new Set(code.sources);
    this.#worker.postMessage(code);
  }

  /** Runs one invocation. After `timeoutMs` it fails with Sandbox.Timedout, and the environment ends. */
  run(requestId: string, event: string, timeoutMs: number): Promise<Outcome> {
    return new Promise((resolve) => {
      const current: Current = {
        requestId,
        event,
        deadline: Date.now() + timeoutMs,
        logTail: "",
        timer: setTimeout(() => this.#timedOut(timeoutMs), timeoutMs),
        settle: (outcome) => {
          clearTimeout(current.timer);
          this.#current = undefined;
          this.idleSince = performance.now();
          resolve({ ...outcome, logTail: current.logTail });
        },
      };
      this.#current = current;
      this.#worker.postMessage({ requestId, event, deadline: current.deadline } satisfies Invoke);
    });
  }

  get ending(): boolean {
    return this.#ending !== undefined;
  }

  /** Ends the thread at once; a running invocation fails. */
  end(): Promise<void> {
    this.#ending ??= this.#worker.terminate().then(() => {});
    return this.#ending;
  }

  #told(told: Told): void {
    switch (told.type) {
      case "log":
        this.#log(told.stream, told.line, told.requestId);
        return;
      case "ready":
      case "init-failed":
        this.files = new Set([...this.files, ...told.files]);
        this.#settleInit(told.type === "ready" ? undefined : told.error);
        return;
      case "returned":
        this.#current?.settle({ status: "returned", payload: told.payload });
        return;
      case "threw":
        if (told.fatal) this.#die(told.error);
        this.#current?.settle({ status: "threw", error: told.error });
    }
  }

  #settleInit(error: InvocationError | undefined): void {
    clearTimeout(this.#initTimer);
    if (!this.#initialized) this.initMs = performance.now() - this.#startedAt;
    this.#initialized = true;
    this.#init.resolve(error);
  }

  #die(error: InvocationError): void {
    const unseen = this.#current === undefined && this.#initialized && !this.ending;
    for (const line of unseen ? errorLines(this.#options.fn, error) : []) this.#log("stderr", line);
    this.#settleInit(error);
    void this.end();
  }

  #failed(error: unknown): void {
    this.#fatal = asInvocationError(error);
  }

  #exited(code: number): void {
    this.#ending ??= Promise.resolve();
    this.#settleInit(this.#fatal ?? exitError(code));
    this.#current?.settle({ status: "threw", error: this.#fatal ?? exitError(code, this.#current.requestId) });
    this.#options.ended(this);
  }

  #timedOut(timeoutMs: number): void {
    void this.end();
    this.#current?.settle({ status: "threw", error: runTimeout(this.#current.requestId, timeoutMs) });
  }

  #log(stream: "stdout" | "stderr", line: string, requestId?: string): void {
    if (this.#current) this.#current.logTail = `${this.#current.logTail}${line}\n`.slice(-logTailLength);
    this.#options.log({ function: this.#options.fn.name, stream, line, ...(requestId && { requestId }) });
  }
}
