import { readFile } from "node:fs/promises";
import path from "node:path";
import { minify, type Plugin, transformWithOxc } from "vite";

const source = path.join(import.meta.dirname, "../worker/push-worker.ts");
const fileName = "push-worker.js";

/** Writes the service worker as `/push-worker.js`: at the root, since a worker controls only its own folder. */
export function pushWorker(): Plugin {
  return {
    name: "donut:push-worker",
    configureServer(server) {
      server.middlewares.use(`/${fileName}`, async (_, response) => {
        response.setHeader("content-type", "text/javascript");
        response.end(await script());
      });
    },
    buildStart() {
      this.addWatchFile(source);
    },
    async generateBundle() {
      const { code } = await minify(fileName, await script(), { module: false });
      this.emitFile({ type: "asset", fileName, source: code });
    },
  };
}

async function script(): Promise<string> {
  const { code } = await transformWithOxc(await readFile(source, "utf8"), source, { sourcemap: false });
  // It imports only types, but the compiler sees a module; a classic worker runs in every browser.
  return code.replace(/\bexport\s*\{\s*\};?\s*$/, "");
}
