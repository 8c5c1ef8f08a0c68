import { once } from "node:events";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import sesPackage from "aws-ses-v2-local";
import { keepMails } from "./kept-mails.ts";

const { port, dataDir } = workerData as { port: number; dataDir: string };
// Of a CommonJS package, Node's default import is its whole `exports`.
const { default: serve } = sesPackage as unknown as { default: typeof sesPackage };

keepMails(join(dataDir, "mails.jsonl"));
const server = await serve({ port, host: "127.0.0.1" });
// The package calls back also when it could not listen.
if (!server.listening) throw new Error(`The SES engine cannot listen on port ${port}.`);
parentPort?.postMessage({ port });
parentPort?.once("message", async () => {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
  parentPort?.close();
});
