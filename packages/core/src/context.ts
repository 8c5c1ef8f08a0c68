import { AsyncLocalStorage } from "node:async_hooks";
import { v7 } from "uuid";

/** What a piece of work was started by; follows it through every await. */
export interface Context {
  /** Kept from the caller through every message of the chain. */
  correlationId: string;
  /** Of the Lambda invocation. */
  requestId?: string;
}

const storage = new AsyncLocalStorage<Context>();

export function withContext<T>(context: Context, work: () => T): T {
  return storage.run(context, work);
}

export function currentContext(): Context | undefined {
  return storage.getStore();
}

/** @returns the correlation id of the running work; a new one where work starts without any, as a deploy does. */
export function correlationId(): string {
  return storage.getStore()?.correlationId ?? v7();
}

/** What may travel as a correlation id: 1 to 128 characters that are safe in headers, keys and logs. */
export const correlationIdPattern = /^[A-Za-z0-9._:-]{1,128}$/;
