import path from "node:path";
import { build } from "esbuild";
import type { FunctionBuild } from "../synth/evaluation.ts";

/**
 * Bundles handlers with the options that SST 4.17 gives esbuild for a deploy, together: what they share is read once.
 * https://github.com/sst/sst/blob/dev/pkg/runtime/node/build.go
 *
 * @param handlers as in the graph: path from the root, then the export
 * @returns the code of each handler's bundle, by the handler
 */
export async function functionBundles(
  root: string,
  handlers: string[],
  { external = [], keepNames = true }: NonNullable<FunctionBuild["esbuild"]> = {},
): Promise<Map<string, Uint8Array>> {
  const files = new Map(handlers.map((handler) => [handler, handler.replace(/\.[^./]+$/, "")]));
  const { outputFiles } = await build({
    entryPoints: [...new Set(files.values())].map((file) => ({ in: path.join(root, `${file}.ts`), out: file })),
    absWorkingDir: root,
    outdir: "bundles",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    write: false,
    minify: true,
    platform: "node",
    format: "esm",
    target: "es2024",
    mainFields: ["module", "main"],
    external: ["sharp", "pg-native", ...external],
    keepNames,
    banner: { js: banner },
    logLevel: "silent",
  });
  const codes = new Map(outputFiles.map((file) => [file.path, file.contents]));
  return new Map(
    [...files].map(([handler, file]) => [
      handler,
      codes.get(path.join(root, "bundles", `${file}.mjs`)) ?? new Uint8Array(),
    ]),
  );
}

/** CommonJS in an ES module calls `require`. */
const banner = [
  'import { createRequire as topLevelCreateRequire } from "module";',
  "const require = topLevelCreateRequire(import.meta.url);",
].join("\n");
