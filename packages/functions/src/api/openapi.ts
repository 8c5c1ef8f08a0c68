import { illFormedReason, illFormedTexts } from "@donut/core/well-formed";
import type * as z from "zod";

/** An `openapi` response entry for JSON. */
export function json<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { "application/json": { schema } } };
}

/** An `openapi` request entry for a JSON body, all of whose texts must be well-formed. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  const wellFormed = schema.superRefine((value, context) => {
    for (const path of illFormedTexts(value)) context.addIssue({ code: "custom", path, message: illFormedReason });
  });
  return { required: true, content: { "application/json": { schema: wellFormed } } };
}
