import type { SocketAction, SocketMessage } from "@donut/contracts/waiting-room";
import { actionText, parseMessage } from "../../../api/waiting-room.ts";

export interface Link {
  isOpen(): boolean;
  /** @returns whether it could be sent */
  send(action: SocketAction["action"]): boolean;
  /** Reconnects now instead of later. */
  hurry(): void;
  close(): void;
}

interface LinkOptions {
  url(): string;
  onMessage(message: SocketMessage): void;
  /** Whether it has opened or closed. */
  onChange(): void;
}

const longestPauseMs = 15_000;

/** A socket that reconnects whenever it is lost: at a random moment, so that browsers do not all return at once. */
export function openLink({ url, onMessage, onChange }: LinkOptions): Link {
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let closed = false;

  const connect = () => {
    clearTimeout(timer);
    const fresh = new WebSocket(url());
    socket = fresh;
    fresh.onopen = () => {
      failures = 0;
      onChange();
    };
    fresh.onmessage = ({ data }) => {
      const message = parseMessage(data);
      if (message && !closed && socket === fresh) onMessage(message);
    };
    fresh.onclose = () => {
      if (closed || socket !== fresh) return;
      timer = setTimeout(connect, pauseAfter(failures++));
      onChange();
    };
  };
  connect();

  const isOpen = () => socket?.readyState === WebSocket.OPEN;
  return {
    isOpen,
    send(action) {
      if (!isOpen()) return false;
      socket?.send(actionText(action));
      return true;
    },
    hurry() {
      if (!closed && socket?.readyState === WebSocket.CLOSED) connect();
    },
    close() {
      closed = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
}

/** @returns a random number of milliseconds up to a limit that doubles with each failure */
export function pauseAfter(failures: number, random = Math.random): number {
  return 200 + random() * Math.min(longestPauseMs, 1000 * 2 ** failures);
}
