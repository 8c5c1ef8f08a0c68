import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import parcel from "@parcel/watcher";
import { expect, onTestFinished, test, vi } from "vitest";
import { temporaryFolder } from "../../test/functions.ts";
import { watchSources } from "./watch-sources.ts";

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

test("an edit is reported once, the next one again", async () => {
  const folder = await temporaryFolder();
  const [file, mark] = [join(folder, "handler.ts"), join(folder, "mark.ts")];
  const subscribe = vi.spyOn(parcel, "subscribe");
  onTestFinished(() => subscribe.mockRestore());
  const changed: string[] = [];
  const watching = await watchSources([folder], (files) => void changed.push(...files));
  onTestFinished(() => watching.close());
  const report = subscribe.mock.lastCall?.[1];
  const reported = (path: string) => vi.waitUntil(() => changed.includes(path), patience);

  await writeFile(file, "one");
  await reported(file);
  report?.(null, [{ type: "update", path: file }]);
  await writeFile(mark, "one");
  await reported(mark);
  expect(changed).toEqual([file, mark]);

  changed.length = 0;
  await writeFile(file, "another");
  await reported(file);
});

test("where the system has no watches left, edits are found by polling", async () => {
  const none = new Error("inotify_add_watch on '/deep' failed: No space left on device");
  const subscribe = vi.spyOn(parcel, "subscribe").mockRejectedValue(none);
  onTestFinished(() => subscribe.mockRestore());
  const { edit, warnings } = await watchFolder();
  await edit();
  expect(warnings).toEqual([expect.stringContaining("every second")]);
});

test("only sources are reported, and a file however it is replaced", async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "app/node_modules/dep"), { recursive: true });
  await mkdir(join(folder, "app/out"));
  const changed: string[] = [];
  const [app, config] = [join(folder, "app"), join(folder, "config.ts")];
  const watching = await watchSources([app, config], (files) => void changed.push(...files), {
    ignored: [join(app, "out")],
  });
  onTestFinished(() => watching.close());
  for (const name of ["app/node_modules/dep/a.js", "app/out/b.js", "app/.hidden", "other.ts"]) {
    await writeFile(join(folder, name), "one");
  }
  await writeFile(join(folder, "new"), "one");
  await rename(join(folder, "new"), config);
  await mkdir(join(app, "later"));
  await vi.waitUntil(() => changed.includes(config) && changed.includes(join(app, "later")), patience);
  await writeFile(join(app, "later/handler.ts"), "one");
  await vi.waitUntil(() => changed.includes(join(app, "later/handler.ts")), patience);
  expect(new Set(changed)).toEqual(new Set([config, join(app, "later"), join(app, "later/handler.ts")]));
});
