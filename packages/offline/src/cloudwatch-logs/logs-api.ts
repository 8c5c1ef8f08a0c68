import type { IncomingMessage } from "node:http";
import * as z from "zod";
import { accountId, region } from "../graph/addresses.ts";
import type { LambdaFunction } from "../graph/types.ts";
import { readBody } from "../http/body.ts";
import { close, listen } from "../http/listen.ts";
import { createLocalServer } from "../http/local-server.ts";
import { type Authority, everybodyMay } from "../iam/authority.ts";
import { refusalText } from "../iam/refusal.ts";
import { logGroupOf } from "../lambda/log-names.ts";
import { filterLogEvents, filterLogEventsInput } from "./filter-log-events.ts";
import { eventsOf, type LogEvent, type LoggedLine } from "./log-events.ts";

export interface LogsApi {
  /** For AWS_ENDPOINT_URL_CLOUDWATCH_LOGS. */
  url: string;
  stop(): Promise<void>;
}

export interface LogsApiOptions {
  graph: { functions: Pick<LambdaFunction, "name" | "logGroup">[] };
  /** @returns the last lines of a function, oldest first */
  linesOf(functionName: string): LoggedLine[];
  /** Absent: everything is allowed. */
  authority?: Authority;
  /** 0: a free one. */
  port: number;
}

interface Answer {
  status: number;
  body: object;
}

const bodyLimit = 1024 * 1024;
/** `AwsJson1_1` */
const target = "Logs_20140328.FilterLogEvents";

/** The part of CloudWatch Logs that the system itself uses, for the SDK's client: FilterLogEvents without a pattern. */
export async function startLogsApi(options: LogsApiOptions): Promise<LogsApi> {
  const { graph, linesOf, authority = everybodyMay(), port } = options;
  const groups = Map.groupBy(graph.functions, logGroupOf);
  const server = createLocalServer(async (request, response) => {
    const { status, body } = await answer(request).catch((error: Error) =>
      refuse(500, "ServiceUnavailableException", error.message),
    );
    response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(body));
  });
  const listening = await listen(server, port);
  return { url: `http://127.0.0.1:${listening}`, stop: () => close(server) };

  async function answer(request: IncomingMessage): Promise<Answer> {
    const body = await readBody(request, bodyLimit);
    if (request.headers["x-amz-target"] !== target) {
      return refuse(400, "UnknownOperationException", `Not offered here: ${request.headers["x-amz-target"]}`);
    }
    if (body === "too large") return refuse(413, "RequestTooLarge", "The request is too large.");
    const input = parse(body.toString("utf8"));
    if (input === undefined) return refuse(400, "SerializationException", "The body is not JSON.");
    const parsed = filterLogEventsInput.safeParse(input);
    if (!parsed.success) return refuse(400, "InvalidParameterException", z.prettifyError(parsed.error));
    const name = parsed.data.logGroupName;
    const refusal = authority.refusal(authority.callerOf(request.headers), rightToFilter(name));
    if (refusal) return refuse(400, "AccessDeniedException", refusalText(refusal));
    const writers = groups.get(name);
    if (!writers) return refuse(400, "ResourceNotFoundException", "The specified log group does not exist.");
    const page = filterLogEvents(eventsOf(writers.map((writer) => linesOf(writer.name))), parsed.data);
    if (!page) return refuse(400, "InvalidParameterException", "The specified nextToken is invalid.");
    const { events, nextToken } = page;
    return { status: 200, body: { events: events.map(described), searchedLogStreams: [], nextToken } };
  }
}

/** Its resource is the group's streams: a statement needs an ARN that ends in `:*`. */
function rightToFilter(group: string) {
  const resource = `arn:aws:logs:${region}:${accountId}:log-group:${group}:log-stream:`;
  return { action: "logs:FilterLogEvents", resource };
}

function described({ id, at, stream, text }: LogEvent) {
  return { logStreamName: stream, timestamp: at, message: `${text}\n`, ingestionTime: at, eventId: id };
}

/** @returns undefined if it is not JSON */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(status: number, type: string, message: string): Answer {
  return { status, body: { __type: type, message } };
}
