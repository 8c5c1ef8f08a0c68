import { accountId as onlyAccountId } from "../../graph/addresses.ts";
import type { ReportedRefusal } from "../../iam/refusal.ts";
import type { Role } from "../../iam/roles.ts";
import { threadUrl } from "../../own-code.ts";
import { startEngineThread } from "../engine-thread.ts";

export interface MessagingOptions {
  /** 0: any free port. */
  port: number;
  /** Folder of the SQLite file; created if it does not exist. */
  dataDir: string;
  region: string;
  /** The engine has one account, 000000000000. */
  accountId: string;
  /** The roles to enforce; absent: everything is allowed. */
  roles?: Role[] | undefined;
  /** Called once for each thing that a function or a service may not do. */
  refused?(refusal: ReportedRefusal): void;
}

export interface Messaging {
  /** Endpoint of SQS and of SNS, on the loopback address, without a trailing slash. */
  url: string;
  /** From now on these roles apply; without any, everything is allowed. */
  enforce(roles: Role[] | undefined): Promise<void>;
  /** Finishes the current answers, ends the long polls and closes the file. */
  stop(): Promise<void>;
  /** Resolves when the engine ends without having been stopped. */
  crashed: Promise<Error>;
}

/**
 * Starts SQS and SNS in their own thread. Queues, topics and messages are those of `dataDir`.
 * @throws if the port is taken (code EADDRINUSE) or `dataDir` is in use by another process.
 */
export async function startMessaging({ accountId, refused, ...workerData }: MessagingOptions): Promise<Messaging> {
  if (accountId !== onlyAccountId) throw new Error(`The SQS engine knows the account ${onlyAccountId} only.`);
  const thread = await startEngineThread("sqs", threadUrl("engines/sqs/worker"), { workerData, refused });
  const { crashed, stop } = thread;
  return { url: `http://127.0.0.1:${thread.port}`, crashed, stop, enforce: (roles) => thread.tell({ roles }) };
}
