import { AsyncLocalStorage } from "node:async_hooks";
import { dynamodb, sqs } from "../aws/clients.ts";
import type { Timing } from "./timing.ts";

/** Times short enough for tests in which workers die. */
export const soon: Timing = { hiddenSeconds: 2, leaseMs: 500, patienceMs: 30_000 };

export interface Life {
  /** The number of the service call, from 1, at which the worker dies; it survives if it makes fewer calls. */
  diesAt: number;
  /** Whether the service still executes that call. */
  afterwards: boolean;
  /** Called before each call, with the calls so far; the call waits for it. */
  before?(call: string, calls: readonly string[]): Promise<void> | void;
}

interface Worker extends Life {
  calls: string[];
  dead: boolean;
  die(): void;
}

type Next = (args: unknown) => Promise<never>;
type Watch = (next: Next, context: { commandName?: string }) => Next;
/** The common part of the clients' middleware stacks. */
interface Stack {
  add(middleware: Watch, options: { step: "initialize" }): void;
}

const workers = new AsyncLocalStorage<Worker>();
let watching = false;

/**
 * Runs `work` like a process that is killed at a call, as by `kill -9`: nothing happens afterwards, no answer and no
 * `finally`.
 *
 * @returns the names of the calls that were executed, and the result if it survived
 */
export async function runMortal<T>(life: Life, work: () => Promise<T>): Promise<{ calls: string[]; result?: T }> {
  watchCalls();
  const death = Promise.withResolvers<undefined>();
  const worker: Worker = { ...life, calls: [], dead: false, die: () => death.resolve(undefined) };
  const result = await workers.run(worker, () => Promise.race([work(), death.promise]));
  return { calls: worker.calls, ...(result !== undefined && { result }) };
}

function watchCalls(): void {
  if (watching) return;
  watching = true;
  const never = new Promise<never>(() => {});
  const watch: Watch =
    (next, { commandName = "" }) =>
    async (args) => {
      const worker = workers.getStore();
      if (worker === undefined) return next(args);
      if (worker.dead) return never;
      await worker.before?.(commandName, worker.calls);
      const isLast = worker.calls.length + 1 === worker.diesAt;
      if (isLast && !worker.afterwards) return end(worker);
      worker.calls.push(commandName);
      const answer = await next(args);
      if (isLast) return end(worker);
      return worker.dead ? never : answer;
    };
  for (const { middlewareStack } of [sqs, dynamodb] as unknown as { middlewareStack: Stack }[])
    middlewareStack.add(watch, { step: "initialize" });

  function end(worker: Worker): Promise<never> {
    worker.dead = true;
    worker.die();
    return never;
  }
}
