import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../test/functions.ts";
import { openFunctionLogs } from "./function-logs.ts";

const lines = async (folder: string, name: string) =>
  (await readFile(join(folder, name), "utf8")).trimEnd().split("\n");

test("every line is kept at once, with time and request, over restarts", async () => {
  const folder = join(await temporaryFolder(), "logs");
  for (const line of ["first", "second"]) {
    const logs = openFunctionLogs(folder);
    logs.write({ function: "Sales", requestId: "r-1", stream: "stdout", line });
    logs.close();
  }
  expect(await lines(folder, "Sales.log")).toEqual([
    expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z r-1 first$/),
    expect.stringMatching(/ r-1 second$/),
  ]);
});

test("a function's logs never grow beyond twice the limit", async () => {
  const folder = await temporaryFolder();
  const logs = openFunctionLogs(folder, 1_000);
  for (let index = 0; index < 210; index++) logs.write({ function: "Sales", stream: "stdout", line: `line ${index}` });
  logs.close();
  expect((await readdir(folder)).sort()).toEqual(["Sales.log", "Sales.old.log"]);
  const [old, current] = await Promise.all([lines(folder, "Sales.old.log"), lines(folder, "Sales.log")]);
  expect(old.join("\n").length).toBeLessThan(1_100);
  expect([...old, ...current].at(-1)).toMatch(/line 209$/);
});

test("the last lines can be read, over restarts and files, with the lines that a write has within", async () => {
  const folder = await temporaryFolder();
  const written = (line: string) => ({ function: "Sales", stream: "stdout" as const, line });
  expect(openFunctionLogs(folder).tail("Sales")).toEqual([]);
  const first = openFunctionLogs(folder, 60);
  first.write(written("one"));
  first.write(written("a warning\n  over two lines"));
  first.close();
  const logs = openFunctionLogs(folder, 60);
  logs.write(written("three"));
  expect((await readdir(folder)).sort()).toEqual(["Sales.log", "Sales.old.log"]);
  expect(logs.tail("Sales").map(({ text }) => text)).toEqual(["one", "a warning\n  over two lines", "three"]);
  expect(logs.tail("Sales").every(({ at }) => Math.abs(Date.now() - at) < 60_000)).toBe(true);
  logs.close();
});

test("only the end of a long log is read, in whole lines", async () => {
  const logs = openFunctionLogs(await temporaryFolder());
  for (let index = 0; index < 5_000; index++) {
    logs.write({ function: "Sales", stream: "stdout", line: `line ${index} ${"ä".repeat(50)}` });
  }
  const texts = logs.tail("Sales").map(({ text }) => text);
  expect(texts.length).toBeGreaterThan(1_000);
  expect(texts.length).toBeLessThan(2_500);
  expect(texts.every((text) => /^line \d+ ä{50}$/.test(text))).toBe(true);
  expect(texts.at(-1)).toMatch(/^line 4999 /);
  logs.close();
});

test("logs go on when their folder was removed while they were open", async () => {
  const folder = join(await temporaryFolder(), "logs");
  const logs = openFunctionLogs(folder, 10);
  logs.write({ function: "Sales", stream: "stdout", line: "before" });
  await rm(folder, { recursive: true });
  logs.write({ function: "Sales", stream: "stdout", line: "after" });
  logs.close();
  expect(await lines(folder, "Sales.old.log")).toEqual([expect.stringMatching(/ after$/)]);
});
