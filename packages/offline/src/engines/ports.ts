import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { isWithoutIpv6 } from "../http/listen.ts";
import { portOwner } from "./port-owner.ts";

/** A port of the runtime is taken. */
export class PortInUseError extends Error {
  override name = "PortInUseError";
  readonly port: number;
  /** The process that listens there, as `command (process id)`, if the operating system says. */
  readonly owner: string | undefined;

  constructor(port: number, owner: string | undefined) {
    super(`port ${port} is taken${owner ? ` by ${owner}` : ""}`);
    this.port = port;
    this.owner = owner;
  }
}

/** Below the ports that Linux and macOS use for outgoing connections, so that none of those takes it meanwhile. */
export const portRange = { from: 15_000, to: 32_000 };

/**
 * @returns `port` itself if nothing listens there on the loopback interface, or a free port for 0. Throws
 * PortInUseError.
 */
export async function claimPort(port: number): Promise<number> {
  if (port !== 0) {
    if (await isFree(port)) return port;
    throw new PortInUseError(port, await portOwner(port));
  }
  for (;;) {
    const candidate = randomInt(portRange.from, portRange.to);
    if (await isFree(candidate)) return candidate;
  }
}

/** @returns whether nothing listens on either loopback address: a browser may use either for `localhost` */
export async function isFree(port: number): Promise<boolean> {
  const free = await Promise.all(["127.0.0.1", "::1"].map((host) => isFreeAt(host, port)));
  return free.every(Boolean);
}

async function isFreeAt(host: string, port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen({ port, host, exclusive: true }), "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return false;
    if (host === "::1" && isWithoutIpv6(error)) return true;
    throw error;
  }
  await once(server.close(), "close");
  return true;
}
