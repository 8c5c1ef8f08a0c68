import { parentPort, workerData } from "node:worker_threads";
import type { Role } from "../../iam/roles.ts";
import { announce } from "../announce.ts";
import { openAuthority } from "../authority-thread.ts";
import { type ServerOptions, serve } from "./server.ts";

const { roles, ...options } = workerData as Omit<ServerOptions, "authority" | "failed"> & { roles?: Role[] };
const server = await serve({
  ...options,
  authority: openAuthority(parentPort, roles),
  // Uncaught on purpose: it ends this thread, and a new one reads the file.
  failed: (error) =>
    process.nextTick(() => {
      throw error;
    }),
});
announce(server.port);
parentPort?.on("message", async (message) => {
  if (message !== "stop") return;
  await server.close();
  parentPort?.close();
});
