import { isBuiltin } from "node:module";
import path from "node:path";
import { build } from "esbuild";
import type { FunctionBuild } from "../synth/evaluation.ts";

export interface FunctionBundle {
  code: Uint8Array;
  /** Packages that it imports on loading and does not contain. */
  missing: string[];
}

/**
 * Bundles handlers with the options that SST 4.17 passes to esbuild for a deploy, all in one go, so that shared modules
 * are read once. https://github.com/sst/sst/blob/dev/pkg/runtime/node/build.go
 *
 * @param handlers as in the graph: path from the root, then the export
 * @returns each handler's bundle, by the handler
 */
export async function functionBundles(
  root: string,
  handlers: string[],
  { external = [], keepNames = true }: NonNullable<FunctionBuild["esbuild"]> = {},
): Promise<Map<string, FunctionBundle>> {
  const files = new Map(handlers.map((handler) => [handler, handler.replace(/\.[^./]+$/, "")]));
  const { outputFiles, metafile } = await build({
    entryPoints: [...new Set(files.values())].map((file) => ({ in: path.join(root, `${file}.ts`), out: file })),
    absWorkingDir: root,
    outdir: "bundles",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    write: false,
    metafile: true,
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
  const bundleOf = (file: string): FunctionBundle => {
    const name = `bundles/${file}.mjs`;
    const imports = metafile.outputs[name]?.imports ?? [];
    const missing = imports.filter((it) => it.kind === "import-statement" && !isBuiltin(it.path)).map((it) => it.path);
    return { code: codes.get(path.join(root, name)) ?? new Uint8Array(), missing: [...new Set(missing)] };
  };
  return new Map([...files].map(([handler, file]) => [handler, bundleOf(file)]));
}

/** CommonJS inside an ES module calls `require`. */
const banner = [
  'import { createRequire as topLevelCreateRequire } from "module";',
  "const require = topLevelCreateRequire(import.meta.url);",
].join("\n");
