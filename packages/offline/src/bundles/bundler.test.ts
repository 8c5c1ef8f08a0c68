import { randomUUID } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { lambdaFunction, startFunctions, temporaryFolder } from "../../test/functions.ts";
import { createBundler } from "./bundler.ts";

const fixtures = new URL("../../test", import.meta.url).pathname;

async function openBundler(root: string, folder: string) {
  const bundler = createBundler(root, folder);
  onTestFinished(() => bundler.stop());
  return bundler;
}

async function projectWith(files: Record<string, string>) {
  const root = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
  const bundler = await openBundler(root, join(root, "bundles"));
  return { root, bundler, folder: join(root, "bundles") };
}

test("a function runs as one file, and its errors name the sources", async () => {
  const { bundleOf } = await openBundler(fixtures, await temporaryFolder());
  const { functions, logs } = await startFunctions([lambdaFunction()], { bundleOf });
  expect(await functions.invoke("Fixture", { do: "echo", value: "도넛" })).toMatchObject({ payload: '"도넛"' });
  const result = await functions.invoke("Fixture", { do: "throw" });
  expect(result).toMatchObject({ status: "failed", error: { errorType: "RangeError", errorMessage: "no good" } });
  const { trace } = JSON.parse(result.payload);
  const source = await readFile(join(fixtures, "handlers/behaviours.ts"), "utf8");
  const line = source.split("\n").findIndex((text) => text.includes('throw new RangeError("no good"')) + 1;
  expect(trace[1]).toContain(`${join(fixtures, "handlers/behaviours.ts")}:${line}:`);
  expect(trace.join("\n")).not.toContain(".mjs");
  expect(logs.map(({ line }) => line)).toEqual(trace);
});

test("a bundle is made once, and anew when a source, the packages or the settings change", async () => {
  const { root, bundler, folder } = await projectWith({
    "shared.ts": "export const version = 1;\n",
    "user.ts": "import { version } from './shared.ts';\nexport const handler = async () => version;\n",
  });
  const fn = lambdaFunction({ handler: "user.handler" });
  const codeOf = async (of = fn) => readFile((await bundler.bundleOf(of)).file, "utf8");
  // Only a bundle whose sources are older than its making is kept.
  await vi.waitUntil(async () => (await codeOf()) && (await readdir(folder)).some((name) => name.endsWith(".json")));
  const files = await readdir(folder);
  const kept = files.find((name) => name.endsWith(".json")) ?? "";
  const made = await readFile(join(folder, kept), "utf8");
  expect((await bundler.bundleOf(fn)).sources).toContain(join(root, "shared.ts"));
  expect(await readFile(join(folder, kept), "utf8")).toBe(made);

  await writeFile(join(root, "shared.ts"), "export const version = 22;\n");
  expect(await codeOf()).toContain("22");
  expect(await codeOf({ ...fn, bundling: { external: ["left-out"] } })).toContain("22");
  expect(new Set((await readdir(folder)).filter((name) => name.endsWith(".mjs"))).size).toBe(2);
});

test("a bundle is made even if the bundler keeps exiting", async () => {
  const root = await temporaryFolder();
  const bundler = createBundler(root, join(root, "bundles"), { idleMs: 0 });
  onTestFinished(() => bundler.stop());
  for (let version = 1; version <= 8; version++) {
    await writeFile(join(root, "user.ts"), `export const handler = async () => "version ${version}";\n`);
    const { file } = await bundler.bundleOf(lambdaFunction({ handler: "user.handler" }));
    expect(await readFile(file, "utf8")).toContain(`version ${version}`);
  }
});

