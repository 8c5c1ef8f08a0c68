import { createHash } from "node:crypto";
import { glob, readFile } from "node:fs/promises";
import path from "node:path";
import { sstVersion } from "./sst-version.ts";
import { offlineFile } from "./stage-environment.ts";

const isTest = /\.test\.ts$|\/test\//;

/**
 * @returns a hash of everything a graph is made from: `sst.config.ts`, `.env.offline`, `stacks/`,
 * `packages/contracts/`, SST's version. While it stays the same, so does the graph.
 */
export async function sourceHash(root: string): Promise<string> {
  const hash = createHash("sha256").update(`sst ${await sstVersion(root)}\n`);
  for (const file of await sourceFiles(root)) {
    const text = await readFile(path.join(root, file), "utf8");
    hash.update(`${file}\n${text.replaceAll("\r\n", "\n")}\n`);
  }
  return hash.digest("hex").slice(0, 32);
}

/** @returns the files the graph may depend on, relative to the root, sorted. */
export async function sourceFiles(root: string): Promise<string[]> {
  const found: string[] = [];
  const patterns = ["sst.config.ts", offlineFile, "stacks/**/*.ts", "packages/contracts/src/**/*.ts"];
  for await (const file of glob(patterns, { cwd: root })) {
    const name = file.split(path.sep).join("/");
    if (!isTest.test(name)) found.push(name);
  }
  return found.sort();
}
