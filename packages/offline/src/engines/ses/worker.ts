import type { RequestListener } from "node:http";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import sesPackage from "aws-ses-v2-local";
import { close, listen } from "../../http/listen.ts";
import { createLocalServer } from "../../http/local-server.ts";
import type { Role } from "../../iam/roles.ts";
import { announce } from "../announce.ts";
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
// For a CommonJS package, Node's default import is the whole `exports`.
const { default: serve } = sesPackage as unknown as { default: typeof sesPackage };

// The package exports its listener only together with a server.
const packaged = await serve({ port: 0, host: "127.0.0.1" });
const [inner] = packaged.listeners("request") as RequestListener[];
packaged.close();
if (inner === undefined) throw new Error("The SES engine answers no requests.");
// The package answers some requests twice; that must not affect other requests.
process.on("unhandledRejection", (error) => console.error(error));

const publisher = new EventPublisher(join(dataDir, "mail-events.json"), snsUrl);
const front = createFront(inner, {
  configuration: new Configuration(join(dataDir, "mail-configuration.json")),
  publisher,
  authority: openAuthority(parentPort, roles),
});
keepMails(join(dataDir, "mails.jsonl"), front.delivers);
const server = createLocalServer(front.listener);
announce(await listen(server, port));
parentPort?.on("message", async (message) => {
  if (message !== "stop") return;
  await Promise.all([close(server, 0), publisher.stop()]);
  parentPort?.close();
});
