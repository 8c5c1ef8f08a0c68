import { randomUUID } from "node:crypto";
import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { apiPath } from "../graph/addresses.ts";
import type { Graph, SocketApi } from "../graph/types.ts";
import { type HttpResponse, message } from "../http/response.ts";
import { type Authority, everybodyMay } from "../iam/authority.ts";
import type { Functions } from "../lambda/functions.ts";
import { type Authorization, authorizationOf, connectArn, identified, unauthorized } from "./authorizer.ts";
import { type Clock, systemClock } from "./clock.ts";
import { Connection } from "./connection.ts";
import {
  authorizerEvent,
  type Client,
  connectEvent,
  disconnectEvent,
  messageEvent,
  shortId,
  sourceIpOf,
} from "./events.ts";
import { frameSizes } from "./frame-sizes.ts";
import { isHandshake, refuse } from "./handshake.ts";
import { type Integration, integrationOf, invoker } from "./integration.ts";
import { limits } from "./limits.ts";
import { isManagement, manage } from "./management-api.ts";
import { routeOfMessage } from "./route-selection.ts";

export interface SocketGatewayOptions {
  graph: Pick<Graph, "socketApis">;
  functions: Pick<Functions, "invoke">;
  /** Absent: everything is allowed. */
  authority?: Authority | undefined;
  log(line: string): void;
  clock?: Clock;
  /** Default: API Gateway's 29 s. */
  integrationTimeoutMs?: number;
}

