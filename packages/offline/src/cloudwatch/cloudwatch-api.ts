import type { IncomingMessage } from "node:http";
import * as z from "zod";
import { readBody } from "../http/body.ts";
import { close, listen } from "../http/listen.ts";
import { createLocalServer } from "../http/local-server.ts";
import type { Authority } from "../iam/authority.ts";
import { refusalText } from "../iam/refusal.ts";
import type { Metric } from "./metric.ts";
import type { MetricStore } from "./metric-store.ts";

export interface CloudWatchApi {
  /** For AWS_ENDPOINT_URL_CLOUDWATCH. */
  url: string;
  stop(): Promise<void>;
}

export interface CloudWatchApiOptions {
  store: MetricStore;
  authority: Authority;
  port: number;
}

interface Answer {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

const bodyLimit = 1024 * 1024;
/** Metrics have no ARNs. */
const getMetricDataRight = { action: "cloudwatch:GetMetricData", resource: "*" };
/** `AwsJson1_0`: times are seconds since the epoch. */
const target = "GraniteServiceVersion20100801.GetMetricData";

const askedMetric = z.object({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
});
type AskedMetric = z.infer<typeof askedMetric>;

const getMetricData = z.object({
  StartTime: z.number(),
  EndTime: z.number(),
  ScanBy: z.enum(["TimestampAscending", "TimestampDescending"]).default("TimestampDescending"),
  MetricDataQueries: z
    .array(
      z.object({
        Id: z.string().regex(/^[a-z]\w*$/, "must begin with a small letter"),
        Label: z.string().optional(),
        ReturnData: z.literal(true, "is not offered here").default(true),
        MetricStat: z.object({
          Metric: askedMetric,
          Period: z.int().multipleOf(60, "must be a multiple of 60"),
          Stat: z.enum(["Sum", "Minimum", "Maximum", "Average", "SampleCount"]),
        }),
      }),
    )
    .max(500),
});

/** The part of CloudWatch that the system itself uses, for the SDK's client: GetMetricData for queues and functions. */
export async function startCloudWatchApi({ store, authority, port }: CloudWatchApiOptions): Promise<CloudWatchApi> {
  const server = createLocalServer(async (request, response) => {
    const { status, body, headers } = await answer(request, store, authority).catch((error: Error) =>
      refuse(500, "InternalServiceFault", error.message),
    );
    response.writeHead(status, { "content-type": "application/x-amz-json-1.0", ...headers }).end(JSON.stringify(body));
  });
  const listening = await listen(server, port);
  return { url: `http://127.0.0.1:${listening}`, stop: () => close(server) };
}

async function answer(request: IncomingMessage, store: MetricStore, authority: Authority): Promise<Answer> {
  if (request.headers["x-amz-target"] !== target) {
    return refuse(400, "UnknownOperationException", `Not offered here: ${request.headers["x-amz-target"]}`);
  }
  const refusal = authority.refusal(authority.callerOf(request.headers), getMetricDataRight);
  if (refusal) {
    const denied = refuse(403, "AccessDeniedException", refusalText(refusal));
    return { ...denied, headers: { "x-amzn-query-error": "AccessDenied;Sender" } };
  }
  const body = await readBody(request, bodyLimit);
  if (body === "too large") return refuse(413, "RequestTooLarge", "The request is too large.");
  const parsed = getMetricData.safeParse(JSON.parse(body.toString("utf8")));
  if (!parsed.success) return refuse(400, "InvalidParameterValueException", z.prettifyError(parsed.error));
  const { StartTime, EndTime, ScanBy, MetricDataQueries } = parsed.data;
  const results = MetricDataQueries.map(({ Id, Label, MetricStat: { Metric, Period, Stat } }) => {
    const metric = metricOf(Metric);
    const periodMs = Period * 1000;
    const from = Math.floor((StartTime * 1000) / periodMs) * periodMs;
    const range = { statistic: Stat, periodMs, from, to: EndTime * 1000 };
    const points = metric ? store.read(metric, range) : [];
    const sorted = ScanBy === "TimestampAscending" ? points : points.reverse();
    return {
      Id,
      Label: Label ?? Metric.MetricName,
      Timestamps: sorted.map(({ at }) => at / 1000),
      Values: sorted.map(({ value }) => value),
      StatusCode: "Complete",
    };
  });
  return { status: 200, body: { MetricDataResults: results, Messages: [] } };
}

/** @returns undefined unless it has one dimension, as all that are kept have: there is no data for others. */
function metricOf({ Namespace, MetricName, Dimensions }: AskedMetric): Metric | undefined {
  const [dimension, ...others] = Dimensions;
  if (dimension === undefined || others.length > 0) return undefined;
  return { namespace: Namespace, name: MetricName, dimension: { name: dimension.Name, value: dimension.Value } };
}

function refuse(status: number, type: string, message: string): Answer {
  return { status, body: { __type: `com.amazonaws.cloudwatch#${type}`, message } };
}
