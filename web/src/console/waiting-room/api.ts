import type { AdminRoom, AdminTicket, RoomChange } from "@donut/contracts/waiting-room";
import { queryOptions } from "@tanstack/react-query";
import { call } from "../../api/http.ts";
import { adminUrl } from "../../api/urls.ts";

const url = `${adminUrl}/waiting-room`;

/** The operators' view of the room, and when this machine received it, in milliseconds. */
export interface HeardRoom {
  room: AdminRoom;
  heardAt: number;
}

export const adminRoomQuery = queryOptions({
  queryKey: ["admin", "waiting-room"],
  queryFn: async ({ signal }) => heard(await call<{ room: AdminRoom }>(url, { signal })),
});

/** @throws {ApiError} 400 with pointers to the invalid fields */
export const changeRoom = async (change: RoomChange) =>
  heard(await call<{ room: AdminRoom }>(url, { method: "PUT", body: change }));

export const ticketQuery = (number: number) =>
  queryOptions({
    queryKey: ["admin", "waiting-room", "tickets", number],
    queryFn: ({ signal }) => call<AdminTicket>(`${url}/tickets/${number}`, { signal }),
  });

export const endTicket = (number: number) =>
  call<AdminTicket>(`${url}/tickets/${number}/end`, { method: "POST", body: {} });

export const extendTicket = (number: number, seconds: number) =>
  call<AdminTicket>(`${url}/tickets/${number}/extend`, { method: "POST", body: { seconds } });

function heard({ room }: { room: AdminRoom }): HeardRoom {
  return { room, heardAt: Date.now() };
}
