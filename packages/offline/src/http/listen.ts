import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Listens on the loopback address. @param port 0: a free one. @returns the port. */
export async function listen(server: Server, port: number): Promise<number> {
  // Longer than a browser's or an SDK's pool keeps a connection, so that the client is the one who closes it.
  server.keepAliveTimeout = 75_000;
  server.headersTimeout = 80_000;
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** Takes no new connection, lets answers finish for up to `graceMs`, then closes what is left. */
export async function close(server: Server, graceMs = 2_000): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  const insist = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(insist);
}
