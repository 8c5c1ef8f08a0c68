import { once } from "node:events";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { notesGraph } from "../test/notes/graph.ts";
import { listening, openProject } from "../test/notes/project.ts";

const patience = { timeout: 20_000, interval: 25 };

test("start prints what runs where, and a signal stops it in order, even sent twice", async () => {
  const { run, ports } = await openProject();
  const running = run("start");
  const { text } = await running.ready();
  expect(text).toMatch(new RegExp(`^  NoteApi +http://localhost:${ports.apis}/note$`, "m"));
  expect(text).toMatch(new RegExp(`^  Notebook +http://localhost:${ports.web}$`, "m"));
  expect(text).toMatch(new RegExp(`^  DynamoDB +http://127.0.0.1:${ports.dynamodb}$`, "m"));
  expect(text).toContain("Data is kept in .offline, logs in .offline/logs.");
  expect(await listening(ports)).toHaveLength(Object.keys(ports).length);

  running.child.kill("SIGINT");
  running.child.kill("SIGINT");
  const { code, text: all } = await running.exited;
  expect(code).toBe(0);
  // The site's build may finish, and be announced, while the rest stops.
  const end = all.slice(all.indexOf("Stopping …"));
  expect(end).toMatch(/^Stopping …\n(Notebook: .*\n)?Stopped\. All data is kept\.\n$/);
  expect(await listening(ports)).toEqual([]);
});

test("after kill -9 nothing is left running, and the next start has every note and finishes what was under way", async () => {
  const graph = notesGraph();
  // A message that was received before the kill is visible again after this time.
  for (const queue of graph.queues) queue.visibilityTimeoutSeconds = 2;
  const { run, ports } = await openProject(graph);
  const first = run("start");
  const notes = await first.ready();
  const written = Array.from({ length: 20 }, (_, index) => `note-${index}`);
  await Promise.all(written.map((id) => notes.write(id, "kept")));
  first.child.kill("SIGKILL");
  await first.exited;
  await vi.waitUntil(async () => (await listening(ports)).length === 0, patience);

  const second = run("start");
  const again = await second.ready();
  expect(await Promise.all(written.map(again.read))).toEqual(written.map(() => "kept"));
  await vi.waitUntil(async () => (await Promise.all(written.map(again.count))).every((count) => count > 0), patience);
  second.child.kill("SIGTERM");
  expect((await second.exited).code).toBe(0);
});

test.each([
  ["runs", true],
  ["is being started", false],
])("it ends with the process that started it, when that one ends while it %s", async (_when, isReady) => {
  const { run, ports } = await openProject();
  const running = run("start");
  if (isReady) await running.ready();
  // After this, Node never emits `close`.
  const exit = once(running.child, "exit");
  running.child.disconnect();
  expect(await exit).toEqual([0, null]);
  expect(await listening(ports)).toEqual([]);
});

test("a second start and a reset are refused while it runs; reset deletes the data of a stopped one", async () => {
  const { run, dataDir } = await openProject();
  expect(await run("reset").exited).toMatchObject({ code: 0, text: `There is no data: ${dataDir} does not exist.\n` });
  const running = run("start");
  const { write } = await running.ready();
  const refusal = `The system already runs on the data in ${dataDir} (process ${running.child.pid}). Stop that one first`;
  const second = await run("start").exited;
  expect(second).toMatchObject({ code: 1, text: expect.stringContaining(refusal) });
  const reset = await run("reset").exited;
  expect(reset).toMatchObject({ code: 1, text: expect.stringContaining(`Nothing is deleted. ${refusal}`) });
  expect(await write("one")).toBe(201);

  running.child.kill("SIGTERM");
  await running.exited;
  expect(await run("reset").exited).toMatchObject({ code: 0 });
  expect(existsSync(dataDir)).toBe(false);
});

test("reset refuses a folder that is not a data folder", async () => {
  const { run, root } = await openProject();
  const result = await run("reset", "--data-dir", "handlers").exited;
  expect(result).toMatchObject({
    code: 1,
    text: `${join(root, "handlers")} was not made by this system and is left alone.\n`,
  });
  expect(existsSync(join(root, "handlers/api.ts"))).toBe(true);
});

test("a failed start says what to do, in a few lines", async () => {
  const { run, root } = await openProject();
  expect(await run("strat").exited).toMatchObject({
    code: 2,
    text: expect.stringContaining("start   starts everything"),
  });
  expect(await run("start", "--prot", "1").exited).toMatchObject({ code: 1, text: expect.stringContaining("--prot") });
  await writeFile(join(root, "handlers/welcome.ts"), "export const handler = () => { throw new Error('no'); };\n");
  const running = run("start");
  const { text } = await running.ready();
  expect(text).toContain("Welcome failed: no");
});
