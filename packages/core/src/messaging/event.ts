import type { Event, EventDefinition } from "@donut/contracts/events/event";
import type { Subject } from "@donut/contracts/subjects";
import { v7 } from "uuid";
import type * as z from "zod";
import { correlationId } from "../context.ts";

/** Creates every event, with the correlation id of the current work. */
export function createEvent<const Type extends string, const S extends Subject, Data extends z.ZodObject>(
  { type, subject }: EventDefinition<Type, S, Data>,
  data: z.output<Data>,
  at = new Date().toISOString(),
): Event<Type, z.output<Data>> & { subject: S } {
  return { id: v7(), type, subject, at, correlationId: correlationId(), data };
}
