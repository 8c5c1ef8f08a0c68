import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sourceFiles, sourceHash } from "./source-hash.ts";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "source-hash-"));
  await symlink(path.join(import.meta.dirname, "../../../../node_modules"), path.join(root, "node_modules"));
  await mkdir(path.join(root, "stacks/test"), { recursive: true });
  await write("sst.config.ts", "export default 1;\n");
  await write("stacks/sales.ts", "export const sales = 1;\n");
});
afterEach(() => rm(root, { recursive: true }));

test("the same files give the same hash, whatever their line ends", async () => {
  const before = await sourceHash(root);
  await write("stacks/sales.ts", "export const sales = 1;\r\n");
  expect(await sourceHash(root)).toBe(before);
});

test.each(["sst.config.ts", "stacks/sales.ts", "stacks/new.ts"])("%s counts", async (file) => {
  const before = await sourceHash(root);
  await write(file, "export const changed = 2;\n");
  expect(await sourceHash(root)).not.toBe(before);
});

test("a renamed file counts", async () => {
  const before = await sourceHash(root);
  await rm(path.join(root, "stacks/sales.ts"));
  await write("stacks/shop.ts", "export const sales = 1;\n");
  expect(await sourceHash(root)).not.toBe(before);
});

test("tests do not count", async () => {
  const before = await sourceHash(root);
  await write("stacks/sales.test.ts", "test();\n");
  await write("stacks/test/helper.ts", "export const help = 1;\n");
  expect(await sourceHash(root)).toBe(before);
  expect(await sourceFiles(root)).toEqual(["sst.config.ts", "stacks/sales.ts"]);
});

function write(file: string, text: string): Promise<void> {
  return writeFile(path.join(root, file), text);
}
