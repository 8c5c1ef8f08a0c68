import { expect, test } from "vitest";
import { startGuarded } from "../engines/guarded-process.ts";
import { type Engine, supervise } from "./supervise.ts";

/** A real process as an engine: `command` is a shell command. */
function engine(command: string): Engine & { up(): Promise<unknown>; kill(): void } {
  const running = startGuarded("sh", ["-c", command]);
  let stopping = false;
  return {
    crashed: new Promise((resolve) => {
      running.exited.then(({ output }) => stopping || resolve(new Error(output.split("\n")[0])));
    }),
    up: () => running.line(/up/),
    kill: () => void running.stop(),
    async stop() {
      stopping = true;
      await running.stop();
    },
  };
}

test("an engine that dies is started again, with a note", async () => {
  const started: ReturnType<typeof engine>[] = [];
  const noted = Promise.withResolvers<string>();
  const supervised = await supervise({
    name: "Echo",
    note: noted.resolve,
    start: async () => started[started.push(engine("echo up; exec sleep 60")) - 1] as (typeof started)[number],
  });
  await started[0]?.up();
  started[0]?.kill();
  expect(await noted.promise).toBe("Echo ended unexpectedly (up) and was started again, its data is kept");
  expect(started).toHaveLength(2);
  await supervised.stop();
});

test("an engine that dies eight times in a row is given up, with its reason", async () => {
  let starts = 0;
  const notes: string[] = [];
  const supervised = await supervise({
    name: "Echo",
    note: (text) => notes.push(text),
    pauseMs: 1,
    start: async () => engine(`echo reason ${++starts}`),
  });
  expect((await supervised.failed).message).toBe("Echo ended 8 times in a row, at last with: reason 8");
  expect(starts).toBe(8);
  expect(notes).toHaveLength(7);
  await supervised.stop();
});

test("a start that fails counts as a death", async () => {
  let starts = 0;
  const supervised = await supervise({
    name: "Echo",
    note: () => {},
    pauseMs: 1,
    async start() {
      if (++starts > 1) throw new Error("the port is taken");
      return engine("true");
    },
  });
  expect((await supervised.failed).message).toBe("Echo ended 8 times in a row, at last with: the port is taken");
  expect(starts).toBe(8);
  await supervised.stop();
});

test("an engine that cannot run for forty times the first pause is started again", async () => {
  const again = Promise.withResolvers<string>();
  let fullUntil: number | undefined;
  const supervised = await supervise({
    name: "Echo",
    note: again.resolve,
    pauseMs: 5,
    async start() {
      if (fullUntil !== undefined && performance.now() < fullUntil) throw new Error("the disk is full");
      fullUntil ??= performance.now() + 40 * 5;
      return engine("true");
    },
  });
  expect(await Promise.race([again.promise, supervised.failed])).toMatch(/was started again/);
  await supervised.stop();
});

test("an engine that has run long enough starts counting its deaths anew", async () => {
  let starts = 0;
  const enough = Promise.withResolvers<void>();
  const supervised = await supervise({
    name: "Echo",
    note: () => starts >= 8 && enough.resolve(),
    quickMs: 0,
    pauseMs: 1,
    start: async () => engine(`echo ${++starts}`),
  });
  await enough.promise;
  await supervised.stop();
});

test("stop ends the engine for good, also while it waits to be started again", async () => {
  let starts = 0;
  const supervised = await supervise({
    name: "Echo",
    note: () => {},
    pauseMs: 60_000,
    start: async () => engine(`echo ${++starts}`),
  });
  await supervised.engine.crashed;
  await supervised.stop();
  expect(starts).toBeLessThanOrEqual(2);
});