test("edits of what several functions share are in all their bundles, also after one that breaks them", async () => {
  const names = ["a", "b", "c", "d", "e"];
  const { root, bundler } = await projectWith({
    "shared.ts": "export const version = 0;\n",
    ...Object.fromEntries(
      names.map((name) => [`${name}.ts`, `export * from "./shared.ts"; export const is = "${name}";\n`]),
    ),
  });
  const bundles = () =>
    Promise.all(
      names.map(async (name) => {
        const { file } = await bundler.bundleOf(lambdaFunction({ handler: `${name}.handler` }));
        const { version, is } = await import(`${file}?${randomUUID()}`);
        return `${is}${version}`;
      }),
    );
  for (let version = 0; version < 4; version++) {
    await writeFile(join(root, "shared.ts"), `export const version = ${version};\n`);
    expect(await bundles()).toEqual(names.map((name) => `${name}${version}`));
    await writeFile(join(root, "shared.ts"), "export const version = ;\n");
    await expect(bundles()).rejects.toThrow("shared.ts:1:23");
  }
});

test("a damaged bundle is made anew", async () => {
  const { bundler } = await projectWith({ "user.ts": "export const handler = async () => 'whole';\n" });
  const fn = lambdaFunction({ handler: "user.handler" });
  const { file } = await bundler.bundleOf(fn);
  await vi.waitUntil(async () => {
    await bundler.bundleOf(fn);
    return readFile(file.replace(/mjs$/, "json")).catch(() => undefined);
  });
  await writeFile(file, "");
  await bundler.bundleOf(fn);
  expect(await readFile(file, "utf8")).toContain("whole");
});

test("an edit gives the functions whose bundle has the file a new environment", async () => {
  const { root, bundler } = await projectWith({
    "shared.ts": "export const version: number = 1;\n",
    "user.ts": "import { version } from './shared.ts';\nexport const handler = async () => version;\n",
    "other.ts": "let calls = 0;\nexport const handler = async () => ++calls;\n",
  });
  const { functions } = await startFunctions(
    [
      lambdaFunction({ name: "User", handler: "user.handler" }),
      lambdaFunction({ name: "Other", handler: "other.handler" }),
    ],
    { root, bundleOf: bundler.bundleOf },
  );
  expect(await functions.invoke("User", {})).toMatchObject({ payload: "1" });
  expect(await functions.invoke("Other", {})).toMatchObject({ payload: "1" });
  await writeFile(join(root, "shared.ts"), "export const version: number = 2;\n");
  expect(await functions.reload([join(root, "shared.ts")])).toEqual(["User"]);
  expect(await functions.invoke("User", {})).toMatchObject({ payload: "2" });
  expect(await functions.invoke("Other", {})).toMatchObject({ payload: "2" });
});

test.each([
  ["a syntax error", "export const handler = async () => {\n  return 1 +;\n};\n", /broken\.ts:2/],
  ["an error while loading", "\nthrow new Error('not today');\n", /broken\.ts:2/],
  ["a missing import", "import { x } from './absent.ts';\nexport const handler = () => x;\n", /broken\.ts:1.*absent/s],
])("%s is told with its place, and mended by an edit", async (_what, source, place) => {
  const { root, bundler } = await projectWith({ "broken.ts": source });
  const { functions, logs } = await startFunctions([lambdaFunction({ handler: "broken.handler" })], {
    root,
    bundleOf: bundler.bundleOf,
  });
  const result = await functions.invoke("Fixture", {});
  expect(result).toMatchObject({ status: "failed" });
  expect(JSON.parse(result.payload).trace.join("\n")).toMatch(place);
  expect(logs.map(({ line }) => line).join("\n")).toMatch(place);
  await writeFile(join(root, "broken.ts"), "export const handler = async () => 'mended';\n");
  expect(await functions.invoke("Fixture", {})).toMatchObject({ payload: '"mended"' });
});

test("a package that a deploy leaves out of the bundle is missing here, too", async () => {
  const { root, bundler } = await projectWith({
    "user.ts": "export const handler = async () => (await import('croner')).Cron.name;\n",
  });
  const { functions } = await startFunctions(
    [lambdaFunction({ handler: "user.handler", bundling: { external: ["croner"] } })],
    { root, bundleOf: bundler.bundleOf },
  );
  expect(await functions.invoke("Fixture", {})).toMatchObject({
    status: "failed",
    error: { errorMessage: "Cannot find package 'croner': it is not in the function's bundle" },
  });
});
