import { mkdir } from "node:fs/promises";
import type { ReportedRefusal } from "../../iam/refusal.ts";
import type { Role } from "../../iam/roles.ts";
import { threadUrl } from "../../own-code.ts";
import { startEngineThread } from "../engine-thread.ts";
import { claimPort } from "../ports.ts";

export interface MailEngine {
  /** Endpoint of SES, on the loopback address, without a trailing slash. A browser sees the inbox there. */
  url: string;
  /** Resolves when the engine ends without having been stopped. */
  crashed: Promise<Error>;
  /** From now on these roles apply; without any, everything is allowed. */
  enforce(roles: Role[] | undefined): Promise<void>;
  stop(): Promise<void>;
}

export interface MailOptions {
  port: number;
  dataDir: string;
  /** The address of SNS, for bounce notices. */
  snsUrl: string;
  /** The roles to enforce; absent: everything is allowed. */
  roles?: Role[] | undefined;
  /** Called once for each thing that a function may not do. */
  refused?(refusal: ReportedRefusal): void;
}

/**
 * Starts SES in its own thread. It sends nothing to the outside: mails are in an inbox that a browser shows at its
 * address, and in `<dataDir>/mails.jsonl`. Bounces are published to the topics of the configuration set and do not
 * reach the inbox: mails to `bounce@simulator.amazonses.com`, and all mails while `PUT /behaviour` says so. Port 0
 * takes a free one. Throws PortInUseError.
 */
export async function startMail({ port, dataDir, snsUrl, roles, refused }: MailOptions): Promise<MailEngine> {
  await mkdir(dataDir, { recursive: true });
  const workerData = { port: await claimPort(port), dataDir, snsUrl, roles };
  // Without environment variables: SMTP_TRANSPORT would send real mails.
  const thread = await startEngineThread("ses", threadUrl("engines/ses/worker"), {
    workerData,
    environment: {},
    refused,
  });
  const { crashed, stop } = thread;
  return { url: `http://127.0.0.1:${thread.port}`, crashed, stop, enforce: (it) => thread.tell({ roles: it }) };
}
