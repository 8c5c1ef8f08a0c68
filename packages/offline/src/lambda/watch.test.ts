import fs from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { temporaryFolder } from "../../test/functions.ts";
import { watchSources } from "./watch.ts";

const patience = { timeout: 15_000, interval: 25 };

async function watchFolder() {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "deep"));
  const [changed, warnings]: [string[], string[]] = [[], []];
  const watcher = await watchSources([folder], (files) => void changed.push(...files), {
    warn: (text) => void warnings.push(text),
  });
  onTestFinished(() => watcher.close());
  const edit = async () => {
    const file = join(folder, "deep/handler.ts");
    await writeFile(file, "one");
    await vi.waitUntil(() => changed.includes(file), patience);
  };
  return { edit, warnings };
}

test("an edit is noticed", async () => {
  const { edit, warnings } = await watchFolder();
  await edit();
  expect(warnings).toEqual([]);
});

test("where the system has no watches left, edits are found by polling", async () => {
  const given = fs.watch;
  const none = () => {
    throw Object.assign(new Error("ENOSPC: System limit for number of file watchers reached"), { code: "ENOSPC" });
  };
  Object.assign(fs, { watch: none });
  syncBuiltinESMExports();
  onTestFinished(() => {
    Object.assign(fs, { watch: given });
    syncBuiltinESMExports();
  });
  const { edit, warnings } = await watchFolder();
  await edit();
  expect(warnings).toEqual([expect.stringContaining("every second")]);
});
