import * as z from "zod";
import { SynthError } from "./evaluation.ts";
import { faultsOf, harmless, unsupported } from "./normalize/resources.ts";
import type { Transform } from "./record-components.ts";

/** An argument that SST passes on to resources' inputs, where it is checked. */
const reaches = z.unknown().optional();

const bundling = harmless("the laptop runs the sources, not a bundle");

const nodejs = z.strictObject({
  minify: bundling,
  sourcemap: bundling,
  splitting: bundling,
  install: harmless("the project's own packages are there"),
  esbuild: z
    .strictObject({ external: bundling, keepNames: bundling, minify: bundling, treeShaking: bundling })
    .optional(),
  loader: unsupported,
  banner: unsupported,
  plugins: unsupported,
  format: z.literal("esm", "only modules are supported").optional(),
});

/**
 * The known arguments of each SST component. An unlisted argument is refused: some, like `copyFiles`, reach no
 * resource, so nothing would show that the laptop ignores them.
 */
const components: Record<string, z.ZodType> = {
  "sst:aws:Function": z.strictObject({
    ...all(
      ...["architecture", "concurrency", "description", "durable", "environment", "handler", "layers", "link"],
      ...["logging", "memory", "name", "permissions", "policies", "retries", "role", "runtime", "storage", "tags"],
      ...["timeout", "transform", "url", "versioning", "volume", "vpc", "_skipMetadata", "_skipHint"],
    ),
    nodejs: nodejs.optional(),
    dev: harmless("of `sst dev`"),
    live: harmless("of `sst dev`"),
    bundle: unsupported,
    copyFiles: unsupported,
    hook: unsupported,
    injections: unsupported,
    python: unsupported,
    streaming: unsupported,
  }),
  "sst:aws:Queue": listed("fifo", "delay", "visibilityTimeout", "dlq", "transform"),
  "sst:aws:QueueLambdaSubscriber": listed("queue", "subscriber", "batch", "filters", "disableParent", "transform"),
  "sst:aws:SnsTopic": listed("fifo", "transform"),
  "sst:aws:SnsTopicQueueSubscriber": listed("topic", "queue", "filter", "disableParent", "transform"),
  "sst:aws:Dynamo": listed(
    ...["fields", "primaryIndex", "globalIndexes", "localIndexes", "stream", "ttl", "deletionProtection", "transform"],
  ),
  "sst:aws:DynamoLambdaSubscriber": listed("dynamo", "subscriber", "filters", "disableParent", "transform"),
  "sst:aws:ApiGatewayV2": listed("accessLog", "cors", "domain", "link", "transform", "vpc"),
  "sst:aws:ApiGatewayV2Authorizer": listed("api", "jwt", "lambda", "name", "transform", "type"),
  "sst:aws:ApiGatewayV2LambdaRoute": listed(
    ...["api", "apiLink", "auth", "handler", "handlerLink", "handlerTransform", "route", "transform"],
  ),
  "sst:aws:ApiGatewayWebSocket": listed("accessLog", "domain", "transform"),
  "sst:aws:ApiGatewayWebSocketAuthorizer": listed("api", "jwt", "lambda", "name", "transform", "type"),
  "sst:aws:ApiGatewayWebSocketRoute": listed("api", "auth", "handler", "handlerTransform", "route", "transform"),
  "sst:aws:CognitoUserPool": listed(
    ...["advancedSecurity", "aliases", "domain", "mfa", "sms", "smsAuthenticationMessage", "softwareToken"],
    ...["transform", "triggers", "usernames", "verify"],
  ),
  "sst:aws:CognitoUserPoolClient": listed("callbackUrls", "name", "providers", "transform", "userPool"),
  "sst:aws:CronV2": listed(
    ...["dlq", "enabled", "event", "function", "job", "retries", "schedule", "task", "timezone", "transform"],
  ),
  "sst:aws:Email": listed("dmarc", "dns", "events", "mailFrom", "sender", "transform"),
  // Its arguments are checked where sites are recorded, and those of its parts are SST's own.
  "sst:aws:StaticSite": z.unknown(),
  "sst:aws:Bucket": z.unknown(),
  "sst:aws:CDN": z.unknown(),
};

/** @returns the input of `refuseUnknownArguments`; it grows while a program runs, and transforms may still change it */
export function recordArguments($transform: Transform): { type: string; name: string; args: object }[] {
  const recorded: { type: string; name: string; args: object }[] = [];
  for (const type of Object.keys(components)) {
    $transform<object>({ __pulumiType: type }, (args, _, name) => {
      recorded.push({ type, name, args });
    });
  }
  return recorded;
}

/** @throws SynthError for components, and for arguments of components, that the laptop does not know or support */
export function refuseUnknownArguments(
  recorded: { type: string; name: string; args: object }[],
  registered: { type: string; name: string }[],
): void {
  const unknown = registered.filter(({ type }) => type.startsWith("sst:aws:") && !Object.hasOwn(components, type));
  const faults = recorded.flatMap(({ type, name, args }) => {
    const given = Object.fromEntries(Object.entries(args ?? {}).filter(([, value]) => value !== undefined));
    const { error } = components[type]?.safeParse(given) ?? {};
    return error ? [`${name} (${type}) cannot be run by the offline runtime:`, ...faultsOf(error)] : [];
  });
  const lines = [...unknown.map(({ type, name }) => `The offline runtime does not know ${name} (${type}).`), ...faults];
  if (lines.length > 0) throw new SynthError(lines.join("\n"));
}

function listed(...names: string[]): z.ZodType {
  return z.strictObject(all(...names));
}

function all(...names: string[]): Record<string, typeof reaches> {
  return Object.fromEntries(names.map((name) => [name, reaches]));
}
