import * as z from "zod";
import type { LambdaFunction } from "../../graph/types.ts";
import { type Evaluation, SynthError } from "../evaluation.ts";
import { outputsOf } from "../outputs.ts";
import { jsonText, resourcesOf, unsupported } from "./resources.ts";

const type = "aws:lambda/function:Function";

const functionInputs = z.object({
  runtime: z.string().startsWith("nodejs", "only Node.js is supported"),
  packageType: z.literal("Zip").default("Zip"),
  timeout: z.number(),
  memorySize: z.number(),
  architectures: z.tuple([z.enum(["arm64", "x86_64"])]),
  reservedConcurrentExecutions: z.number().optional(),
  environment: z.object({ variables: z.record(z.string(), z.string()).default({}) }).optional(),
  role: z.string(),
  layers: unsupported,
  fileSystemConfig: unsupported,
  durableConfig: unsupported,
});

const roleInputs = z.object({
  inlinePolicies: z
    .array(
      z.object({
        policy: jsonText(
          z.object({
            statements: z.array(
              z.object({
                effect: z.literal("Allow"),
                actions: z.array(z.string()),
                resources: z.array(z.string()),
                conditions: z
                  .array(z.object({ test: z.string(), variable: z.string(), values: z.array(z.string()) }))
                  .optional(),
              }),
            ),
          }),
        ),
      }),
    )
    .default([]),
  managedPolicyArns: z.array(z.string()).default([]),
});

/** Every function may write its logs. */
const basicExecution = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

export function functions(evaluation: Evaluation): LambdaFunction[] {
  const roles = functionRoles(evaluation);

  return resourcesOf(evaluation, type, functionInputs).map(({ name, owner, inputs }) => {
    const build = evaluation.functions.find(({ functionID }) => functionID === owner);
    if (!build) throw new SynthError(`The function ${owner} was not made by sst.aws.Function; its code is unknown.`);
    const role = roles.get(owner);
    if (!role) throw new SynthError(`The function ${owner} has the role ${inputs.role}, which is not its own.`);
    const managedPolicies = role.managedPolicyArns.filter((arn) => arn !== basicExecution);
    return {
      name: owner,
      arn: String(outputsOf(type, name, owner, {}).arn),
      handler: build.handler,
      timeoutSeconds: inputs.timeout,
      memoryMb: inputs.memorySize,
      architecture: inputs.architectures[0],
      ...(inputs.reservedConcurrentExecutions !== undefined && {
        reservedConcurrency: inputs.reservedConcurrentExecutions,
      }),
      environment: sortedByKey(withoutSstOwn(inputs.environment?.variables ?? {})),
      links: sortedByKey(build.links),
      permissions: role.inlinePolicies.flatMap(({ policy }) =>
        policy.statements.map(({ actions, resources, conditions }) => ({
          actions,
          resources,
          ...(conditions && { conditions }),
        })),
      ),
      ...(managedPolicies.length > 0 && { managedPolicies }),
    };
  });
}

/** By the name of their function. Roles of schedules and the like are left out: they do not run code of ours. */
function functionRoles({ resources, ...rest }: Evaluation) {
  const names = new Set(rest.functions.map(({ functionID }) => functionID));
  const ours = { ...rest, resources: resources.filter(({ owner }) => names.has(owner)) };
  return new Map(resourcesOf(ours, "aws:iam/role:Role", roleInputs).map(({ owner, inputs }) => [owner, inputs]));
}

/** SST's own variables lead its bundle to the links, which the runtime brings in another way. */
function withoutSstOwn(environment: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("SST_")));
}

function sortedByKey<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
