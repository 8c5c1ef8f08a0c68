import { readFile } from "node:fs/promises";
import path from "node:path";
import { envTypesFileName, formatGraphFile, graphFileName } from "@donut/offline/synth/graph-file";
import { synthesize } from "@donut/offline/synth/synthesize";
import { expect, test } from "vitest";

const root = path.join(import.meta.dirname, "..");

test("graph.json and sst-env.d.ts are what the stacks make of them (npm run synth)", { timeout: 300_000 }, async () => {
  const { envTypes, ...file } = await synthesize({ root });
  expect(await readFile(path.join(root, graphFileName), "utf8")).toBe(formatGraphFile(file));
  expect(await readFile(path.join(root, envTypesFileName), "utf8")).toBe(envTypes);
});
