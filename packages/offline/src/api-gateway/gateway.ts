import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { apiPath } from "../graph/addresses.ts";
import type { Graph, HttpApi } from "../graph/types.ts";
import { readBody } from "../http/body.ts";
import { foreignness, type Pages, pagesOf } from "../http/foreign.ts";
import { close, listen } from "../http/listen.ts";
import { createLocalServer } from "../http/local-server.ts";
import { eventOf } from "../http/payload.ts";
import { type HttpResponse, refusal, responseOf } from "../http/response.ts";
import type { Authority } from "../iam/authority.ts";
import type { Functions } from "../lambda/functions.ts";
import type { Clock } from "../sockets/clock.ts";
import { createSocketGateway } from "../sockets/gateway.ts";
import { refuse, wantsSocket } from "../sockets/handshake.ts";
import { type Authorizer, createAuthorizer } from "./authorizer.ts";
import { corsHeaders, isNamed, isPreflight, preflightHeaders } from "./cors.ts";
import { compileRoutes, type Match } from "./routes.ts";

export interface GatewayOptions {
  /** Real addresses, for the authorizers' issuers. */
  graph: Pick<Graph, "httpApis" | "socketApis">;
  functions: Pick<Functions, "invoke">;
  /** For the socket APIs' management calls; absent: everything is allowed. */
  authority?: Authority;
  /** 0: a free one. */
  port: number;
  /** Origins of pages that may call, besides those in an API's CORS settings. */
  origins?: string[];
  log?(line: string): void;
  /** Default: API Gateway's 30 s, 29 s for messages of WebSocket APIs. */
  integrationTimeoutMs?: number;
  /** For the limits of WebSocket APIs. Default: the system's. */
  clock?: Clock;
}

export interface Gateway {
  port: number;
  url: string;
  stop(): Promise<void>;
}

interface Api extends HttpApi {
  find(method: string, path: string): Match<HttpApi["routes"][number]> | undefined;
  authorize: Map<string, Authorizer>;
}

