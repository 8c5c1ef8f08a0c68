import { flushCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { sourceUrl } from "./own-code.ts";

/**
 * Where Node keeps compiled code, and TypeScript without its types, between starts: of all threads and of every system
 * that runs on this machine's copy of the packages. Each thread must be told; it is not inherited.
 */
export const compileCacheDir = fileURLToPath(sourceUrl("../../../node_modules/.cache/offline/compiled"));

/** Keeps what this thread has compiled so far; otherwise Node does so only when the thread ends in peace. */
export const keepCompiled = flushCompileCache;
