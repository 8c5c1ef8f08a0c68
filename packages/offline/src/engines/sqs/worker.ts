import { parentPort, workerData } from "node:worker_threads";
import { type ServerOptions, serve } from "./server.ts";

const server = await serve(workerData as ServerOptions);
parentPort?.postMessage({ port: server.port });
parentPort?.once("message", async () => {
  await server.close();
  parentPort?.close();
});
