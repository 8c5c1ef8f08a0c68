import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { close, listen } from "../../http/listen.ts";
import { createLocalServer } from "../../http/local-server.ts";
import { announce } from "../announce.ts";
import { answerFont } from "../page-fonts.ts";
import { createPushService, pagesOfThisMachine } from "./service.ts";
import { openPushStore } from "./store.ts";

const { port, dataDir } = workerData as { port: number; dataDir: string };

const store = openPushStore(join(dataDir, "pushes.sqlite"));
const service = createPushService(store, `http://localhost:${port}`);
const server = createLocalServer(
  (request, response) => {
    if (!answerFont(request, response)) service.listener(request, response);
  },
  { pages: pagesOfThisMachine },
);

announce(await listen(server, port));
parentPort?.once("message", async () => {
  service.stop();
  await close(server);
  store.close();
  parentPort?.close();
});
