import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";

/** Whether a request wants to become a WebSocket; others may ask for HTTP/2, and are answered normally. */
export const wantsSocket = ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === "websocket";

/** https://www.rfc-editor.org/rfc/rfc6455#section-4.2.1 */
export const isHandshake = ({ method, headers }: IncomingMessage) =>
  method === "GET" &&
  headers["sec-websocket-version"] === "13" &&
  /^[+/0-9A-Za-z]{22}==$/.test(headers["sec-websocket-key"] ?? "");

/** Answers a handshake with an HTTP response, and closes the connection. */
export function refuse(socket: Duplex, statusCode: number, answer: Record<string, string>): void {
  const body = JSON.stringify(answer);
  const head = [
    `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode] ?? ""}`,
    "connection: close",
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  if (!socket.writable) return void socket.destroy();
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}
