import { createHash } from "node:crypto";
import { readdir, readFile, realpath } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { Site } from "../graph/types.ts";

export interface SiteSources {
  /** The site's folder and those of the workspaces it depends on: absolute paths. */
  folders: string[];
  /** A hash of everything that affects the build. */
  hash: string;
}

/**
 * A build depends on the site's folder, the workspace packages it depends on, the lock file, the command and the
 * environment. Tests, hidden files and the output itself do not count.
 */
export async function hashSite(root: string, site: Site): Promise<SiteSources> {
  const folder = join(root, site.path);
  const folders = [...(await withWorkspaces(root, folder))];
  const output = join(folder, site.build.output);
  const files = (await Promise.all(folders.map((each) => filesIn(each, output)))).flat().sort();
  const hash = createHash("sha256").update(JSON.stringify([site.build, Object.entries(site.environment).sort()]));
  for (const file of [...files, join(root, "package-lock.json")]) {
    hash.update(`\0${relative(root, file)}\0`).update(await readFile(file).catch(() => ""));
  }
  return { folders, hash: hash.digest("hex").slice(0, 20) };
}

/** Whether a path inside a site's folders has no effect on the build. */
export const isIgnored = (path: string) =>
  /(^|[/\\])(node_modules|\.[^/\\]+|test-results)$/.test(path) || /\.test\.[cm]?[jt]sx?$/.test(path);

async function filesIn(folder: string, output: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (isIgnored(path) || path === output) return [];
    return entry.isDirectory() ? filesIn(path, output) : [path];
  });
  return (await Promise.all(files)).flat();
}

async function withWorkspaces(root: string, folder: string, found = new Set<string>()): Promise<Set<string>> {
  found.add(folder);
  for (const name of await dependenciesOf(folder)) {
    const linked = await realpath(join(root, "node_modules", name)).catch(() => undefined);
    const isWorkspace = linked?.startsWith(root + sep) && !linked.includes(`${sep}node_modules${sep}`);
    if (linked && isWorkspace && !found.has(linked)) await withWorkspaces(root, linked, found);
  }
  return found;
}

async function dependenciesOf(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, "package.json"), "utf8").catch(() => "{}");
  const { dependencies, devDependencies } = JSON.parse(text) as Record<string, Record<string, string> | undefined>;
  return Object.keys({ ...dependencies, ...devDependencies });
}
