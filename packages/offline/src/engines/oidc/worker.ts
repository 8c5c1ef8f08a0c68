import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { pagesOf } from "../../http/foreign.ts";
import { close, listen } from "../../http/listen.ts";
import { createLocalServer } from "../../http/local-server.ts";
import { announce } from "../announce.ts";
import { answerFont } from "../page-fonts.ts";
import { createProvider } from "./provider.ts";
import { signInHandler } from "./sign-in.ts";
import type { IssuerSettings } from "./start.ts";
import { openStore } from "./store.ts";

const { port, dataDir, pool, accounts } = workerData as IssuerSettings;

const store = openStore(join(dataDir, "sign-in.sqlite"));
const provider = await createProvider(pool, accounts, store);
const signIn = signInHandler(provider, accounts);
const answer = provider.callback();
const programs = pool.clients.flatMap(({ callbackUrls }) => callbackUrls.map((url) => new URL(url).origin));
const server = createLocalServer(
  (request, response) => {
    if (answerFont(request, response)) return;
    (request.url?.startsWith("/sign-in/") ? signIn : answer)(request, response);
  },
  { pages: pagesOf(programs) },
);

announce(await listen(server, port));
parentPort?.once("message", async () => {
  await close(server);
  store.close();
  parentPort?.close();
});