const bodyLimit = 10 * 1024 * 1024;
/** "Total combined size of request line and header values": https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const headLimit = 10_240;

/** Serves every API of the graph on one port, each under its own path (see `apiPath`). */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { functions, log = () => {}, integrationTimeoutMs = 30_000 } = options;
  const apis = new Map(options.graph.httpApis.map((api) => [apiPath(api.name), compileApi(api)]));
  const sockets = createSocketGateway({ ...options, log });
  // Any other upgrade, such as to HTTP/2, is ignored, and the request answered as if it had not asked for one.
  const shouldUpgradeCallback = (request: IncomingMessage) => wantsSocket(request) && sockets.has(apiOf(request).name);
  const ownPages = pagesOf(options.origins ?? []);
  const pages: Pages = (origin, request) => {
    return ownPages(origin, request) || isNamed(origin, apis.get(apiOf(request).name)?.cors);
  };
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const answered = await answer(request).catch((error: Error) => {
      const callerLeft = request.destroyed && !request.complete;
      if (!callerLeft) log(`${request.method} ${request.url}: ${error.stack}`);
      return refusal(500, "Internal Server Error", "The gateway itself has failed.");
    });
    send(request, response, answered);
  };
  const server = createLocalServer(serve, { pages, shouldUpgradeCallback });
  server.on("upgrade", (request, socket, head) => {
    const reason = foreignness(request, pages);
    if (reason !== undefined) return refuse(socket, 403, { message: reason });
    const { name, path } = apiOf(request);
    sockets.upgrade(name, path, request, socket, head);
  });
  const port = await listen(server, options.port);
  return {
    port,
    url: `http://localhost:${port}`,
    stop: async () => void (await Promise.all([sockets.stop(), close(server)])),
  };

  async function answer(request: IncomingMessage): Promise<HttpResponse> {
    const { name, path, rawQueryString } = apiOf(request);
    if (sockets.has(name)) return sockets.answer(name, path, request);
    const api = apis.get(name);
    if (api === undefined) return listApis(name);
    if (headSize(request) > headLimit)
      return refusal(431, "Request Header Fields Too Large", `At most ${headLimit} bytes, cookies apart.`);
    if (api.cors === undefined) return integrate(api, request, path || "/", rawQueryString);
    if (isPreflight(request.method, request.headers)) {
      return { statusCode: 204, headers: preflightHeaders(api.cors, request.headers), cookies: [], body: "" };
    }
    const answered = await integrate(api, request, path || "/", rawQueryString);
    for (const header of Object.keys(answered.headers)) {
      if (header.startsWith("access-control-")) delete answered.headers[header];
    }
    Object.assign(answered.headers, corsHeaders(api.cors, request.headers.origin));
    return answered;
  }

  async function integrate(api: Api, request: IncomingMessage, rawPath: string, rawQueryString: string) {
    const requestId = randomUUID();
    const route = api.find(request.method ?? "GET", rawPath);
    if (route === undefined) return refusal(404, "Not Found", `${api.name} has no such route.`);
    const authorization = await api.authorize.get(route.target.authorizer ?? "")?.(request.headers.authorization);
    if (authorization?.status === "refused") {
      const { headers, ...answered } = refusal(401, "Unauthorized", "A valid token is needed, see www-authenticate.");
      return { ...answered, headers: { ...headers, "www-authenticate": authorization.challenge } };
    }
    const body = await readBody(request, bodyLimit);
    if (body === "too large") return refusal(413, "Request Entity Too Large", "The body may have 10 MB.");
    const event = eventOf({
      request,
      requestId,
      apiId: api.name,
      rawPath,
      rawQueryString,
      routeKey: route.key,
      ...(route.pathParameters && { pathParameters: route.pathParameters }),
      body,
      ...(authorization && { jwt: authorization.jwt }),
    });
    const answered = await invoke(route.target.functionArn, event, requestId);
    answered.headers["apigw-requestid"] = requestId;
    return answered;
  }

  async function invoke(functionArn: string, event: unknown, requestId: string): Promise<HttpResponse> {
    const name = functionArn.split(":").at(-1) ?? "";
    const timeout = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => timeout.resolve(undefined), integrationTimeoutMs);
    const result = await Promise.race([functions.invoke(name, event, { requestId }), timeout.promise]);
    clearTimeout(timer);
    if (result === undefined) return refusal(503, "Service Unavailable", `${name} has not answered in time.`);
    if (result.status === "throttled") return refusal(503, "Service Unavailable", `${name} is throttled.`);
    const answered = result.status === "failed" ? undefined : responseOf(result.payload);
    return answered ?? refusal(500, "Internal Server Error", `${name} has failed, see its log.`);
  }

  function listApis(name: string): HttpResponse {
    const list = [...apis.keys(), ...sockets.paths].map((path) => ({ path: `/${path}` }));
    const text = name === "" ? "These APIs answer here." : `No API answers under /${name}.`;
    const body = `${JSON.stringify({ message: text, apis: list }, null, 2)}\n`;
    const statusCode = name === "" ? 200 : 404;
    return { statusCode, headers: { "content-type": "application/json" }, cookies: [], body };
  }
}

function compileApi(api: HttpApi): Api {
  return {
    ...api,
    find: compileRoutes(api.routes.map((route) => ({ key: route.route, target: route }))),
    authorize: new Map(api.authorizers.map((authorizer) => [authorizer.name, createAuthorizer(authorizer)])),
  };
}

function send(request: IncomingMessage, response: ServerResponse, answer: HttpResponse): void {
  const { statusCode, headers, cookies, body } = answer;
  const { "set-cookie": cookie, ...others } = headers;
  const allCookies = cookie === undefined ? cookies : [cookie, ...cookies];
  if (allCookies.length > 0) response.setHeader("set-cookie", allCookies);
  const withoutBody = statusCode === 204 || statusCode === 304;
  if (!withoutBody) response.setHeader("content-length", Buffer.byteLength(body));
  response.writeHead(statusCode, others);
  response.end(withoutBody || request.method === "HEAD" ? undefined : body);
}

/** Cookies do not count: browsers send those of every program on this machine. */
function headSize({ method = "", url = "", rawHeaders }: IncomingMessage): number {
  const values = rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() !== "cookie");
  return [`${method} ${url} HTTP/1.1`, ...values].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

/** The API's path without a slash, and the rest of the path. */
function apiOf({ url = "/" }: IncomingMessage): { name: string; path: string; rawQueryString: string } {
  const [target = "/", rawQueryString = ""] = splitOnce(url, "?");
  const [, name = "", path = ""] = /^\/([^/]*)(.*)$/.exec(target) ?? [];
  return { name, path, rawQueryString };
}

function splitOnce(text: string, separator: string): string[] {
  const place = text.indexOf(separator);
  return place === -1 ? [text] : [text.slice(0, place), text.slice(place + 1)];
}
