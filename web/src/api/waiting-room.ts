import type {
  Board,
  BoardBlock,
  Joined,
  Place,
  PublicRoom,
  SocketAction,
  SocketMessage,
} from "@donut/contracts/waiting-room";
import { queryOptions } from "@tanstack/react-query";
import { call } from "./http.ts";

export const waitingRoomUrl = import.meta.env.VITE_WAITING_ROOM_URL ?? "http://localhost:4000/waiting-room";

const roomAgainMs = 5000;

export const roomQuery = queryOptions({
  queryKey: ["waiting-room"],
  queryFn: ({ signal }) =>
    call<{ room: PublicRoom }>(`${waitingRoomUrl}/room`, { signal, timeout: 5000 }).then((it) => ({
      ...it.room,
      /** By this machine's clock. */
      heardAt: Date.now(),
    })),
  refetchInterval: roomAgainMs,
});

/** The same visitor always gets the same place. */
export const takePlace = (visitor: string, signal?: AbortSignal) =>
  call<Joined>(`${waitingRoomUrl}/tickets`, { method: "POST", body: { visitor }, signal });

/** The visitor's current place. Asking counts as being present, and so answers the call when the turn has come. */
export const myPlace = (placeToken: string, signal?: AbortSignal) =>
  call<Place>(`${waitingRoomUrl}/tickets/me`, { headers: bearer(placeToken), signal, timeout: 5000 });

/** Gives up the place or the seat. */
export const givePlaceAway = (placeToken: string) =>
  call<void>(`${waitingRoomUrl}/tickets/me`, { method: "DELETE", headers: bearer(placeToken) });

export const readBoard = (signal?: AbortSignal) => call<Board>(`${waitingRoomUrl}/board`, { signal, timeout: 5000 });

export const readBoardBlock = (block: number, signal?: AbortSignal) =>
  call<BoardBlock>(`${waitingRoomUrl}/board/${block}`, { signal, timeout: 5000 });

/** Whether an order of these products needs an admission. */
export function isGuarded(room: Pick<PublicRoom, "mode" | "guards">, productIds: readonly string[]): boolean {
  const { mode, guards } = room;
  return mode !== "off" && (guards === "all" || productIds.some((it) => guards.includes(it)));
}

/** @returns the message from the server, or undefined if it is of no known kind */
export function parseMessage(data: unknown): SocketMessage | undefined {
  try {
    const message: unknown = JSON.parse(String(data));
    const known = typeof message === "object" && message !== null && "type" in message && "epoch" in message;
    return known ? (message as SocketMessage) : undefined;
  } catch {
    return undefined;
  }
}

export const actionText = (action: SocketAction["action"]): string => JSON.stringify({ action });

function bearer(placeToken: string) {
  return { authorization: `Bearer ${placeToken}` };
}
