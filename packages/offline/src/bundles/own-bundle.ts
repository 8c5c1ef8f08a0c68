import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildOptions } from "esbuild";
import { bundledName } from "../own-code.ts";
import { deployOptions } from "./options.ts";
import { anyNewer, areCurrent, type Stamps, stampsOf } from "./stamps.ts";

export interface OwnCode {
  /** The repository, with the packages and their lock file. */
  root: string;
  /** The folder of the modules, inside the root. */
  sources: string;
  /** The modules that threads begin with, relative to `sources`, without extension. */
  modules: readonly string[];
  /** Where bundles are kept. Packages that stay outside are resolved from here. */
  folder: string;
}

interface Kept {
  /** What the bundle was made with. */
  settings: string;
  /** Of the sources, and of the bundle's files: a machine may have lost its power while it wrote them. */
  stamps: Stamps;
  name: string;
}

/** Systems that began before an edit go on with their bundles, which must stay. */
const keptBundles = 10;

/**
 * Bundles the runtime's own code: each of some thousand modules would take memory and time in every thread.
 *
 * @returns the URL of the folder with a bundle for each of the modules, made if the sources have changed. Throws if
 *   there is none and none can be made.
 */
export async function ownBundle({ root, sources, modules, folder }: OwnCode): Promise<URL> {
  const options = {
    ...deployOptions(root, { external: ["@parcel/watcher", "aws-ses-v2-local", "esbuild"] }),
    entryPoints: modules.map((module) => ({
      in: join(sources, `${module}.ts`),
      out: bundledName(module).replace(/\.mjs$/, ""),
    })),
    outExtension: { ".js": ".mjs" },
    // What is imported when needed stays in files of its own.
    splitting: true,
    define: { SOURCES: JSON.stringify(`${pathToFileURL(sources)}/`) },
    supported: { "import-attributes": true },
    sourcemap: "external",
    sourcesContent: false,
  } satisfies BuildOptions;
  const settings = JSON.stringify(options);
  const current = join(folder, "current.json");
  const kept = await readKept(current);
  if (kept?.settings === settings && areCurrent(root, kept.stamps)) return urlOf(kept.name);

  const { name, stamps } = await make();
  await writeFile(current, JSON.stringify({ settings, stamps, name } satisfies Kept));
  await removeOldest(folder);
  return urlOf(name);

  async function make(): Promise<Pick<Kept, "name" | "stamps">> {
    const startedAt = Date.now();
    const name = `${startedAt}-${randomUUID()}`;
    await mkdir(join(folder, name), { recursive: true });
    const inputs = await build({ ...options, outdir: join(folder, name) });
    const made = stampsOf(
      root,
      inputs.filter((path) => !path.includes("node_modules/")),
    );
    // A file that was edited meanwhile may be in the bundle in either form.
    if (anyNewer(made, startedAt)) return make();
    const files = (await readdir(join(folder, name))).map((file) => relative(root, join(folder, name, file)));
    return { name, stamps: { ...made, ...stampsOf(root, files) } };
  }

  function urlOf(name: string): URL {
    return pathToFileURL(join(folder, name, "/"));
  }
}

async function build(options: BuildOptions): Promise<string[]> {
  const { BuildProcess } = await import("./build-process.ts");
  const builder = new BuildProcess(0);
  return builder.build(options).finally(() => builder.stop());
}

async function readKept(file: string): Promise<Kept | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Kept;
  } catch {
    // None, or one that another system is writing just now.
    return undefined;
  }
}

async function removeOldest(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const surplus = names.sort().slice(0, -keptBundles);
  await Promise.all(surplus.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
