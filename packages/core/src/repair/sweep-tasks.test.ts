import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { drain, fill, startQueues } from "../queues/testing.ts";
import { announced } from "../testing.ts";
import { redrive } from "./repair.ts";
import { runRepair } from "./run-task.ts";
import { sweepTasks } from "./sweep-tasks.ts";
import { listTasks } from "./tasks.ts";
import { soon } from "./testing.ts";

const minute = 60_000;
const actor = { id: "1", name: "Mina", email: "mina@example.com" };
let system: Awaited<ReturnType<typeof startQueues>>;
beforeAll(async () => {
  system = await startQueues([
    { name: "Baking", role: "work", dlq: "BakingDlq" },
    { name: "BakingDlq", role: "dlq" },
  ]);
});
afterAll(() => system.stop());

const sweepIn = (ms: number) => sweepTasks(Date.now() + 20_000, Date.now() + ms);
const requests = async () => (await announced()).filter(({ type }) => type === "repair.requested");

test("a redrive whose message was deleted is announced again, and ends as it would have", async () => {
  await fill(system.queue("BakingDlq"), ["a", "b"]);
  const started = await redrive(system.queue("BakingDlq"), { selection: { which: "filter", filter: {} } }, actor);
  if (started.status !== "started") throw new Error(started.status);
  expect(await sweepIn(4 * minute)).toEqual({ announced: 0 });
  expect(await sweepIn(6 * minute)).toEqual({ announced: 1 });
  const [first, second] = await requests();
  expect(second?.data).toEqual(first?.data);

  const turn = () =>
    runRepair({ queue: "BakingDlq", taskId: started.task.id, holder: v7(), until: Date.now() + 20_000, timing: soon });
  while ((await turn()).status !== "over");
  expect(await listTasks("BakingDlq", 5)).toMatchObject([{ status: "completed", done: 2 }]);
  expect((await drain(system.queue("Baking"))).map(({ Body: body }) => body).sort()).toEqual(["a", "b"]);
  expect(await sweepIn(60 * minute)).toEqual({ announced: 0 });
  expect(await requests()).toHaveLength(2);
});
