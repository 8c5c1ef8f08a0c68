import type { WebSocket } from "ws";
import type { Client } from "./events.ts";
import { limits } from "./limits.ts";

export interface Closing {
  code: number;
  reason: string;
}

/** Limit of unread data for a client; sending more is refused. */
const mostBuffered = 1024 * 1024;

const faults: Record<string, Closing> = {
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: { code: 1009, reason: "Message too large" },
  WS_ERR_INVALID_UTF8: { code: 1007, reason: "Invalid UTF-8" },
  ECONNRESET: { code: 1006, reason: "" },
  EPIPE: { code: 1006, reason: "" },
};

/** One open connection, and its messages. */
export class Connection {
  readonly client: Client;
  lastActiveAt: number;
  readonly #socket: WebSocket;
  #closing: Closing | undefined;
  /** Settles when the connection has closed. */
  readonly closed: Promise<void>;

  constructor(client: Client, socket: WebSocket, now: number) {
    this.client = client;
    this.lastActiveAt = now;
    this.#socket = socket;
    this.closed = new Promise((resolve) => socket.once("close", () => resolve()));
  }

  get open(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** @returns "full" if the client has not read earlier messages */
  send(text: Buffer | string, now: number): "sent" | "gone" | "full" {
    if (!this.open) return "gone";
    if (this.#socket.bufferedAmount > mostBuffered) return "full";
    this.lastActiveAt = now;
    this.#socket.send(text, { binary: false });
    return "sent";
  }

  /** Only the first call has an effect. */
  close(code: number, reason: string): void {
    this.#closing ??= { code, reason };
    this.#socket.close(code, reason);
  }

  /** Closed by ws itself, because of what the client sent. @param fault ws's error code */
  failed(fault: string | undefined): void {
    this.#closing ??= faults[fault ?? ""] ?? { code: 1002, reason: "Protocol error" };
  }

  /** Closes without a close frame. */
  terminate(): void {
    this.#socket.terminate();
  }

  /** Why it was closed. @param code of the client's close frame; 1005 if the frame has none, 1006 without a frame */
  closedBy(code: number, reason: string): Closing {
    if (this.#closing) return this.#closing;
    if (code === 1005) return { code, reason: "Client-side close frame status not set" };
    return { code, reason };
  }

  /** @returns whether it must be closed: open too long, or idle too long */
  overdue(now: number): boolean {
    return now - this.client.connectedAt >= limits.connectionMs || now - this.lastActiveAt >= limits.idleMs;
  }
}
