import type { Asking } from "./authorization.ts";
import { SqsError } from "./fauxqs.ts";
import type { MessageMoveTasks } from "./message-move-tasks.ts";
import type { Queue } from "./queue.ts";
import type { QueueStore } from "./queue-store.ts";

export type Input = Record<string, unknown>;

export interface Context extends Asking {
  store: QueueStore;
  moveTasks: MessageMoveTasks;
  /** Aborted when the client disconnects. */
  signal: AbortSignal;
  /** The header X-Amzn-Trace-Id. */
  traceId?: string | undefined;
}

export function requireQueue(input: Input, store: QueueStore): Queue {
  const queue = store.getQueue(requiredText(input, "QueueUrl"));
  if (!queue) throw new SqsError("QueueDoesNotExist", "The specified queue does not exist.");
  return queue;
}

export function optionalText(input: Input, name: string): string | undefined {
  const value = input[name] ?? undefined;
  if (value === undefined || typeof value === "string") return value;
  throw wrongType(name, "a string");
}

export function requiredText(input: Input, name: string): string {
  const value = optionalText(input, name);
  if (!value) throw missing(name);
  return value;
}

/** @param reason SQS's wording of this parameter's bounds. */
export function optionalInteger(
  input: Input,
  name: string,
  bounds: { from: number; to: number; reason: string },
): number | undefined {
  const value = input[name] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value)) throw wrongType(name, "an integer");
  if (value < bounds.from || value > bounds.to) throw invalid(name, value, bounds.reason);
  return value;
}

export function textList(input: Input, name: string): string[] {
  const value = input[name] ?? [];
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw wrongType(name, "a list of strings");
}

export function textMap(input: Input, name: string): Record<string, string> {
  const value = input[name] ?? {};
  if (isObject(value) && Object.values(value).every((item) => typeof item === "string")) {
    return value as Record<string, string>;
  }
  throw wrongType(name, "a map of strings");
}

export function objectList(input: Input, name: string): Input[] {
  const value = input[name] ?? [];
  if (Array.isArray(value) && value.every(isObject)) return value;
  throw wrongType(name, "a list of structures");
}

export function optionalObject(input: Input, name: string): Input | undefined {
  const value = input[name] ?? undefined;
  if (value === undefined || isObject(value)) return value;
  throw wrongType(name, "a structure");
}

/** An id chosen by the caller. */
export function identifier(input: Input, name: string): string | undefined {
  const value = optionalText(input, name);
  if (value === undefined || /^[!-~]{1,128}$/.test(value)) return value;
  throw invalid(name, value, `${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`);
}

export function missing(name: string) {
  return new SqsError("MissingParameter", `The request must contain the parameter ${name}.`);
}

export function invalid(name: string, value: unknown, reason: string) {
  return new SqsError("InvalidParameterValue", `Value ${value} for parameter ${name} is invalid. Reason: ${reason}`);
}

function wrongType(name: string, expected: string) {
  return new SqsError("SerializationException", `Value for parameter ${name} must be ${expected}.`);
}

function isObject(value: unknown): value is Input {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
