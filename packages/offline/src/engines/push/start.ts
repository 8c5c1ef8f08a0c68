import { mkdir } from "node:fs/promises";
import { threadUrl } from "../../own-code.ts";
import { startEngineThread } from "../engine-thread.ts";
import { claimPort } from "../ports.ts";

export interface PushEngine {
  /** The base of subscriptions' endpoints, without a trailing slash. A browser sees the pushed messages there. */
  url: string;
  /** Resolves when the engine ends without having been stopped. */
  crashed: Promise<Error>;
  stop(): Promise<void>;
}

export interface PushOptions {
  /** 0: a free port. */
  port: number;
  dataDir: string;
}

/**
 * Starts a push service (RFC 8030) in place of a browser vendor's, in its own thread. It stands in for the browser as
 * well: it makes a subscription's keys, decrypts pushed messages, and lists them on a page at its address. Everything
 * is stored in `<dataDir>/pushes.sqlite`. `PUT /behaviour` makes it refuse. Throws PortInUseError.
 */
export async function startPush({ port, dataDir }: PushOptions): Promise<PushEngine> {
  await mkdir(dataDir, { recursive: true });
  const thread = await startEngineThread("push", threadUrl("engines/push/worker"), {
    workerData: { port: await claimPort(port), dataDir },
  });
  return { url: `http://localhost:${thread.port}`, crashed: thread.crashed, stop: thread.stop };
}
