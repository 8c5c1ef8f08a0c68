import type { BuildOptions } from "esbuild";
import type { FunctionBundling } from "../graph/types.ts";

/** CommonJS inside an ES module calls `require`. */
const banner = [
  'import { createRequire as topLevelCreateRequire } from "module";',
  "const require = topLevelCreateRequire(import.meta.url);",
].join("\n");

/**
 * The options that SST 4.17 passes to esbuild for a deploy, without entry and output.
 * https://github.com/sst/sst/blob/dev/pkg/runtime/node/build.go
 */
export function deployOptions(root: string, { external = [], keepNames = true }: FunctionBundling = {}) {
  return {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    platform: "node",
    format: "esm",
    target: "es2024",
    mainFields: ["module", "main"],
    external: ["sharp", "pg-native", ...external],
    keepNames,
    banner: { js: banner },
    logLevel: "silent",
  } as const satisfies BuildOptions;
}
