import { v7 } from "uuid";
import * as z from "zod";
import { correlationId } from "../context.ts";

/** Each subject has its own topic. */
export const subjects = ["order", "stock", "campaign", "customer", "repair", "shopify"] as const;
export type Subject = (typeof subjects)[number];

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

/** Defines a kind of event: the schema consumers check, and the one way to make such an event. */
export function defineEvent<const Type extends string, const S extends Subject, Shape extends z.ZodRawShape>(
  type: Type,
  subject: S,
  data: z.ZodObject<Shape>,
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
    create: (
      values: z.output<typeof data>,
      at = new Date().toISOString(),
    ): Event<Type, z.output<typeof data>> & { subject: S } => ({
      id: v7(),
      type,
      subject,
      at,
      correlationId: correlationId(),
      data: values,
    }),
  };
}
