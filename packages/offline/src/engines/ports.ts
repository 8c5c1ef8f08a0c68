import { execFile } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

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

const longestCommand = 70;

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
  const [, pid] =
    /pid=(\d+)/.exec(await output("ss", ["-Hltnp", `sport = :${port}`])) ??
    /^p(\d+)/m.exec(await output("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fp"])) ??
    [];
  if (pid === undefined) return undefined;
  const command = (await output("ps", ["-o", "args=", "-p", pid])).trim() || "a program";
  const short = command.length > longestCommand ? `${command.slice(0, longestCommand)}…` : command;
  return `${short} (process ${pid})`;
}

/** @returns what the command prints; nothing when it fails or does not exist here */
function output(command: string, args: string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(command, args, { timeout: 2_000 }, (_error, stdout) => resolve(stdout));
  });
}
