import { mkdir } from "node:fs/promises";
import type { ToldRefusal } from "../../iam/refusal.ts";
import type { Role } from "../../iam/roles.ts";
import { startEngineThread } from "../engine-thread.ts";
import { claimPort } from "../ports.ts";

export interface MailEngine {
  /** Endpoint of SES, on the loopback address, without a trailing slash. A browser sees the inbox there. */
  url: string;
  /** Resolves when the engine ends without having been stopped. */
  crashed: Promise<Error>;
  /** From now on these roles count; without any everybody may do everything. */
  enforce(roles: Role[] | undefined): Promise<void>;
  stop(): Promise<void>;
}

export interface MailOptions {
  port: number;
  dataDir: string;
  /** Where the topics are that are told of bounces. */
  snsUrl: string;
  /** Who may do what; absent: everybody may do everything. */
  roles?: Role[] | undefined;
  /** Told once of each thing that a function may not do. */
  refused?(refusal: ToldRefusal): void;
}

/**
 * Starts SES in a thread of its own. It sends nothing anywhere: mails lie in an inbox that a browser shows at its
 * address, and in `<dataDir>/mails.jsonl`. What bounces is told to the topics of its configuration set, and not in the
 * inbox: mails to `bounce@simulator.amazonses.com`, and all while `PUT /behaviour` has said so. Port 0 takes a free one.
 * Throws PortInUseError.
 */
export async function startMail({ port, dataDir, snsUrl, roles, refused }: MailOptions): Promise<MailEngine> {
  await mkdir(dataDir, { recursive: true });
  const workerData = { port: await claimPort(port), dataDir, snsUrl, roles };
  // Without variables: SMTP_TRANSPORT would have mails sent for real.
  const thread = await startEngineThread("ses", new URL("./worker.ts", import.meta.url), {
    workerData,
    environment: {},
    refused,
  });
  const { crashed, stop } = thread;
  return { url: `http://127.0.0.1:${thread.port}`, crashed, stop, enforce: (it) => thread.tell({ roles: it }) };
}
