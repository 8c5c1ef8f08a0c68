import { accountId as onlyAccountId } from "../../graph/addresses.ts";
import { startEngineThread } from "../engine-thread.ts";

export interface MessagingOptions {
  /** 0: any free port. */
  port: number;
  /** Folder of the SQLite file; made when it does not exist. */
  dataDir: string;
  region: string;
  /** The engine knows one account, 000000000000. */
  accountId: string;
}

export interface Messaging {
  /** Endpoint of SQS and of SNS, on the loopback address, without a trailing slash. */
  url: string;
  /** Answers what is being answered, ends the long polls and closes the file. */
  stop(): Promise<void>;
  /** Resolves when the engine ends without having been stopped. */
  crashed: Promise<Error>;
}

/**
 * Starts SQS and SNS in a thread of their own. Queues, topics and messages are those of `dataDir`.
 * @throws when the port is taken (code EADDRINUSE) or `dataDir` is in use by another process.
 */
export async function startMessaging({ accountId, ...workerData }: MessagingOptions): Promise<Messaging> {
  if (accountId !== onlyAccountId) throw new Error(`The SQS engine knows the account ${onlyAccountId} only.`);
  const thread = await startEngineThread("sqs", new URL("./worker.ts", import.meta.url), { workerData });
  return { url: `http://127.0.0.1:${thread.port}`, crashed: thread.crashed, stop: thread.stop };
}
