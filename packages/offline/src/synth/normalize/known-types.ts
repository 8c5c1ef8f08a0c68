import { type Evaluation, SynthError } from "../evaluation.ts";

/** Resource types that are in the graph. */
const inGraph = new Set([
  "aws:apigatewayv2/api:Api",
  "aws:apigatewayv2/authorizer:Authorizer",
  "aws:apigatewayv2/integration:Integration",
  "aws:apigatewayv2/route:Route",
  "aws:apigatewayv2/stage:Stage",
  "aws:cloudfront/distribution:Distribution",
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:cognito/userGroup:UserGroup",
  "aws:cognito/userPool:UserPool",
  "aws:cognito/userPoolClient:UserPoolClient",
  "aws:dynamodb/table:Table",
  "aws:iam/policy:Policy",
  "aws:iam/role:Role",
  "aws:lambda/eventSourceMapping:EventSourceMapping",
  "aws:lambda/function:Function",
  "aws:lambda/invocation:Invocation",
  "aws:scheduler/schedule:Schedule",
  "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination",
  "aws:sesv2/emailIdentity:EmailIdentity",
  "aws:sns/topic:Topic",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sns/topicSubscription:TopicSubscription",
  "aws:sqs/queue:Queue",
  "aws:sqs/queuePolicy:QueuePolicy",
]);

/** Resource types whose inputs are all harmless on a laptop, and why. */
const harmlessTypes: [type: RegExp, reason: string][] = [
  [
    /^aws:iam\/(rolePolicy|rolePolicyAttachment):/,
    "only roles of AWS's own parts have them; a function's are in its role",
  ],
  [/^aws:cloudwatch\/(logGroup|dashboard):/, "a function names its group itself, and charts are CloudWatch's"],
  [
    /^aws:cloudfront\/(function|keyValueStore|originAccessControl|cachePolicy):/,
    "how CloudFront finds a file, which the laptop's site does by itself",
  ],
  [
    /^aws:cognito\/(userPoolDomain|managedLoginBranding):/,
    "where and how Cognito shows its pages; the local issuer shows its own",
  ],
  [/^aws:(acm|route53)\//, "the laptop has neither certificates nor names"],
  [
    /^aws:s3\/bucket(Objectv2|Policy|PublicAccessBlock|CorsConfiguration|Versioning|LifecycleConfiguration)/,
    "where code and sites are kept",
  ],
  [/^aws:sesv2\/configurationSet:/, "its event destinations are resources of their own"],
  [/^aws:lambda\/permission:/, "who may invoke, and all that does is in the graph"],
  [/^aws:apigateway\/account:/, "the account's role for logs"],
  [/^aws:scheduler\/scheduleGroup:/, "a name"],
  [/^random:/, "values that outputs.ts makes up"],
  [/^tls:/, "the laptop has no certificates"],
  [/^command:local:Command$/, "a site's build, which the runtime runs by the arguments of the site"],
  [/^pulumi-nodejs:dynamic:Resource$/, "SST's own steps of a deployment: upload, invalidation, routes of the CDN"],
];

/** @throws SynthError for resources that the laptop would lack. */
export function refuseUnknownTypes({ resources, sites }: Evaluation): void {
  const siteNames = new Set(sites.map(({ name }) => name));
  const unknown = resources.filter(
    ({ type, custom, owner }) =>
      custom &&
      !inGraph.has(type) &&
      !harmlessTypes.some(([pattern]) => pattern.test(type)) &&
      !(type === "aws:s3/bucket:Bucket" && siteNames.has(owner)),
  );
  if (unknown.length === 0) return;
  throw new SynthError(
    [
      "The offline runtime does not know these resources:",
      ...unknown.map(({ type, owner }) => `  ${owner} (${type})`),
      "Support them in packages/offline/src/synth/normalize, or list them there as harmless, with the reason.",
    ].join("\n"),
  );
}