/** The WebSocket APIs of a graph, each under its own path on a shared server. */
export interface SocketGateway {
  /** Their paths, without a slash. */
  paths: string[];
  has(path: string): boolean;
  /** Takes over the connection of a request to upgrade to a WebSocket. */
  upgrade(path: string, rest: string, request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Answers requests that are not upgrades: those of the management API. */
  answer(path: string, rest: string, request: IncomingMessage): Promise<HttpResponse>;
  /** Closes every connection ("Going away"), and calls the functions' `$disconnect` for up to `graceMs`. */
  stop(graceMs?: number): Promise<void>;
}

const goingAway = [1001, "Going away"] as const;
/** How often connections are checked for having been open too long. */
const sweepEveryMs = 1_000;

export function createSocketGateway(options: SocketGatewayOptions): SocketGateway {
  const { graph, functions, authority = everybodyMay(), log, clock = systemClock } = options;
  const { integrationTimeoutMs = limits.integrationMs } = options;
  const apis = new Map(graph.socketApis.map((api) => [apiPath(api.name), api]));
  const invoke = invoker(functions, integrationTimeoutMs);
  /** By API name and connection id. */
  const connections = new Map<string, Map<string, Connection>>(graph.socketApis.map(({ name }) => [name, new Map()]));
  /** Handshakes whose `$connect` has not been answered yet. */
  const connecting = new Set<Duplex>();
  const leaving = new Set<Promise<void>>();
  const protocols = new WeakMap<IncomingMessage, string>();
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: limits.message,
    handleProtocols: (_, request) => protocols.get(request) ?? false,
  });
  const endSweeps = clock.every(sweepEveryMs, closeOverdue);
  let stopped = false;

  return {
    paths: [...apis.keys()],
    has: (path) => apis.has(path),
    upgrade(path, rest, request, socket, head) {
      // A client that disconnects during a handshake must not crash the process.
      socket.on("error", () => socket.destroy());
      const api = apis.get(path);
      if (api === undefined || !/^\/?$/.test(rest)) return refuse(socket, 403, { message: "Forbidden" });
      if (stopped) return refuse(socket, 503, { message: "Service Unavailable" });
      if (!isHandshake(request)) return refuse(socket, 400, { message: "Bad Request" });
      connecting.add(socket);
      connect(api, request, socket, head)
        .catch((error: Error) => {
          log(`${request.url}: ${error.stack}`);
          refuse(socket, 500, { message: "Internal server error" });
        })
        .finally(() => connecting.delete(socket));
    },
    async answer(path, rest, request) {
      const apiId = apis.get(path)?.name ?? "";
      const open = connections.get(apiId);
      if (isManagement(rest)) {
        return manage(rest, request, { apiId, find: (id) => open?.get(id), authority, now: clock.now });
      }
      if (/^\/?$/.test(rest)) return message(426, "Upgrade Required", { upgrade: "websocket" });
      return message(403, "Forbidden");
    },
    async stop(graceMs = 2_000) {
      stopped = true;
      endSweeps();
      for (const socket of connecting) refuse(socket, 503, { message: "Service Unavailable" });
      for (const connection of everyConnection()) connection.close(...goingAway);
      await settledWithin(graceMs, async () => {
        await untilNoneIsOpen();
        await Promise.all(leaving);
      });
      for (const connection of everyConnection()) connection.terminate();
      for (const socket of connecting) socket.destroy();
    },
  };

  async function connect(api: SocketApi, request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const client: Client = {
      apiId: api.name,
      connectionId: shortId(),
      connectedAt: clock.now(),
      domainName: request.headers.host ?? "localhost",
      identity: {
        sourceIp: sourceIpOf(request.socket),
        ...(request.headers["user-agent"] && { userAgent: request.headers["user-agent"] }),
      },
    };
    const requestId = randomUUID();
    const { connectionId } = client;
    const refuseWith = (statusCode: number, text: string) =>
      refuse(socket, statusCode, { message: text, connectionId, requestId });
    const route = api.routes.find((it) => it.route === "$connect");

    const authorization = await authorize(api, route?.authorizer, client, request, requestId);
    if (authorization?.status === "refused") return refuseWith(authorization.statusCode, authorization.message);
    if (authorization) client.authorizer = authorization.context;

    if (route) {
      const event = connectEvent(client, request, { requestId, now: clock.now() });
      const answered = integrationOf(await invoke(route.functionArn, event, requestId));
      if (answered.status !== "answered") return refuseWith(...failure(answered));
      const { statusCode, headers } = answered;
      if (statusCode >= 300) return refuseWith(statusCode, STATUS_CODES[statusCode] ?? "");
      const protocol = headers["sec-websocket-protocol"];
      if (protocol) protocols.set(request, protocol);
    }
    if (stopped) return refuseWith(503, "Service Unavailable");
    if (socket.destroyed || !socket.readable || !socket.writable) return disconnected(api, client, 1006, "");
    server.handleUpgrade(request, socket, head, (opened) => open(api, client, opened, socket));
  }

  async function authorize(
    api: SocketApi,
    name: string | undefined,
    client: Client,
    request: IncomingMessage,
    requestId: string,
  ): Promise<Authorization | undefined> {
    const authorizer = api.authorizers.find((it) => it.name === name);
    if (authorizer === undefined) return undefined;
    if (!identified(authorizer.identitySources, request)) return unauthorized;
    const event = authorizerEvent(client, connectArn(api.name), request, { requestId, now: clock.now() });
    return authorizationOf(await invoke(authorizer.functionArn, event, requestId), api.name);
  }

  function open(api: SocketApi, client: Client, opened: WebSocket, socket: Duplex): void {
    const connection = new Connection(client, opened, clock.now());
    const { connectionId } = client;
    connections.get(api.name)?.set(connectionId, connection);
    socket.prependListener(
      "data",
      frameSizes((bytes) => {
        if (bytes > limits.frame) connection.close(1009, "Frame too large");
      }),
    );
    opened.on("message", (data, isBinary) => {
      if (!connection.open) return;
      if (isBinary) return connection.close(1003, "Binary frames are not supported");
      connection.lastActiveAt = clock.now();
      receive(api, connection, data.toString()).catch((error: Error) => log(`${api.name}: ${error.stack}`));
    });
    opened.on("error", (error: NodeJS.ErrnoException) => connection.failed(error.code));
    opened.on("close", (code, reason) => {
      connections.get(api.name)?.delete(connectionId);
      const closing = connection.closedBy(code, reason.toString());
      disconnected(api, client, closing.code, closing.reason);
    });
  }

  async function receive(api: SocketApi, connection: Connection, body: string): Promise<void> {
    const { client } = connection;
    const requestId = randomUUID();
    const complain = (text: string) =>
      connection.send(JSON.stringify({ message: text, connectionId: client.connectionId, requestId }), clock.now());
    const route = routeOfMessage(api, body);
    if (route === undefined) return void complain("Forbidden");
    const event = messageEvent(client, route.route, body, { requestId, now: clock.now() });
    const answered = integrationOf(await invoke(route.functionArn, event, requestId));
    // A function's answer is discarded: sending it would take a route response, and SST configures none.
    if (answered.status !== "answered") complain(failure(answered)[1]);
  }

  /** API Gateway calls `$disconnect` on a best-effort basis, without retries. */
  function disconnected(api: SocketApi, client: Client, code: number, reason: string): void {
    const route = api.routes.find((it) => it.route === "$disconnect");
    if (route === undefined) return;
    const requestId = randomUUID();
    const event = disconnectEvent(client, code, reason, { requestId, now: clock.now() });
    const told = invoke(route.functionArn, event, requestId)
      .catch((error: Error) => log(`${api.name}: ${error.stack}`))
      .then(() => void leaving.delete(told));
    leaving.add(told);
  }

  function closeOverdue(): void {
    const now = clock.now();
    for (const connection of everyConnection()) if (connection.overdue(now)) connection.close(...goingAway);
  }

  function everyConnection(): Connection[] {
    return [...connections.values()].flatMap((open) => [...open.values()]);
  }

  async function untilNoneIsOpen(): Promise<void> {
    await Promise.all(everyConnection().map((connection) => connection.closed));
  }
}

const failure = ({ status }: Exclude<Integration, { status: "answered" }>): [statusCode: number, message: string] =>
  status === "timed out" ? [504, "Endpoint request timed out"] : [502, "Internal server error"];

async function settledWithin(milliseconds: number, work: () => Promise<void>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([work(), late]);
  clearTimeout(timer);
}
