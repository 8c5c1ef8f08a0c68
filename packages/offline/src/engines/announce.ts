import { parentPort } from "node:worker_threads";
import { keepCompiled } from "../compile-cache.ts";

/** In an engine's thread: tells the parent that the engine listens. */
export function announce(port: number): void {
  parentPort?.postMessage({ port });
  keepCompiled();
}
