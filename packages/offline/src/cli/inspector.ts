import inspector from "node:inspector";
import { claimPort, PortInUseError } from "../engines/ports.ts";

/**
 * Lets debuggers attach on the loopback interface. Functions run in threads of this process, which debuggers show as
 * its workers.
 *
 * @param given a port number; 0: any free port
 * @returns the address for a debugger
 */
export async function openInspector(given: string): Promise<string> {
  const port = Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--inspect is "${given}": it must be a port number, a whole number up to 65535.`);
  inspector.open(await claimPort(port).catch(asAdvice), "127.0.0.1");
  return inspector.url() ?? "";
}

/** Detaches debuggers: a function stopped at a breakpoint continues, and can be ended. */
export function closeInspector(): void {
  inspector.close();
}

function asAdvice(error: unknown): never {
  if (!(error instanceof PortInUseError)) throw error;
  throw new Error(
    `Port ${error.port}, for debuggers, is taken${error.owner ? ` by ${error.owner}` : ""}. ` +
      `Stop what listens there, or take another one: npm run debug -- --inspect ${error.port + 1}`,
  );
}
