import { mkdir, readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../test/functions.ts";
import { ownBundle } from "./own-bundle.ts";

/** A program of one module, which imports another one when asked. */
async function program() {
  const root = await temporaryFolder();
  const folder = join(root, "bundles");
  const write = (name: string, text: string) => writeFile(join(root, name), text);
  await write("lazy.ts", "export const version: number = 1;\n");
  await write("main.ts", 'export const version = async () => (await import("./lazy.ts")).version;\n');
  const bundle = async () => fileURLToPath(await ownBundle({ root, sources: root, modules: ["main"], folder }));
  const versionIn = async (made: string) => (await import(join(made, "main.mjs"))).version();
  return { folder, write, bundle, versionIn };
}

test("the bundle is made once, and anew when a source is edited; the old one stays for those who run it", async () => {
  const { write, bundle, versionIn } = await program();
  const first = await bundle();
  expect(await bundle()).toBe(first);

  await write("lazy.ts", "export const version: number = 22;\n");
  const second = await bundle();
  expect(second).not.toBe(first);
  expect([await versionIn(first), await versionIn(second)]).toEqual([1, 22]);
});

test("a bundle that a power cut has damaged is made anew", async () => {
  const { bundle, versionIn } = await program();
  await truncate(join(await bundle(), "main.mjs"));
  expect(await versionIn(await bundle())).toBe(1);
});

test("only the newest ten bundles stay", async () => {
  const { folder, bundle } = await program();
  for (let time = 100; time < 112; time++) await mkdir(join(folder, `${time}-made-then`), { recursive: true });
  const made = await bundle();
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(folders).toHaveLength(10);
  expect(folders.map((name) => join(folder, name, "/"))).toContain(made);
  expect(folders).not.toContain("102-made-then");
});

test("a mistake is reported with its place", async () => {
  const { write, bundle } = await program();
  await write("lazy.ts", "export const = 1;\n");
  await expect(bundle()).rejects.toThrow(/lazy\.ts:1:13/);
});

test("bundled code finds the package's files only through own-code.ts", async () => {
  const sources = join(import.meta.dirname, "..");
  const names = (await readdir(sources, { recursive: true })).filter((name) => /(?<!test)\.ts$/.test(name));
  const looks = /import\.meta\.(dirname|filename)|URL\([^)]*import\.meta\.url/;
  const files = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(sources, name), "utf8") })),
  );
  const looking = files.filter(({ text }) => looks.test(text)).map(({ name }) => name);
  const neverBundled = ["cli/start-system.ts", "engines/sqs/testing/messaging.ts", "synth/evaluate-child.ts"];
  expect(new Set(looking)).toEqual(new Set(["own-code.ts", ...neverBundled]));
});
