import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { accountId, region } from "../graph/addresses.ts";
import type { Graph, LambdaFunction } from "../graph/types.ts";
import { readBody } from "../http/body.ts";
import { close, listen } from "../http/listen.ts";
import { createLocalServer } from "../http/local-server.ts";
import { type Authority, everybodyMay } from "../iam/authority.ts";
import { refusalText } from "../iam/refusal.ts";
import type { Right } from "../iam/statements.ts";
import { describeMapping } from "./describe-mapping.ts";
import type { Functions } from "./functions.ts";
import { parseMappingChange } from "./mapping-change.ts";
import type { Mappings } from "./mappings.ts";

export interface ControlApiOptions {
  graph: Pick<Graph, "functions">;
  functions: Pick<Functions, "invoke" | "invokeAsync">;
  mappings: Mappings;
  /** Absent: everything is allowed. */
  authority?: Authority;
  /** 0: a free one. */
  port: number;
}

export interface ControlApi {
  port: number;
  /** For AWS_ENDPOINT_URL_LAMBDA. */
  url: string;
  stop(): Promise<void>;
}

interface Answer {
  status: number;
  body?: string;
  headers?: Record<string, string>;
}

const requestLimit = 6 * 1024 * 1024;

/** The part of the Lambda API that the system itself uses, for the SDK's client: Invoke, functions and mappings. */
export async function startControlApi(options: ControlApiOptions): Promise<ControlApi> {
  const { graph, functions, mappings, authority = everybodyMay(), port } = options;
  const server = createLocalServer(async (request, response) => {
    const answered = await answer(request).catch((error: Error) => refuse(500, "ServiceException", error.message));
    const { status, body = "", headers = {} } = answered;
    const requestId = headers["x-amzn-requestid"] ?? randomUUID();
    response.writeHead(status, { "content-type": "application/json", ...headers, "x-amzn-requestid": requestId });
    response.end(body);
  });
  const listening = await listen(server, port);
  return { port: listening, url: `http://127.0.0.1:${listening}`, stop: () => close(server) };

  async function answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? "/", "http://localhost");
    const [, version = "", collection, id, action] = url.pathname.split("/").map(decodeURIComponent);
    const call = `${request.method} ${collection}${id ? "/*" : ""}${action ? `/${action}` : ""}`;
    const body = await readBody(request, requestLimit);
    if (body === "too large") {
      return refuse(413, "RequestTooLargeException", `Request must be smaller than ${requestLimit} bytes`);
    }
    if (!/^\d{4}-\d{2}-\d{2}$/.test(version)) return unknownOperation(call);
    const refusal = actions[call] && authority.refusal(authority.callerOf(request.headers), rightFor(call, id));
    if (refusal) return refuse(403, "AccessDeniedException", refusalText(refusal));
    switch (call) {
      case "POST functions/*/invocations":
        return invoke(id ?? "", request, body.toString("utf8"));
      case "GET functions/*":
        return getFunction(id ?? "");
      case "GET functions":
        return ok({ Functions: graph.functions.map(configuration) });
      case "GET event-source-mappings":
        return listMappings(url.searchParams);
      case "GET event-source-mappings/*":
        return getMapping(id ?? "");
      case "PUT event-source-mappings/*":
        return updateMapping(id ?? "", body.toString("utf8"));
      default:
        return unknownOperation(call);
    }
  }

  /** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html */
  function rightFor(call: string, id = ""): Right {
    const mapping = mappings.list().find(({ name }) => name === id);
    const context = { ...(mapping && { "lambda:functionarn": [mapping.functionArn] }) };
    const resource = call.includes("event-source-mappings/") ? `event-source-mapping:${id}` : `function:${nameIn(id)}`;
    const action = actions[call] ?? "";
    return {
      action: `lambda:${action}`,
      resource: action.startsWith("List") ? "*" : `arn:aws:lambda:${region}:${accountId}:${resource}`,
      context,
    };
  }

  async function invoke(id: string, request: IncomingMessage, body: string): Promise<Answer> {
    const fn = find(id);
    if (fn === undefined) return functionNotFound(id);
    const event = parse(body || "{}");
    if (event === undefined) {
      return refuse(400, "InvalidRequestContentException", "Could not parse request body into json");
    }
    const type = request.headers["x-amz-invocation-type"] ?? "RequestResponse";
    if (type === "DryRun") return { status: 204 };
    if (type === "Event") {
      return { status: 202, headers: { "x-amzn-requestid": functions.invokeAsync(fn.name, event.value) } };
    }
    const { status, payload, requestId, logTail } = await functions.invoke(fn.name, event.value);
    if (status === "throttled") return refuse(429, "TooManyRequestsException", "Rate Exceeded.");
    const headers = {
      "x-amzn-requestid": requestId,
      "x-amz-executed-version": "$LATEST",
      ...(status === "failed" && { "x-amz-function-error": "Unhandled" }),
      ...(request.headers["x-amz-log-type"] === "Tail" && {
        "x-amz-log-result": Buffer.from(logTail).toString("base64"),
      }),
    };
    return { status: 200, body: payload, headers };
  }

  function getFunction(id: string): Answer {
    const fn = find(id);
    if (fn === undefined) return functionNotFound(id);
    const { reservedConcurrency } = fn;
    return ok({
      Configuration: configuration(fn),
      ...(reservedConcurrency !== undefined && { Concurrency: { ReservedConcurrentExecutions: reservedConcurrency } }),
    });
  }

  function listMappings(query: URLSearchParams): Answer {
    const functionName = query.get("FunctionName");
    const sourceArn = query.get("EventSourceArn");
    const fn = functionName === null ? undefined : find(functionName);
    if (functionName !== null && fn === undefined) return functionNotFound(functionName);
    const found = mappings
      .list()
      .filter((mapping) => fn === undefined || mapping.functionArn === fn.arn)
      .filter((mapping) => sourceArn === null || mapping.sourceArn === sourceArn);
    return ok({
      EventSourceMappings: found.map((mapping) => describeMapping(mapping, mappings.lastModified(mapping.name))),
    });
  }

  function getMapping(id: string): Answer {
    const mapping = mappings.list().find(({ name }) => name === id);
    if (mapping === undefined) return mappingNotFound();
    return ok(describeMapping(mapping, mappings.lastModified(id)));
  }

  async function updateMapping(id: string, body: string): Promise<Answer> {
    const parsed = parseMappingChange(body);
    if (parsed.status === "invalid") return refuse(400, "InvalidParameterValueException", parsed.detail);
    const mapping = await mappings.update(id, parsed.change);
    if (mapping === undefined) return mappingNotFound();
    return { ...ok(describeMapping(mapping, mappings.lastModified(id))), status: 202 };
  }

  /** @param id a name, an ARN or a partial ARN, with or without version. */
  function find(id: string): LambdaFunction | undefined {
    const name = nameIn(id);
    return graph.functions.find((fn) => fn.name === name);
  }
}

