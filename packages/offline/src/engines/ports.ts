import { execFile } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
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

/** @returns `port` itself when nothing listens there, or a free one for 0. Throws PortInUseError. */
export async function claimPort(port: number): Promise<number> {
  const server = createServer();
  server.listen({ port, host: "127.0.0.1", exclusive: true });
  try {
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new PortInUseError(port, await portOwner(port));
  }
  const claimed = (server.address() as AddressInfo).port;
  server.close();
  await once(server, "close");
  return claimed;
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
