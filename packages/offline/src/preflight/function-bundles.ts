import { isBuiltin } from "node:module";
import path from "node:path";
import { build } from "esbuild";
import { deployOptions } from "../bundles/options.ts";
import type { FunctionBundling } from "../graph/types.ts";

export interface FunctionBundle {
  code: Uint8Array;
  /** Packages that it imports on loading and does not contain. */
  missing: string[];
}

/**
 * Bundles handlers as a deploy does, all in one go, so that shared modules are read once.
 *
 * @param handlers as in the graph: path from the root, then the export
 * @returns each handler's bundle, by the handler
 */
export async function functionBundles(
  root: string,
  handlers: string[],
  bundling?: FunctionBundling,
): Promise<Map<string, FunctionBundle>> {
  const files = new Map(handlers.map((handler) => [handler, handler.replace(/\.[^./]+$/, "")]));
  const { outputFiles, metafile } = await build({
    ...deployOptions(root, bundling),
    entryPoints: [...new Set(files.values())].map((file) => ({ in: path.join(root, `${file}.ts`), out: file })),
    outdir: "bundles",
    outExtension: { ".js": ".mjs" },
    write: false,
    metafile: true,
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