const actions: Record<string, string> = {
  "POST functions/*/invocations": "InvokeFunction",
  "GET functions/*": "GetFunction",
  "GET functions": "ListFunctions",
  "GET event-source-mappings": "ListEventSourceMappings",
  "GET event-source-mappings/*": "GetEventSourceMapping",
  "PUT event-source-mappings/*": "UpdateEventSourceMapping",
};

function nameIn(id: string): string | undefined {
  return /^(?:.*:?function:)?([\w-]+)(?::\$LATEST)?$/.exec(id)?.[1];
}

function configuration(fn: LambdaFunction) {
  return {
    FunctionName: fn.name,
    FunctionArn: fn.arn,
    Runtime: "nodejs24.x",
    Handler: fn.handler,
    Timeout: fn.timeoutSeconds,
    MemorySize: fn.memoryMb,
    Architectures: [fn.architecture],
    PackageType: "Zip",
    Version: "$LATEST",
    State: "Active",
    LastUpdateStatus: "Successful",
  };
}

const ok = (body: unknown): Answer => ({ status: 200, body: JSON.stringify(body) });

const refuse = (status: number, type: string, message: string): Answer => ({
  status,
  headers: { "x-amzn-errortype": type },
  body: JSON.stringify({ Type: status < 500 ? "User" : "Server", Message: message, message }),
});

const functionNotFound = (id: string) => refuse(404, "ResourceNotFoundException", `Function not found: ${id}`);
const mappingNotFound = () => refuse(404, "ResourceNotFoundException", "The resource you requested does not exist.");
const unknownOperation = (call: string) => refuse(404, "UnknownOperationException", `Not offered here: ${call}`);

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
