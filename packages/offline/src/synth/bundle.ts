import { readFile, realpath } from "node:fs/promises";
import path from "node:path";
import { type BuildFailure, build, formatMessages, type Plugin } from "esbuild";
import { SynthError } from "./evaluation.ts";

/**
 * Bundles `sst.config.ts` the way the SST CLI does: `$config`, `sst`, `aws` and the other globals are injected.
 * The bundle exports `config` and SST's own `run` and `$transform`.
 *
 * @returns the user's files in the bundle, relative to the root
 * @throws SynthError with file and line when they do not compile
 */
export async function bundleConfig(root: string, platform: string, outfile: string): Promise<string[]> {
  try {
    const { metafile } = await build({
      stdin: {
        contents: [
          `import config from ${JSON.stringify(path.join(root, "sst.config.ts"))};`,
          `import { run } from ${JSON.stringify(path.join(platform, "src/auto/run.ts"))};`,
          `import { $transform } from "./src/components/component.ts";`,
          "export { config, run, $transform };",
        ].join("\n"),
        resolveDir: platform,
      },
      inject: [path.join(platform, "src/shim/run.js")],
      plugins: [platformPackages(platform), providers(root, platform)],
      absWorkingDir: root,
      outfile,
      bundle: true,
      metafile: true,
      sourcemap: "inline",
      format: "esm",
      platform: "node",
      target: "node20",
      logLevel: "silent",
      banner: {
        js: 'import { createRequire as createBundleRequire } from "node:module"; const require = createBundleRequire(import.meta.url);',
      },
    });
    return Object.keys(metafile.inputs).filter((file) => file !== "<stdin>" && !isForeign(file));
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    throw new SynthError((await formatMessages(error.errors, { kind: "error" })).join("\n").trim());
  }
}

/** SST's own dependencies, and Pulumi's packages, are not bundled: they are installed where the bundle runs. */
function platformPackages(platform: string): Plugin {
  return {
    name: "platform-packages",
    async setup(bundler) {
      // As the bundler names files, with links resolved.
      const own = await realpath(platform);
      bundler.onResolve({ filter: /^[^./]/ }, ({ path: name, importer }) => {
        if (name.startsWith("@pulumi/") || importer.startsWith(own)) return { path: name, external: true };
        return undefined;
      });
    },
  };
}

/**
 * Imports `aws` and `sst` in the user's files, before the first line, so that line numbers stay right. (Injected, they
 * would be loaded before SST's own modules, whose cyclic imports work in only one order.)
 */
function providers(root: string, platform: string): Plugin {
  return {
    name: "providers",
    setup(bundler) {
      bundler.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
        if (isForeign(path.relative(root, file))) return undefined;
        const components = JSON.stringify(path.join(platform, "src/components"));
        const imports = `import * as aws from "@pulumi/aws"; import * as sst from ${components};`;
        return { contents: `${imports} ${await readFile(file, "utf8")}`, loader: "ts", resolveDir: path.dirname(file) };
      });
    },
  };
}

/** @param file relative to the root */
function isForeign(file: string): boolean {
  return file.startsWith("..") || /(^|[\\/])(node_modules|\.sst)[\\/]/.test(file);
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error;
}
