import { once } from "node:events";
import type { Server } from "node:http";
import { type AddressInfo, createServer, type Server as Door } from "node:net";

/** For each server, the one that listens on `[::1]` and hands it the connections. */
const doors = new WeakMap<Server, Door>();

/**
 * Listens on the loopback addresses: `localhost` may be either of them, or both.
 *
 * @param port 0: a free port
 * @param keepAliveMs longer than a browser's or an SDK's pool keeps a connection, so that the client closes it first
 * @returns the port
 */
export async function listen(server: Server, port: number, keepAliveMs = 75_000): Promise<number> {
  server.keepAliveTimeout = keepAliveMs;
  server.headersTimeout = 80_000;
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const { port: listening } = server.address() as AddressInfo;
  const door = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit("connection", socket));
  try {
    await once(door.listen(listening, "::1"), "listening");
    doors.set(server, door);
  } catch (error) {
    if (isWithoutIpv6(error)) return listening;
    server.close();
    throw error;
  }
  return listening;
}

/** Accepts no new connection, lets answers finish for up to `graceMs`, then closes the rest. */
export async function close(server: Server, graceMs = 2_000): Promise<void> {
  const both = [server, doors.get(server)].filter((it) => it !== undefined);
  const closed = Promise.all(both.map((it) => once(it, "close")));
  for (const it of both) it.close();
  server.closeIdleConnections();
  const insist = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(insist);
}

/** Whether listening failed because this machine has no `::1` address. */
export function isWithoutIpv6(error: unknown): boolean {
  return ["EADDRNOTAVAIL", "EAFNOSUPPORT"].includes((error as NodeJS.ErrnoException).code ?? "");
}
