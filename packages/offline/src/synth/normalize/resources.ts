import * as z from "zod";
import { type Evaluation, type Resource, SynthError } from "../evaluation.ts";

/**
 * The registered resources of a type, with validated inputs: an input that the laptop cannot honour is an error. So is
 * an input that `inputs` does not list, in nested objects as well (they are strict): nothing is ignored silently.
 */
export function resourcesOf<Shape extends z.ZodRawShape>(
  { resources }: Evaluation,
  type: string,
  inputs: Shape,
): { name: string; owner: string; inputs: z.output<z.ZodObject<Shape>> }[] {
  const schema = z.strictObject(inputs);
  return resources
    .filter((it) => it.type === type)
    .map((it) => ({ name: it.name, owner: it.owner, inputs: parse(it, schema) }));
}

/** For an input without effect on a laptop. @param reason why */
export function harmless(reason: string) {
  return z.unknown().optional().describe(reason);
}

/** Inputs that are harmless on any resource. */
export const everywhere = {
  name: harmless("a laptop has one stage, and goes by logical names"),
  tags: harmless("for people and bills"),
};

/** For an input that the laptop would have to honour and does not. Absent and "off" values are fine. */
export const unsupported = z
  .unknown()
  .optional()
  .refine((value) => !value || (typeof value === "object" && Object.keys(value).length === 0), "is not supported yet");

/** Text that contains JSON. */
export function jsonText<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string()
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(schema);
}

function parse<Schema extends z.ZodType>(resource: Resource, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(resource.inputs);
  if (parsed.success) return parsed.data;
  const title = `${resource.owner} (${resource.type}) cannot be run by the offline runtime:`;
  throw new SynthError([title, ...faultsOf(parsed.error)].join("\n"));
}

/** A line for each error, with the input's path. */
export function faultsOf({ issues }: z.ZodError): string[] {
  return issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") return [`  ${issue.path.join(".")}: ${issue.message}`];
    return issue.keys.map((key) => `  ${[...issue.path, key].join(".")}: is not known to the offline runtime`);
  });
}
