import path from "node:path";
import { build } from "esbuild";
import type { FunctionBuild } from "../synth/evaluation.ts";

/**
 * Bundles a handler with the options that SST 4.17 gives esbuild for a deploy.
 * https://github.com/sst/sst/blob/dev/pkg/runtime/node/build.go
 *
 * @param handler as in the graph: path from the root, then the export
 * @returns its text, and the bytes of each file in it by the file's path
 */
export async function functionBundle(
  root: string,
  handler: string,
  { external = [], keepNames = true }: NonNullable<FunctionBuild["esbuild"]> = {},
): Promise<{ code: string; bytes: number; files: Record<string, number> }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [path.join(root, `${handler.replace(/\.[^./]+$/, "")}.ts`)],
    absWorkingDir: root,
    outfile: "bundle.mjs",
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
  const [output] = Object.values(metafile.outputs);
  return {
    code: outputFiles[0]?.text ?? "",
    bytes: output?.bytes ?? 0,
    files: Object.fromEntries(
      Object.entries(output?.inputs ?? {}).map(([file, { bytesInOutput }]) => [file, bytesInOutput]),
    ),
  };
}

/** CommonJS in an ES module calls `require`. */
const banner = [
  'import { createRequire as topLevelCreateRequire } from "module";',
  "const require = topLevelCreateRequire(import.meta.url);",
].join("\n");
