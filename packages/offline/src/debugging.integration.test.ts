import { readFile, realpath } from "node:fs/promises";
import inspector from "node:inspector";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { attachDebugger } from "../test/debugger.ts";
import { notesGraph, queueOf } from "../test/notes/graph.ts";
import { notesOf, openNotes } from "../test/notes/start.ts";
import { openInspector } from "./cli/inspector.ts";

const patience = { timeout: 30_000, interval: 25 };
const limitSeconds = 1;

test("a function at a breakpoint does not time out, and its message is not delivered again", async () => {
  const address = await openInspector("0");
  onTestFinished(() => inspector.close());
  const notes = await openNotes({ debugging: true });
  const graph = notesGraph();
  notes.graph = {
    ...graph,
    functions: graph.functions.map((fn) => ({ ...fn, timeoutSeconds: limitSeconds })),
    queues: graph.queues.map((queue) =>
      queue.name === "NoteQueue" ? queueOf("NoteQueue", { ...queue, visibilityTimeoutSeconds: limitSeconds }) : queue,
    ),
  };
  const runtime = await notes.start();
  const { write, count } = notesOf(runtime);

  const devtools = await attachDebugger(address);
  onTestFinished(() => devtools.detach());
  const handler = await realpath(join(notes.root, "handlers/count.ts"));
  devtools.breakAt(handler, await lineOf(handler, "await client.send("));
  await write("one");
  await vi.waitUntil(() => devtools.stops() === 1, patience);

  // Three times the function's timeout and the message's visibility timeout.
  await pause(3_000 * limitSeconds);
  expect(devtools.stops()).toBe(1);
  expect(await count("one")).toBe(0);
  devtools.resume();
  await vi.waitUntil(async () => (await count("one")) === 1, patience);

  await write("two");
  await vi.waitUntil(() => devtools.stops() === 2, patience);
  devtools.resume();
  await vi.waitUntil(async () => (await count("two")) === 1, patience);
  expect(await count("one")).toBe(1);
  expect(notes.said.filter((line) => /timed out|not hidden/.test(line))).toEqual([]);
});

test("a debugger port that is taken or invalid is refused, with what to do", async () => {
  const taken = Number(new URL(await openInspector("0")).port);
  onTestFinished(() => inspector.close());
  await expect(openInspector(String(taken))).rejects.toThrow(`npm run debug -- --inspect ${taken + 1}`);
  await expect(openInspector("chrome")).rejects.toThrow("must be a port number");
});

async function lineOf(file: string, text: string): Promise<number> {
  return (await readFile(file, "utf8")).split("\n").findIndex((line) => line.includes(text)) + 1;
}
