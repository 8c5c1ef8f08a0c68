import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

const types = "https://donut-states.example/problems";

/** RFC 9457. `errors` points into the body with JSON pointers (RFC 6901), or names a parameter or header. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .openapi("Problem");

export type ProblemError = { pointer: string; detail: string };

export interface Problem {
  /** Last part of the problem's type: `out-of-stock`. */
  kind: string;
  title: string;
  status: ContentfulStatusCode;
  detail: string;
  errors?: ProblemError[];
}

/** Answers with a problem; `more` adds members of this kind of problem. */
export function problem<S extends ContentfulStatusCode, More extends object>(
  c: Context,
  status: S,
  { kind, ...rest }: Omit<Problem, "status">,
  more?: More,
) {
  const body = { type: `${types}/${kind}`, title: rest.title, status, detail: rest.detail, errors: rest.errors };
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

/** An `openapi` response entry for a problem. */
export function problemResponse<T extends z.ZodType = typeof problemSchema>(description: string, schema?: T) {
  return {
    description,
    content: { "application/problem+json": { schema: (schema ?? problemSchema) as T } },
  };
}

/** @returns one error per wrong place of the input, addressed as in `/lines/0/quantity`. */
export function errorsOf(error: z.core.$ZodError): ProblemError[] {
  return error.issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") return [{ pointer: pointerTo(issue.path), detail: issue.message }];
    return issue.keys.map((key) => ({ pointer: pointerTo([...issue.path, key]), detail: "is not known here" }));
  });
}

function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
