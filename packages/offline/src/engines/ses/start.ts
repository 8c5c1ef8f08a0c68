import { mkdir } from "node:fs/promises";
import { startEngineThread } from "../engine-thread.ts";
import { claimPort } from "../ports.ts";

export interface MailEngine {
  /** Endpoint of SES, on the loopback address, without a trailing slash. A browser sees the inbox there. */
  url: string;
  /** Resolves when the engine ends without having been stopped. */
  crashed: Promise<Error>;
  stop(): Promise<void>;
}

/**
 * Starts SES in a thread of its own. It sends nothing anywhere: mails lie in an inbox that a browser shows at its
 * address, and in `<dataDir>/mails.jsonl`. Port 0 takes a free one. Throws PortInUseError.
 */
export async function startMail({ port, dataDir }: { port: number; dataDir: string }): Promise<MailEngine> {
  await mkdir(dataDir, { recursive: true });
  const workerData = { port: await claimPort(port), dataDir };
  // Without variables: SMTP_TRANSPORT would have mails sent for real.
  const thread = await startEngineThread("ses", new URL("./worker.ts", import.meta.url), {
    workerData,
    environment: {},
  });
  return { url: `http://127.0.0.1:${thread.port}`, crashed: thread.crashed, stop: thread.stop };
}
