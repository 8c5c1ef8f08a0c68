import * as z from "zod";
import type { Subject } from "../subjects.ts";

export interface Event<Type extends string = string, Data = unknown> {
  /** Sortable by time (UUID v7). */
  id: string;
  type: Type;
  subject: Subject;
  /** ISO 8601, UTC. */
  at: string;
  correlationId: string;
  data: Data;
}

/** Defines a type of event: the schema that consumers check, and from which core/messaging/event.ts creates events. */
export function defineEvent<const Type extends string, const S extends Subject, Data extends z.ZodObject>(
  type: Type,
  subject: S,
  data: Data,
) {
  return {
    type,
    subject,
    schema: z.object({
      id: z.string().min(1),
      type: z.literal(type),
      subject: z.literal(subject),
      at: z.iso.datetime(),
      correlationId: z.string().min(1),
      data,
    }),
  };
}

export type EventDefinition<Type extends string, S extends Subject, Data extends z.ZodObject> = ReturnType<
  typeof defineEvent<Type, S, Data>
>;
