import { spawn } from "node:child_process";
import { cp, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { delimiter, extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Site } from "../graph/types.ts";
import { killGroup } from "../kill-group.ts";
import { withProcessLock } from "../process-lock.ts";

export interface BuildOptions {
  root: string;
  site: Site;
  /** Where the finished build goes: if this folder exists, the build in it is complete. */
  target: string;
  signal: AbortSignal;
}

export type BuildResult = { status: "built"; milliseconds: number } | { status: "failed"; output: string };

const outputKept = 6_000;
const compressible = new Set([
  ".html",
  ".js",
  ".css",
  ".svg",
  ".json",
  ".webmanifest",
  ".txt",
  ".xml",
  ".wasm",
  ".map",
]);

/**
 * Runs the site's build command and copies its output, with compressed copies of files that compress well. Throws if the
 * signal ends it.
 */
export async function buildSite(options: BuildOptions): Promise<BuildResult> {
  const folder = join(options.root, options.site.path);
  // Every runtime of this site builds into the same output folder, each with its own environment.
  const lock = join(folder, "node_modules/.offline-build.lock");
  return withProcessLock(lock, () => buildAlone(options, folder), options.signal);
}

async function buildAlone({ root, site, target, signal }: BuildOptions, folder: string): Promise<BuildResult> {
  if (signal.aborted) return { status: "failed", output: "stopped" };
  const startedAt = performance.now();
  const { code, output } = await run(site, root, folder, signal);
  if (code !== 0) return { status: "failed", output: `${output}\n${site.build.command} ended with ${code}`.trim() };

  const made = join(folder, site.build.output);
  if ((await stat(join(made, "index.html")).catch(() => undefined)) === undefined) {
    return {
      status: "failed",
      output: `${output}\nthe build made no ${join(site.path, site.build.output)}/index.html`,
    };
  }
  const temporary = `${target}.${process.pid}`;
  await rm(temporary, { recursive: true, force: true });
  await mkdir(join(target, ".."), { recursive: true });
  try {
    await cp(made, temporary, { recursive: true });
    await compress(temporary, signal);
    await rm(target, { recursive: true, force: true });
    await rename(temporary, target);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return { status: "built", milliseconds: Math.round(performance.now() - startedAt) };
}

/** Makes a stored build the newest, and removes all but the two newest. */
export async function keepNewest(builds: string, hash: string): Promise<void> {
  const now = new Date();
  await utimes(join(builds, hash), now, now);
  for (const old of (await buildsIn(builds)).slice(2)) await rm(join(builds, old), { recursive: true, force: true });
}

/** The names of the complete builds in the folder, newest first. */
export async function buildsIn(builds: string): Promise<string[]> {
  const names = (await readdir(builds).catch(() => [])).filter((name) => /^[0-9a-f]{20}$/.test(name));
  const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(builds, name))).mtimeMs })));
  return dated.sort((a, b) => b.at - a.at).map(({ name }) => name);
}

function run(
  site: Site,
  root: string,
  cwd: string,
  signal: AbortSignal,
): Promise<{ code: number | null; output: string }> {
  const PATH = [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter);
  const child = spawn(site.build.command, {
    shell: true,
    cwd,
    env: { ...process.env, NODE_ENV: "production", ...site.environment, PATH },
    stdio: ["ignore", "pipe", "pipe"],
    // In its own process group, so that processes started by npm end with it.
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-outputKept);
    });
  }
  const abort = () => killGroup(child.pid);
  signal.addEventListener("abort", abort);
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ code: null, output: error.message }));
    child.on("close", (code) => {
      signal.removeEventListener("abort", abort);
      resolve({ code, output: output.trim() });
    });
  });
}

async function compress(folder: string, signal: AbortSignal): Promise<void> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => compressible.has(extname(name)));
  for (const name of names) {
    signal.throwIfAborted();
    const file = join(folder, name);
    const content = await readFile(file);
    if (content.length < 1024) continue;
    const [br, gz] = await Promise.all([
      promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
      promisify(gzip)(content),
    ]);
    await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
  }
}
