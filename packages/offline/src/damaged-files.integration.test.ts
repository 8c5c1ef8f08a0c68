import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { notesOf, openNotes } from "../test/notes/start.ts";

/** Files that may be lost without harm: they are compiled or built again, or say where the system runs. */
const harmless = /^(bundles|sites|logs|runtime\.json|invocations\.json|mails\.jsonl)|-(wal|shm)$/;

const files = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => !harmless.test(name) && statSync(join(folder, name)).isFile())
    .sort();

test("every damaged file is named, with its content and what to do; without them it starts", async () => {
  const notes = await openNotes();
  const first = await notes.start();
  await notesOf(first).write("one");
  await first.stop();
  const names = files(notes.dataDir);
  expect(names).toContain("streams/NoteRelayMapping.json");
  writeFileSync(join(notes.dataDir, "event-source-mappings.json"), "{}");
  const all = [...names, "event-source-mappings.json"].map((name) => join(notes.dataDir, name));
  for (const file of all) {
    const whole = readFileSync(file);
    writeFileSync(file, `{"damaged": by a full disk, ${"x".repeat(200)}`);
    const problem = await notes.start().catch(({ message }: Error) => message);
    expect(problem).toContain(`${file} is damaged (`);
    expect(problem).toMatch(/It holds .+\. Put a copy of it back; or move it away .+ `npm run reset` begins/);
    writeFileSync(file, whole);
  }
  for (const file of all) for (const part of ["", "-wal", "-shm"]) await rm(file + part, { force: true });
  const again = await notes.start();
  expect(await notesOf(again).write("two")).toBe(201);
}, 240_000);
