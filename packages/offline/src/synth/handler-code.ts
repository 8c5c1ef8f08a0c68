import path from "node:path";
import { build } from "esbuild";

/**
 * @param handler as in the graph: path from the root, then the export
 * @returns the code that the handler and the workspace's packages contribute to its bundle, without white space and
 * unused code; for checks of what a function does
 */
export async function handlerCode(root: string, handler: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { ${path.extname(handler).slice(1)} as handler } from "./${handler.replace(/\.[^./]+$/, "")}";`,
      resolveDir: root,
    },
    plugins: [
      {
        name: "libraries",
        setup(bundler) {
          bundler.onResolve({ filter: /^[^./]/ }, async ({ path: name, pluginData, ...rest }) => {
            if (pluginData === "seen") return undefined;
            const found = await bundler.resolve(name, { ...rest, pluginData: "seen" });
            return /[\\/]node_modules[\\/]/.test(found.path) ? { path: name, external: true } : found;
          });
        },
      },
    ],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    minifyWhitespace: true,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}
