import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Message } from "@aws-sdk/client-sqs";
import type { Topology } from "@donut/contracts/topology";
import { startShop } from "@donut/core/testing";
import { startCloudWatch } from "@donut/offline/cloudwatch/start";
import { startLogsApi } from "@donut/offline/cloudwatch-logs/logs-api";
import { startMessaging } from "@donut/offline/engines/sqs/start";
import { accountId, region } from "@donut/offline/graph/addresses";
import type { SQSRecord } from "aws-lambda";
import type { LambdaEvent } from "hono/aws-lambda";
import type { lambdaHandler } from "./api/app.ts";
import { logger } from "./logger.ts";

/**
 * Starts the shop's tables and an empty SQS and SNS, and points this process's `Resource` and SDK clients at them.
 * `links` is merged into `Resource`; a queue's URL is `<queues>/<name>`.
 */
export async function startEngines(links: (queues: string) => Record<string, unknown> = () => ({})) {
  logger.setLogLevel("SILENT");
  const dataDir = await mkdtemp(join(tmpdir(), "messaging-test-"));
  const messaging = await startMessaging({ port: 0, dataDir, region, accountId });
  const cloudwatch = await startCloudWatch({
    graph: { queues: [], alarms: [] },
    endpoints: { sqs: messaging.url, sns: messaging.url },
    dataDir,
    port: 0,
    log: () => {},
  });
  const resources = links(`${messaging.url}/${accountId}`);
  const written = new Map<string, { at: number; text: string }[]>();
  const logs = await startLogsApi({
    graph: { functions: consumersIn(resources) },
    linesOf: (name) => written.get(name) ?? [],
    port: 0,
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SQS: messaging.url,
    AWS_ENDPOINT_URL_SNS: messaging.url,
    AWS_ENDPOINT_URL_CLOUDWATCH: cloudwatch.url,
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: logs.url,
  });
  const shop = await startShop(resources);
  return {
    cloudwatch,
    /** A consumer of the topology in `links` logs a line. */
    log(functionName: string, text: string) {
      written.set(functionName, [...(written.get(functionName) ?? []), { at: Date.now(), text }]);
    },
    async stop() {
      await Promise.all([cloudwatch.stop(), logs.stop()]);
      await Promise.all([shop.stop(), messaging.stop()]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The consumers of the topology that is linked. */
function consumersIn({ Topology }: Record<string, unknown>) {
  const { queues = [] } = (Topology ?? {}) as Partial<Topology>;
  return queues.flatMap(({ consumer }) =>
    consumer ? { name: consumer.functionName, logGroup: consumer.logGroup } : [],
  );
}

interface Call {
  method?: string;
  /** A string is sent as it is, bytes in base64 as the gateway does, anything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Signed in as a customer, or in these groups; absent: not signed in. */
  groups?: readonly string[];
  /** Replaces some of that person's claims. */
  claims?: Record<string, string | undefined>;
}

/** Calls an API's function as its HTTP API does (payload format 2.0). */
export async function callApi(handler: ReturnType<typeof lambdaHandler>, path: string, call: Call = {}) {
  const { method = "GET", body, headers, groups, claims } = call;
  const [rawPath, rawQueryString = ""] = path.split("?");
  const event = {
    version: "2.0",
    routeKey: "$default",
    rawPath,
    rawQueryString,
    headers: { "content-type": "application/json", ...headers },
    ...bodyOf(body),
    requestContext: {
      accountId,
      apiId: "api",
      domainName: "localhost",
      http: { method, path: rawPath },
      ...(groups && { authorizer: { jwt: { claims: { ...claimsOf(groups), ...claims }, scopes: null } } }),
    },
  } as unknown as LambdaEvent;
  const answer = await handler(event);
  const isJson = /\bjson\b/.test(String(answer.headers?.["content-type"]));
  return {
    status: answer.statusCode,
    headers: answer.headers ?? {},
    body: isJson ? JSON.parse(answer.body) : answer.body,
  };
}

function bodyOf(body: unknown): { body?: string; isBase64Encoded: boolean } {
  if (Buffer.isBuffer(body)) return { body: body.toString("base64"), isBase64Encoded: true };
  if (body === undefined) return { isBase64Encoded: false };
  return { body: typeof body === "string" ? body : JSON.stringify(body), isBase64Encoded: false };
}

/** The claims of a Cognito ID token as API Gateway passes them on. */
function claimsOf(groups: readonly string[]) {
  return {
    sub: `sub-${groups.join("-")}`,
    token_use: "id",
    email: "Mina@example.com",
    email_verified: "true",
    ...(groups.length > 0 && { "cognito:groups": `[${groups.join(" ")}]` }),
  };
}

/** A message as Lambda passes it to the consumer of the queue with this ARN. */
export function recordOf(
  { MessageId = "", ReceiptHandle = "", Body = "", Attributes }: Message,
  arn: string,
): SQSRecord {
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    attributes: Attributes as unknown as SQSRecord["attributes"],
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: arn,
    awsRegion: "us-east-1",
  };
}
