import { accountId, region } from "../graph/addresses.ts";
import type { Evaluation, Resource } from "../synth/evaluation.ts";
import { outputsOf } from "../synth/outputs.ts";

/** The longest region name. */
const longestRegion = "ap-southeast-2";
const anyAccount = "123456789012";
const anyUuid = "00000000-0000-0000-0000-000000000000";

/** The input that contains the name, by resource type; SST computes its value (components/naming.ts). */
const nameInput: Record<string, string> = {
  "aws:sqs/queue:Queue": "name",
  "aws:sns/topic:Topic": "name",
  "aws:dynamodb/table:Table": "name",
  "aws:lambda/function:Function": "name",
  "aws:iam/role:Role": "name",
  "aws:apigatewayv2/api:Api": "name",
  "aws:apigatewayv2/authorizer:Authorizer": "name",
  "aws:cognito/userPool:UserPool": "name",
  "aws:cognito/userPoolDomain:UserPoolDomain": "domain",
  "aws:sesv2/configurationSet:ConfigurationSet": "configurationSetName",
  "aws:scheduler/schedule:Schedule": "name",
  "aws:s3/bucket:Bucket": "bucket",
};

/** @returns the names that a deploy would use, as far as they are known in advance */
export function physicalNames({ resources }: Evaluation): { type: string; owner: string; name: string }[] {
  return resources.flatMap((resource) => {
    const name = physicalNameOf(resource);
    return name === undefined ? [] : [{ type: resource.type, owner: resource.owner, name }];
  });
}

/** @returns a text of the graph with ARNs as long as a deploy makes them, in the region with the longest name */
export function physicalArns({ resources }: Evaluation): (text: string) => string {
  const names = new Map(resources.flatMap((resource) => physicalArnOf(resource)));
  return (text) =>
    text
      .replace(/arn:aws:[a-z]+:us-east-1:000000000000:[A-Za-z0-9/:._@-]+/g, (arn) => {
        const [self = "", ...rest] = arn.split(/(?=\/(?:index|stream)\/)/);
        return (names.get(self) ?? self) + rest.join("");
      })
      .replaceAll(`:${region}:${accountId}:`, `:${longestRegion}:${anyAccount}:`);
}

function physicalArnOf(resource: Resource): [string, string][] {
  const { arn } = outputsOf(resource.type, resource.name, resource.owner, resource.inputs);
  if (typeof arn !== "string") return [];
  if (resource.type === "aws:lambda/eventSourceMapping:EventSourceMapping")
    return [[arn, arn.replace(/[^:]+$/, anyUuid)]];
  const name = physicalNameOf(resource);
  return name === undefined ? [] : [[arn, arn.replace(/[^:/]+$/, name)]];
}

function physicalNameOf({ type, inputs }: Resource): string | undefined {
  const name = inputs[nameInput[type] ?? ""];
  return typeof name === "string" ? name : undefined;
}
