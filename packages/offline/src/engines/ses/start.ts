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

export interface MailOptions {
  port: number;
  dataDir: string;
  /** Where the topics are that are told of bounces. */
  snsUrl: string;
}

/**
 * Starts SES in a thread of its own. It sends nothing anywhere: mails lie in an inbox that a browser shows at its
 * address, and in `<dataDir>/mails.jsonl`. What bounces is told to the topics of its configuration set, and not in the
 * inbox: mails to `bounce@simulator.amazonses.com`, and all while `PUT /behaviour` has said so. Port 0 takes a free one.
 * Throws PortInUseError.
 */
export async function startMail({ port, dataDir, snsUrl }: MailOptions): Promise<MailEngine> {
  await mkdir(dataDir, { recursive: true });
  const workerData = { port: await claimPort(port), dataDir, snsUrl };
  // Without variables: SMTP_TRANSPORT would have mails sent for real.
  const thread = await startEngineThread("ses", new URL("./worker.ts", import.meta.url), {
    workerData,
    environment: {},
  });
  return { url: `http://127.0.0.1:${thread.port}`, crashed: thread.crashed, stop: thread.stop };
}
