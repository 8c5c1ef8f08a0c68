import { transact } from "@donut/core/aws/transact";
import { addGone } from "@donut/core/waiting-room/gone";
import { connectionKey } from "@donut/core/waiting-room/presence";
import { issuedKey, stateKey } from "@donut/core/waiting-room/room";
import { ticketKey } from "@donut/core/waiting-room/ticket";
import { putAll } from "./source-tick.ts";

const table = "WaitingTable";

/** Opens a room with all its seats taken, by the holders of the first numbers. */
export async function openRoom(seats: number): Promise<void> {
  const room = { mode: "open", x: seats, y: 3_600, n: 5, epoch: 1, rev: 1, low: seats, occupied: seats };
  await putAll(table, [
    { ...stateKey, ...room, admitted: seats },
    { ...issuedKey, last: seats },
  ]);
}

/** Lets these numbers wait, each with a connection. @returns their connections */
export async function wait(from: number, to: number): Promise<string[]> {
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const now = Date.now();
  const connections = numbers.map(connectionOf);
  const tickets = numbers.map((entry) => ({
    ...ticketKey(entry),
    entry,
    epoch: 1,
    state: "waiting",
    enteredAt: now,
    connections: new Set([connectionOf(entry)]),
  }));
  await putAll(table, tickets);
  await putAll(
    table,
    numbers.map((entry) => ({ ...connectionKey(connectionOf(entry)), entry, connectedAt: now })),
  );
  await putAll(table, [{ ...issuedKey, last: to }]);
  return connections;
}

/** Stops these numbers from waiting. */
export async function leave(numbers: number[]): Promise<void> {
  await transact(addGone(numbers, Date.now()));
}

/** An id as long as one of API Gateway's. */
function connectionOf(entry: number): string {
  return `bench${String(entry).padStart(10, "0")}=`;
}
