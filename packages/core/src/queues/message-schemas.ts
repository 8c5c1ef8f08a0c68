import { errorsOf, pointerTo } from "@donut/contracts/errors-of";
import { anyEvent } from "@donut/contracts/events";
import { faultText } from "@donut/contracts/faults";
import type { ProblemError } from "@donut/contracts/problems";
import type { DeployedQueue } from "@donut/contracts/topology";
import * as z from "zod";
import { unkeepableIn } from "../keepable.ts";
import { destinationsOf } from "./destinations.ts";

/** Message schemas by queue, for queues that no topic feeds. */
export type MessageSchemas = Readonly<Record<string, z.ZodType>>;

/** Its pointer is a JSON pointer into the body. */
export type BodyFault = ProblemError;

/** @returns the faults of a body that no consumer would accept; empty if at least one destination accepts it */
export function bodyFaults(queue: DeployedQueue, body: string, schemas: MessageSchemas): BodyFault[] {
  const json = parse(body);
  if (json === undefined) return [{ pointer: "", detail: faultText("not-json") }];
  const faults = unkeepableIn(json.value);
  if (faults.length > 0) return faults.map(({ path, detail }) => ({ pointer: pointerTo(path), detail }));
  const targets = queue.role === "work" ? [queue] : destinationsOf(queue);
  const parsed = (targets.length > 0 ? targets : [queue]).map((target) =>
    schemaOf(target, schemas).safeParse(json.value),
  );
  const [refused] = parsed;
  if (parsed.some(({ success }) => success) || refused?.error === undefined) return [];
  return errorsOf(refused.error);
}

/** @returns the schema of a queue's messages; one that accepts anything if it is not known */
export function schemaOf({ name, topic, filter }: DeployedQueue, schemas: MessageSchemas): z.ZodType {
  const own = schemas[name];
  if (own) return own;
  if (topic === undefined) return z.unknown();
  if (filter === undefined) return anyEvent;
  // First the type alone: what another type lacks says nothing about what this queue takes.
  const type = z.enum(filter, faultText("one-of", { values: filter.join(" or ") }));
  return z.looseObject({ type }).pipe(anyEvent);
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
