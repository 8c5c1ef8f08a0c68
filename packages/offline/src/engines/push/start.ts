import { mkdir } from "node:fs/promises";
import { startEngineThread } from "../engine-thread.ts";
import { claimPort } from "../ports.ts";

export interface PushEngine {
  /** As subscriptions' endpoints begin, without a trailing slash. A browser sees there what was pushed. */
  url: string;
  /** Resolves when the engine ends without having been stopped. */
  crashed: Promise<Error>;
  stop(): Promise<void>;
}

export interface PushOptions {
  /** 0: a free one. */
  port: number;
  dataDir: string;
}

/**
 * Starts a push service (RFC 8030) in the place of a browser vendor's, in a thread of its own. It stands in for the
 * browser as well: it makes the keys of a subscription, decrypts what is pushed, and lists it on a page at its address.
 * Everything is in `<dataDir>/pushes.sqlite`. `PUT /behaviour` lets it refuse. Throws PortInUseError.
 */
export async function startPush({ port, dataDir }: PushOptions): Promise<PushEngine> {
  await mkdir(dataDir, { recursive: true });
  const thread = await startEngineThread("push", new URL("./worker.ts", import.meta.url), {
    workerData: { port: await claimPort(port), dataDir },
  });
  return { url: `http://localhost:${thread.port}`, crashed: thread.crashed, stop: thread.stop };
}
