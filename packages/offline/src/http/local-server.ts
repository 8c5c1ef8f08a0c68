import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
  STATUS_CODES,
} from "node:http";
import type { Duplex } from "node:stream";
import { foreignness, noPages, type Pages } from "./foreign.ts";
import { problem } from "./problem.ts";

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

export interface LocalServerOptions extends ServerOptions {
  /** Origins of pages that may call, besides its own. Default: none. */
  pages?: Pages;
}

const unreadable: Record<string, [status: number, detail: string] | undefined> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, "The request did not come to its end."],
  HPE_HEADER_OVERFLOW: [
    431,
    "The request has more than 64 kB of headers. If a browser has sent it: delete the cookies of this address, to which every program of this machine adds its own.",
  ],
};

/** Browsers send the cookies of all localhost ports; Node's default limit of 16 kB is too small for that. */
const headLimit = 64 * 1024;

/**
 * An HTTP server for programs on this machine and for permitted pages: requests from pages of other sites are refused,
 * and an error in the listener fails only its own request. It must be passed to `listen`.
 */
export function createLocalServer(
  listener: Listener,
  { pages = noPages, ...options }: LocalServerOptions = {},
): Server {
  const server = createServer({ maxHeaderSize: headLimit, ...options }, guarded(listener, pages));
  return server.on("clientError", refuseBytes);
}

function guarded(listener: Listener, pages: Pages) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const reason = foreignness(request, pages);
    if (reason !== undefined) return refuse(request, response, 403, reason);
    try {
      await listener(request, response);
    } catch (error) {
      refuse(request, response, 500, error instanceof Error ? error.message : String(error));
    }
  };
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number, detail: string): void {
  if (response.headersSent) return void response.destroy();
  const { headers, body } = problem(status, detail);
  // The rest of the body would be read as another request.
  if (!request.complete) response.shouldKeepAlive = false;
  response.writeHead(status, headers).end(body);
  request.resume();
}

/** Input that is not HTTP, or is too large, cannot become a request. */
function refuseBytes(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) return void socket.destroy();
  const [status, detail] = unreadable[error.code ?? ""] ?? [400, "This is no HTTP request."];
  const { headers, body } = problem(status, detail);
  const lines = Object.entries({ ...headers, connection: "close", "content-length": Buffer.byteLength(body) });
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines.map(([name, value]) => `${name}: ${value}`)];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
