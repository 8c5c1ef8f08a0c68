import fc from "fast-check";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listAudit } from "../audit/audit.ts";
import { drain, fill, startQueues } from "../queues/testing.ts";
import { redrive } from "./repair.ts";
import { runRepair } from "./run-task.ts";
import type { Started } from "./start-task.ts";
import { listTasks } from "./tasks.ts";
import { runMortal, soon } from "./testing.ts";

const actors = ["Mina", "Jun", "Sora"].map((name) => ({ id: name, name, email: `${name}@example.com` }));
const rounds = 12;

let system: Awaited<ReturnType<typeof startQueues>>;
beforeAll(async () => {
  system = await startQueues(
    Array.from({ length: rounds }, (_, index) => [
      { name: `line${index}`, role: "work" as const, dlq: `line${index}Dlq`, fifo: true },
      { name: `line${index}Dlq`, role: "dlq" as const, fifo: true },
    ]).flat(),
  );
});
afterAll(() => system.stop());

const life = fc.record({ diesAt: fc.integer({ min: 1, max: 60 }), afterwards: fc.boolean() });

const story = fc.record({
  groups: fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 25 }),
  /** Workers that run at the same time, as when a message is delivered twice; each ends in its own way. */
  workers: fc.array(life, { minLength: 1, maxLength: 3 }),
  operators: fc.integer({ min: 1, max: 3 }),
});

test("two operators, several workers, crashes at any time: each dead letter is redriven exactly once, in its group's order", {
  timeout: 180_000,
}, async () => {
  const stories = fc.sample(story, rounds);
  await Promise.all(
    stories.map(async ({ groups, workers, operators }, index) => {
      const [work, dlq] = [system.queue(`line${index}`), system.queue(`line${index}Dlq`)];
      const bodies = groups.map((group, place) => `${group}-${String(place).padStart(3, "0")}`);
      await fill(dlq, bodies, (body) => body.slice(0, 1));

      const selection = { which: "filter" as const, filter: { q: "of" } };
      const asked = actors.slice(0, operators).map((actor) => redrive(dlq, { selection }, actor));
      const started = (await Promise.all(asked)).filter((one) => one.status === "started");
      expect(started, "one task at a time").toHaveLength(1);
      const { task } = started[0] as Started & { status: "started" };

      await Promise.all(workers.map((life) => runMortal(life, () => finish(task.queue, task.id))));
      await finish(task.queue, task.id);

      const arrived = (await drain(work)).map(({ Body: body = "" }) => body);
      const ofGroup = (all: string[], group: string) => all.filter((body) => body.startsWith(group));
      for (const group of ["a", "b", "c"]) expect(ofGroup(arrived, group)).toEqual(ofGroup(bodies, group));
      expect(await drain(dlq)).toEqual([]);
      expect(await listTasks(dlq.name, 5)).toMatchObject([{ status: "completed", done: bodies.length }]);
      const audit = await listAudit({ limit: 5, target: dlq.name });
      expect(audit).toMatchObject({ records: [{ status: "succeeded", outcome: { done: bodies.length } }] });

      const next = await redrive(dlq, { selection }, { id: "4", name: "Noa", email: "noa@example.com" });
      expect(next.status, "the queue is free again").toBe("started");
    }),
  );
});

async function finish(queue: string, taskId: string): Promise<void> {
  for (;;) {
    const ran = await runRepair({ queue, taskId, holder: v7(), until: Date.now() + 10_000, timing: soon });
    if (ran.status === "over") return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
