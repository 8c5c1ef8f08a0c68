import { type Evaluation, SynthError } from "../evaluation.ts";

/** Resource types that the graph tells about. */
const inGraph = new Set([
  "aws:apigatewayv2/api:Api",
  "aws:apigatewayv2/authorizer:Authorizer",
  "aws:apigatewayv2/integration:Integration",
  "aws:apigatewayv2/route:Route",
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

/** What only AWS needs: who may call whom, logs, where code and sites are kept. */
const withoutMeaningHere = [
  /^aws:iam\//,
  /^aws:cloudwatch\/logGroup:/,
  /^aws:cloudwatch\/dashboard:/,
  /^aws:cloudfront\//,
  /^aws:cognito\/(userPoolDomain|managedLoginBranding):/,
  /^aws:acm\//,
  /^aws:route53\//,
  /^aws:s3\/bucket(Object|Policy|PublicAccessBlock|CorsConfiguration|Versioning|LifecycleConfiguration)/,
  /^aws:sesv2\/configurationSet:/,
  /^aws:lambda\/permission:/,
  /^aws:apigateway\/account:/,
  /^aws:apigatewayv2\/(stage|domainName|apiMapping):/,
  /^aws:scheduler\/scheduleGroup:/,
  /^random:/,
  /^tls:/,
  // A site's build, and SST's own helpers of deployments (upload, invalidation, CDN routes).
  /^command:local:Command$/,
  /^pulumi-nodejs:dynamic:Resource$/,
];

/** @throws SynthError for resources that would be missing on the laptop. */
export function refuseUnknownTypes({ resources, sites }: Evaluation): void {
  const siteNames = new Set(sites.map(({ name }) => name));
  const unknown = resources.filter(
    ({ type, custom, owner }) =>
      custom &&
      !inGraph.has(type) &&
      !withoutMeaningHere.some((pattern) => pattern.test(type)) &&
      !(type === "aws:s3/bucket:Bucket" && siteNames.has(owner)),
  );
  if (unknown.length === 0) return;
  throw new SynthError(
    [
      "The offline runtime does not know these resources:",
      ...unknown.map(({ type, owner }) => `  ${owner} (${type})`),
      "Support them in packages/offline/src/synth/normalize, or list them there as without meaning on a laptop.",
    ].join("\n"),
  );
}
