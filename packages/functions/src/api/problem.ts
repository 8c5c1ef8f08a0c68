import { faultOf, faultText } from "@donut/contracts/faults";
import { type ProblemError, type ProblemKind, problemTypeOf } from "@donut/contracts/problems";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import * as z from "zod";

const params = z.record(z.string(), z.string()).optional();

/** RFC 9457. `errors` points into the body with JSON pointers (RFC 6901), or names a parameter or header. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    params: params.meta({ description: "What the kind of problem is about" }),
    errors: z
      .array(
        z.object({
          pointer: z.string(),
          code: z.string().meta({ description: "Stable, for programs; `params` belong to it" }),
          params,
          detail: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: "Problem" });

export interface NewProblem {
  /** Last part of the problem's type, such as `out-of-stock`. */
  kind: ProblemKind;
  title: string;
  detail: string;
  params?: Record<string, string | number>;
  errors?: ProblemError[];
}

/** Answers with a problem; `more` adds members that this kind of problem has. */
export function problem<S extends ContentfulStatusCode, More extends object>(
  c: Context,
  status: S,
  { kind, title, detail, params, errors }: NewProblem,
  more?: More,
) {
  const body = {
    type: problemTypeOf(kind),
    title,
    status,
    detail,
    params: params && Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])),
    errors: errors?.map((error) => ({ ...(faultOf(error.detail) ?? { code: "invalid" as const }), ...error })),
  };
  return c.json({ ...body, ...(more as More) }, status, { "content-type": "application/problem+json" });
}

export function invalidInput(c: Context, errors: ProblemError[]) {
  const first = errors[0];
  return problem(c, 400, {
    kind: "invalid-input",
    title: "The request is not valid",
    detail: first === undefined ? "Check the request." : `${first.pointer || "body"}: ${first.detail}`,
    errors,
  });
}

export const badCursor: ProblemError[] = [{ pointer: "/cursor", detail: faultText("cursor") }];

/** An `openapi` response entry for a problem. */
export function problemResponse<T extends z.ZodType = typeof problemSchema>(description: string, schema?: T) {
  return {
    description,
    content: { "application/problem+json": { schema: (schema ?? problemSchema) as T } },
  };
}
