import { once } from "node:events";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import sesPackage from "aws-ses-v2-local";
import type { Role } from "../../iam/roles.ts";
import { openAuthority } from "../authority-thread.ts";
import { Configuration } from "./configuration.ts";
import { EventPublisher } from "./event-publisher.ts";
import { createFront } from "./front.ts";
import { keepMails } from "./kept-mails.ts";

const { port, dataDir, snsUrl, roles } = workerData as {
  port: number;
  dataDir: string;
  snsUrl: string;
  roles?: Role[];
};
// Of a CommonJS package, Node's default import is its whole `exports`.
const { default: serve } = sesPackage as unknown as { default: typeof sesPackage };

const server = await serve({ port, host: "127.0.0.1" });
// The package calls back also when it could not listen.
if (!server.listening) throw new Error(`The SES engine cannot listen on port ${port}.`);
const [inner] = server.listeners("request") as RequestListener[];
if (inner === undefined) throw new Error("The SES engine answers no requests.");

const publisher = new EventPublisher(join(dataDir, "mail-events.json"), snsUrl);
const front = createFront(inner, {
  configuration: new Configuration(join(dataDir, "mail-configuration.json")),
  publisher,
  authority: openAuthority(parentPort, roles),
});
keepMails(join(dataDir, "mails.jsonl"), front.delivers);
server.removeAllListeners("request").on("request", front.listener);
parentPort?.postMessage({ port });
parentPort?.on("message", async (message) => {
  if (message !== "stop") return;
  server.close();
  server.closeAllConnections();
  await Promise.all([once(server, "close"), publisher.stop()]);
  parentPort?.close();
});
