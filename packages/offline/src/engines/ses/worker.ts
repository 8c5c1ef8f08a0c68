import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { close, listen } from "../../http/listen.ts";
import { createLocalServer } from "../../http/local-server.ts";
import type { Role } from "../../iam/roles.ts";
import { announce } from "../announce.ts";
import { openAuthority } from "../authority-thread.ts";
import { Configuration } from "./configuration.ts";
import { EventPublisher } from "./event-publisher.ts";
import { createFront } from "./front.ts";
import { loadPackaged } from "./packaged.ts";

const { port, dataDir, snsUrl, roles } = workerData as {
  port: number;
  dataDir: string;
  snsUrl: string;
  roles?: Role[];
};
// The package answers some requests twice; that must not affect other requests.
process.on("unhandledRejection", (error) => console.error(error));

const publisher = new EventPublisher(join(dataDir, "mail-events.json"), snsUrl);
const front = createFront((delivers) => loadPackaged(join(dataDir, "mails.jsonl"), delivers), {
  configuration: new Configuration(join(dataDir, "mail-configuration.json")),
  publisher,
  authority: openAuthority(parentPort, roles),
});
const server = createLocalServer(front.listener);
announce(await listen(server, port));
// Not before it listens, since it takes a second; and not with the first mail, whose sender might not wait so long.
void front.packaged();
parentPort?.on("message", async (message) => {
  if (message !== "stop") return;
  await Promise.all([close(server, 0), publisher.stop()]);
  parentPort?.close();
});
