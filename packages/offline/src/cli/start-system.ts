import { join } from "node:path";
import { ownBundle } from "../bundles/own-bundle.ts";
import { bundledName, threadModules } from "../own-code.ts";
import type { Output } from "./output.ts";
import type { StartOptions } from "./start.ts";

const offline = join(import.meta.dirname, "../..");

/** Runs `start` from the runtime's own bundle; or from the sources if a debugger is to show them. */
export async function startSystem(options: StartOptions, output: Output): Promise<number> {
  const bundle = options.inspect === undefined ? await bundleIfPossible(output) : undefined;
  const { start }: typeof import("./start.ts") = bundle
    ? await import(new URL(bundledName("cli/start"), bundle).href)
    : await import("./start.ts");
  return start(options, output);
}

async function bundleIfPossible(output: Output): Promise<URL | undefined> {
  try {
    return await ownBundle({
      root: join(offline, "../.."),
      sources: join(offline, "src"),
      modules: ["cli/start", ...threadModules],
      folder: join(offline, "node_modules/.cache/offline"),
    });
  } catch (error) {
    const { message } = error as Error;
    output.problem(`The runtime starts from its sources, which takes longer and more memory: ${message}`);
    return undefined;
  }
}
