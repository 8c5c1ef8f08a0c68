import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { listening, openProject } from "../test/notes/project.ts";

const patience = { timeout: 60_000, interval: 25 };

const slow = `
import { writeFileSync } from "node:fs";
export const handler = async () => {
  writeFileSync(new URL("../under-way", import.meta.url), "");
  await new Promise((resolve) => setTimeout(resolve, 1_800));
  return { statusCode: 201 };
};
`;

test.each([
  ["npm alone", "SIGKILL", (pid: number) => pid],
  ["npm alone", "SIGHUP", (pid: number) => pid],
  ["npm alone", "SIGTERM", (pid: number) => pid],
  ["the whole group", "SIGTERM", (pid: number) => -pid],
] as const)(
  "%s gets %s while a call is under way: it is answered, and everything ends in order",
  async (_, signal, of) => {
    const { root, ports, npmStart } = await openProject();
    await writeFile(join(root, "handlers/api.ts"), slow);
    const running = await npmStart();
    const { write } = await running.ready();
    const answered = write("one");
    await vi.waitUntil(() => existsSync(join(root, "under-way")), patience);
    process.kill(of(running.child.pid ?? 0), signal);

    expect(await answered).toBe(201);
    expect((await running.exited).text).toMatch(/^Stopping …$[\s\S]*^Stopped\. All data is kept\.$/m);
    expect(await listening(ports)).toEqual([]);
  },
);
