import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BuildOptions } from "esbuild";
import esbuild from "esbuild/package.json" with { type: "json" };
import type { LambdaFunction } from "../graph/types.ts";
import { BuildProcess } from "./build-process.ts";
import { deployOptions } from "./options.ts";
import { anyNewer, areCurrent, type Stamps, stampsOf } from "./stamps.ts";

export interface Bundle {
  /** Absolute path of the bundle. */
  file: string;
  /** The project's own files in it, as absolute paths. */
  sources: string[];
}

export interface Bundler {
  /** @returns the function's bundle, made if its sources have changed. Throws SyntaxError with file and line. */
  bundleOf(fn: Pick<LambdaFunction, "handler" | "bundling">): Promise<Bundle>;
  stop(): Promise<void>;
}

interface Kept {
  /** Digest of what the bundle was made with. */
  settings: string;
  stamps: Stamps;
  /** Digest of the bundle. */
  code: string;
}

/**
 * Bundles functions as a deploy does, so that the laptop runs what AWS would run. A bundle is made when its function is
 * first needed, and kept in the folder, which several systems may share.
 */
export function createBundler(root: string, folder: string, { idleMs = 2_000 } = {}): Bundler {
  const builder = new BuildProcess(idleMs);
  const running = new Map<string, Promise<Bundle>>();
  const asked = new Set<string>();
  /** Asked for once more while they are made. */
  const awaited = new Set<string>();

  return {
    bundleOf({ handler, bundling = {} }) {
      const entry = handler.replace(/\.[^./]+$/, "");
      const options = deployOptions(root, bundling);
      const settings = digestOf(JSON.stringify([esbuild.version, entry, options]));
      const name = `${entry.replaceAll("/", "-")}-${settings.slice(0, 8)}`;
      if (running.has(name)) awaited.add(name);
      const bundle = running.get(name) ?? current(name, entry, settings, options).finally(() => running.delete(name));
      running.set(name, bundle);
      return bundle;
    },
    stop: () => builder.stop(),
  };

  async function current(name: string, entry: string, settings: string, options: ReturnType<typeof deployOptions>) {
    const again = asked.has(name);
    asked.add(name);
    const file = join(folder, `${name}.mjs`);
    const kept = await readKept(join(folder, `${name}.json`));
    if (kept?.settings === settings && (await isComplete(file, kept)) && areCurrent(root, kept.stamps)) {
      return bundle(file, kept.stamps);
    }
    return make();

    async function make(): Promise<Bundle> {
      await mkdir(folder, { recursive: true });
      const startedAt = Date.now();
      const temporary = join(folder, `${name}.${randomUUID()}.mjs`);
      const build: BuildOptions = {
        ...options,
        entryPoints: [join(root, entry)],
        outfile: temporary,
        // `sst dev` makes them, too; a deploy leaves them out for their size.
        sourcemap: "external",
        sourcesContent: false,
      };
      awaited.delete(name);
      const inputs = await builder.build(build, { again }).catch((error) => {
        if (awaited.has(name)) return undefined;
        throw error;
      });
      // Whoever asked meanwhile may have mended what failed.
      if (inputs === undefined) return make();
      const stamps = stampsOf(
        root,
        inputs.filter((path) => !path.includes("node_modules/")),
      );
      const code = digestOf(await readFile(temporary));
      await rename(`${temporary}.map`, `${file}.map`);
      await rename(temporary, file);
      // A file that was edited meanwhile may be in the bundle in either form; others may already wait for this one.
      if (anyNewer(stamps, startedAt)) return make();
      await writeFile(join(folder, `${name}.json`), JSON.stringify({ settings, stamps, code } satisfies Kept));
      return bundle(file, stamps);
    }
  }

  function bundle(file: string, stamps: Stamps): Bundle {
    return { file, sources: Object.keys(stamps).map((path) => join(root, path)) };
  }
}

/** Another system may have replaced it, and a machine may have lost its power. */
async function isComplete(file: string, { code }: Kept): Promise<boolean> {
  return readFile(file).then(
    (found) => digestOf(found) === code,
    () => false,
  );
}

const digestOf = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");

async function readKept(file: string): Promise<Kept | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Kept;
  } catch {
    // None, or one that another system is writing just now.
    return undefined;
  }
}
