import { execFile } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { promisify } from "node:util";

/** Something else listens where a part of the runtime should. */
export class PortInUseError extends Error {
  override name = "PortInUseError";
  readonly port: number;
  /** What listens there, as `command (process id)`, where the system tells. */
  readonly owner: string | undefined;

  constructor(port: number, owner: string | undefined) {
    super(`port ${port} is taken${owner ? ` by ${owner}` : ""}`);
    this.port = port;
    this.owner = owner;
  }
}

/** Below the ports that Linux and macOS give to outgoing connections, so that none of these takes it meanwhile. */
const freePorts = { from: 15_000, to: 32_000 };

/** @returns `port` itself when nothing listens there on the loopback interface, or a free one for 0. Throws PortInUseError. */
export async function claimPort(port: number): Promise<number> {
  if (port !== 0) {
    if (await isFree(port)) return port;
    throw new PortInUseError(port, await portOwner(port));
  }
  for (;;) {
    const candidate = randomInt(freePorts.from, freePorts.to);
    if (await isFree(candidate)) return candidate;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen({ port, host: "127.0.0.1", exclusive: true }), "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return false;
    throw error;
  }
  await once(server.close(), "close");
  return true;
}

/** @returns which process listens on the port, as `command (process id)`; undefined when no tool here can tell. */
export async function portOwner(port: number): Promise<string | undefined> {
  const run = (command: string, args: string[]) =>
    promisify(execFile)(command, args, { timeout: 2_000 }).then(
      ({ stdout }) => stdout,
      () => "",
    );
  const [, command, pid] =
    /users:\(\("([^"]+)",pid=(\d+)/.exec(await run("ss", ["-Hltnp", `sport = :${port}`])) ??
    /^COMMAND.*\n(\S+)\s+(\d+)/.exec(await run("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN"])) ??
    [];
  return command === undefined ? undefined : `${command} (process ${pid})`;
}
