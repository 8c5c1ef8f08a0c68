import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

/** @returns the version of the project's installed `sst` package. */
export async function sstVersion(root: string): Promise<string> {
  const main = createRequire(path.join(root, "package.json")).resolve("sst");
  const text = await readFile(path.join(main.slice(0, main.lastIndexOf("dist")), "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
