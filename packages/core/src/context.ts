import { AsyncLocalStorage } from "node:async_hooks";
import { v7 } from "uuid";

/** What started the current work. It is preserved across every await. */
export interface Context {
  /** The same for the first request and every message of the chain. */
  correlationId: string;
  /** The id of the Lambda invocation. */
  requestId?: string;
}

const storage = new AsyncLocalStorage<Context>();

export function withContext<T>(context: Context, work: () => T): T {
  return storage.run(context, work);
}

export function currentContext(): Context | undefined {
  return storage.getStore();
}

/** @returns the correlation id of the current work; a new one if it has none, as during a deploy */
export function correlationId(): string {
  return storage.getStore()?.correlationId ?? v7();
}

/** A valid correlation id: 1 to 128 characters that are safe in headers, keys and logs. */
export const correlationIdPattern = /^[A-Za-z0-9._:-]{1,128}$/;
