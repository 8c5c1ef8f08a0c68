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

test("logs go on when their folder was removed while they were open", async () => {
  const folder = join(await temporaryFolder(), "logs");
  const logs = openFunctionLogs(folder, 10);
  logs.write({ function: "Sales", stream: "stdout", line: "before" });
  await rm(folder, { recursive: true });
  logs.write({ function: "Sales", stream: "stdout", line: "after" });
  logs.close();
  expect(await lines(folder, "Sales.old.log")).toEqual([expect.stringMatching(/ after$/)]);
});
