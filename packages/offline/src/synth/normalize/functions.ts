import * as z from "zod";
import type { LambdaFunction } from "../../graph/types.ts";
import { type Evaluation, SynthError } from "../evaluation.ts";
import { outputsOf } from "../outputs.ts";
import { managedPolicies } from "./managed-policies.ts";
import { permissionsOf, policyDocument } from "./policy-document.ts";
import { everywhere, harmless, resourcesOf, unsupported } from "./resources.ts";

const type = "aws:lambda/function:Function";

const built = "the laptop bundles the sources itself, as a deploy does";

const functionInputs = {
  ...everywhere,
  runtime: z.string().startsWith("nodejs", "only Node.js is supported"),
  packageType: z.literal("Zip").default("Zip"),
  timeout: z.number(),
  memorySize: z.number(),
  architectures: z.tuple([z.enum(["arm64", "x86_64"])]),
  reservedConcurrentExecutions: z.number().optional(),
  environment: z.strictObject({ variables: z.record(z.string(), z.string()).default({}) }).optional(),
  role: z.string(),
  loggingConfig: z
    .strictObject({
      logFormat: z.enum(["Text", "JSON"]).optional(),
      logGroup: z.string().optional(),
    })
    .optional(),
  layers: unsupported,
  fileSystemConfig: unsupported,
  durableConfig: unsupported,
  deadLetterConfig: unsupported,
  vpcConfig: unsupported,
  publish: unsupported,
  description: harmless("for people"),
  handler: harmless(built),
  s3Bucket: harmless(built),
  s3Key: harmless(built),
  sourceCodeHash: harmless(built),
  ephemeralStorage: harmless("as large as the machine's own folder for temporary files"),
  kmsKeyArn: harmless("nobody but this machine can read its environment"),
  tracingConfig: harmless("traces are collected on AWS only"),
};

const roleInputs = {
  ...everywhere,
  inlinePolicies: z.array(z.strictObject({ name: everywhere.name, policy: policyDocument })).default([]),
  managedPolicyArns: z.array(z.string()).default([]),
  assumeRolePolicy: harmless("nobody else can take a role here"),
  description: harmless("for people"),
  permissionsBoundary: unsupported,
};

/** Every function may write its logs. */
const basicExecution = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

export function functions(evaluation: Evaluation): LambdaFunction[] {
  const roles = functionRoles(evaluation);
  const policies = managedPolicies(evaluation).toSorted((a, b) => (a.name < b.name ? -1 : 1));

  return resourcesOf(evaluation, type, functionInputs).map(({ name, owner, inputs }) => {
    const build = evaluation.functions.find(({ functionID }) => functionID === owner);
    if (!build) throw new SynthError(`The function ${owner} was not made by sst.aws.Function; its code is unknown.`);
    const role = roles.get(owner);
    if (!role) throw new SynthError(`The function ${owner} has the role ${inputs.role}, which is not its own.`);
    const managed = role.managedPolicyArns.filter((arn) => arn !== basicExecution);
    const own = policies.filter(({ arn }) => managed.includes(arn)).map(({ name }) => name);
    const ofAws = managed.filter((arn) => !policies.some((it) => it.arn === arn));
    return {
      name: owner,
      arn: String(outputsOf(type, name, owner, {}).arn),
      handler: build.handler,
      ...(build.esbuild && { bundling: build.esbuild }),
      timeoutSeconds: inputs.timeout,
      memoryMb: inputs.memorySize,
      architecture: inputs.architectures[0],
      ...(inputs.reservedConcurrentExecutions !== undefined && {
        reservedConcurrency: inputs.reservedConcurrentExecutions,
      }),
      ...(inputs.loggingConfig?.logFormat === "JSON" && { logFormat: "JSON" as const }),
      ...logGroupOf(owner, inputs.loggingConfig?.logGroup),
      environment: sortedByKey(withoutSstOwn(inputs.environment?.variables ?? {})),
      links: sortedByKey(build.links),
      permissions: role.inlinePolicies.flatMap(({ policy }) => permissionsOf(policy)),
      ...(own.length > 0 && { policies: own }),
      ...(ofAws.length > 0 && { managedPolicies: ofAws }),
    };
  });
}

/** By function name. Roles of schedules and the like are left out: they run no code of ours. */
function functionRoles({ resources, ...rest }: Evaluation) {
  const names = new Set(rest.functions.map(({ functionID }) => functionID));
  const ours = { ...rest, resources: resources.filter(({ owner }) => names.has(owner)) };
  return new Map(resourcesOf(ours, "aws:iam/role:Role", roleInputs).map(({ owner, inputs }) => [owner, inputs]));
}

/** Lambda's own is the default. */
function logGroupOf(name: string, group: string | undefined): Pick<LambdaFunction, "logGroup"> {
  return group === undefined || group === `/aws/lambda/${name}` ? {} : { logGroup: group };
}

/** SST's own variables lead its bundle to the links, which the runtime provides in another way. */
function withoutSstOwn(environment: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("SST_")));
}

function sortedByKey<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
