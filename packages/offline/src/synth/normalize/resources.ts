import * as z from "zod";
import { type Evaluation, type Resource, SynthError } from "../evaluation.ts";

/** The registered resources of a type, with their inputs checked: what the laptop could not honour is an error. */
export function resourcesOf<Schema extends z.ZodType>(
  { resources }: Evaluation,
  type: string,
  inputs: Schema,
): { name: string; owner: string; inputs: z.output<Schema> }[] {
  return resources
    .filter((it) => it.type === type)
    .map((it) => ({ name: it.name, owner: it.owner, inputs: parse(it, inputs) }));
}

/** For an input that would have to be honoured and is not. Absent and "off" values are fine. */
export const unsupported = z
  .unknown()
  .optional()
  .refine((value) => !value || (typeof value === "object" && Object.keys(value).length === 0), "is not supported yet");

/** Text that holds JSON. */
export function jsonText<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string()
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(schema);
}

function parse<Schema extends z.ZodType>(resource: Resource, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(resource.inputs);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
  throw new SynthError(
    [`${resource.owner} (${resource.type}) cannot be run by the offline runtime:`, ...faults].join("\n"),
  );
}
