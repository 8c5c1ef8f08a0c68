import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { lambdaFunction, startFunctions, temporaryFolder } from "../../test/functions.ts";

test("a function returns what its handler returned, as JSON", async () => {
  const { functions } = await startFunctions([lambdaFunction()]);
  const value = { text: "도넛", list: [1, null, { deep: true }] };
  expect(await functions.invoke("Fixture", { do: "echo", value }, { requestId: "r-1" })).toEqual({
    status: "succeeded",
    requestId: "r-1",
    payload: JSON.stringify(value),
    logTail: expect.stringMatching(/^START RequestId: r-1 Version: \$LATEST\nEND RequestId: r-1\nREPORT /),
  });
  expect(await functions.invoke("Fixture", { do: "nothing" })).toMatchObject({ payload: "null" });
  await expect(functions.invoke("Unknown", {})).rejects.toThrow("no function is named Unknown; there are: Fixture");
});

test("the context and the environment are those of Lambda", async () => {
  const { functions } = await startFunctions([lambdaFunction({ environment: { STAGE: "test" }, timeoutSeconds: 7 })], {
    environment: () => ({ SST_RESOURCES_JSON: "{}" }),
  });
  const { payload } = await functions.invoke("Fixture", { do: "context" }, { requestId: "r-1" });
  const seen = JSON.parse(payload);
  expect(seen).toMatchObject({
    awsRequestId: "r-1",
    functionName: "Fixture",
    functionVersion: "$LATEST",
    invokedFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:Fixture",
    memoryLimitInMB: "256",
    logGroupName: "/aws/lambda/Fixture",
    environment: {
      STAGE: "test",
      SST_RESOURCES_JSON: "{}",
      AWS_REGION: "us-east-1",
      AWS_LAMBDA_FUNCTION_NAME: "Fixture",
    },
  });
  expect(seen.remaining).toBeGreaterThan(6_000);
  expect(seen.remaining).toBeLessThanOrEqual(7_000);
  expect(seen.environment).not.toHaveProperty("VITEST");
});

test.runIf(process.platform === "linux")(
  "whoever answers somebody has the processor before the background",
  async () => {
    const { functions } = await startFunctions(
      [lambdaFunction({ name: "Door" }), lambdaFunction({ name: "Consumer" })],
      {
        inBackground: ({ name }) => name === "Consumer",
      },
    );
    const priorityOf = async (name: string) => Number((await functions.invoke(name, { do: "priority" })).payload);
    expect(await priorityOf("Consumer")).toBeGreaterThan(await priorityOf("Door"));
  },
);

test("each line a handler writes is logged with its function and request", async () => {
  const { functions, logs } = await startFunctions([lambdaFunction()]);
  const { logTail } = await functions.invoke("Fixture", { do: "log" }, { requestId: "r-1" });
  const from = { function: "Fixture", requestId: "r-1" };
  expect(logs).toEqual([
    { ...from, stream: "stdout", line: "one" },
    { ...from, stream: "stdout", line: "two" },
    { ...from, stream: "stderr", line: "three" },
    { ...from, stream: "stdout", line: "four, without an end" },
  ]);
  expect(logTail).toContain("\none\ntwo\nthree\nfour, without an end\nEND RequestId: r-1\n");
});

test("Lambda's own lines are around what an invocation writes; the first one of an environment tells its start", async () => {
  const { functions, platform } = await startFunctions([lambdaFunction({ timeoutSeconds: 1 })]);
  await functions.invoke("Fixture", { do: "count" }, { requestId: "r-1" });
  await functions.invoke("Fixture", { do: "throw" }, { requestId: "r-2" });
  const reports = platform.map(({ line }) => line.replaceAll(/[\d.]+ ms/g, "… ms"));
  expect(reports).toEqual([
    "START RequestId: r-1 Version: $LATEST",
    "END RequestId: r-1",
    "REPORT RequestId: r-1\tDuration: … ms\tBilled Duration: … ms\tMemory Size: 256 MB\tInit Duration: … ms",
    "START RequestId: r-2 Version: $LATEST",
    "END RequestId: r-2",
    "REPORT RequestId: r-2\tDuration: … ms\tBilled Duration: … ms\tMemory Size: 256 MB",
  ]);
});

test("with the log format JSON every line of the console and of Lambda is JSON", async () => {
  const { functions, logs, platform } = await startFunctions([
    lambdaFunction({ logFormat: "JSON", timeoutSeconds: 1 }),
  ]);
  await functions.invoke("Fixture", { do: "log objects" }, { requestId: "r-1" });
  await functions.invoke("Fixture", { do: "pause", milliseconds: 5_000 }, { requestId: "r-2" });
  await functions.invoke("Fixture", { do: "throw" }, { requestId: "r-3" });
  const rangeError = { errorType: "RangeError", errorMessage: "no good", stackTrace: expect.any(Array) };
  const head = { timestamp: expect.stringMatching(/^\d{4}-.*Z$/), requestId: "r-1" };
  const written = logs.filter(({ requestId }) => requestId === "r-1").map(({ line }) => line);
  expect(written.slice(0, -1).map((line) => JSON.parse(line))).toEqual([
    { ...head, level: "INFO", message: "text 1" },
    { ...head, level: "INFO", message: { order: { id: 7 } } },
    { ...head, level: "WARN", message: "careful" },
    { ...head, level: "ERROR", message: rangeError },
  ]);
  expect(written.at(-1)).toBe("written directly");
  const uncaught = logs.filter(({ requestId }) => requestId === "r-3").map(({ line }) => JSON.parse(line));
  expect(uncaught).toEqual([{ ...head, requestId: "r-3", level: "ERROR", message: rangeError }]);
  const metrics = { durationMs: expect.any(Number), billedDurationMs: expect.any(Number), memorySizeMB: 256 };
  const withInit = { ...metrics, initDurationMs: expect.any(Number) };
  expect(platform.map(({ line }) => JSON.parse(line))).toMatchObject([
    { type: "platform.start", record: { requestId: "r-1", version: "$LATEST" } },
    { type: "platform.report", record: { requestId: "r-1", metrics: withInit, status: "success" } },
    { type: "platform.start", record: { requestId: "r-2", version: "$LATEST" } },
    { type: "platform.report", record: { requestId: "r-2", metrics, status: "timeout" } },
    { type: "platform.start", record: { requestId: "r-3", version: "$LATEST" } },
    { type: "platform.report", record: { requestId: "r-3", status: "error" } },
  ]);
});

test("an error is reported with its type, message and stack, and the environment lives on", async () => {
  const { functions, logs } = await startFunctions([lambdaFunction()]);
  const result = await functions.invoke("Fixture", { do: "throw" });
  expect(result).toMatchObject({ status: "failed", error: { errorType: "RangeError", errorMessage: "no good" } });
  const { trace } = JSON.parse(result.payload);
  expect(trace[1]).toMatch(/behaviours\.ts:\d+:\d+/);
  expect(trace.join("\n")).toContain("Error: the reason");
  expect(logs.map(({ line }) => line)).toEqual(trace);
  expect(await functions.invoke("Fixture", { do: "count" })).toMatchObject({ payload: "2" });
});

test.each([
  ["throw later", { errorType: "Error", errorMessage: "uncaught" }],
  ["reject unseen", { errorType: "Runtime.UnhandledPromiseRejection", errorMessage: "Error: nobody looks" }],
  [
    "exit",
    { errorType: "Runtime.ExitError", errorMessage: "RequestId: r-1 Error: Runtime exited with error: exit status 3" },
  ],
  ["use memory", { errorType: "Runtime.OutOfMemory" }],
  ["spin", { errorType: "Sandbox.Timedout", errorMessage: "RequestId: r-1 Error: Task timed out after 1.00 seconds" }],
  ["pause", { errorType: "Sandbox.Timedout" }],
])("a handler that does %j fails its invocation, and the next one has a new environment", async (what, error) => {
  const { functions } = await startFunctions([
    lambdaFunction({ timeoutSeconds: what === "use memory" ? 20 : 1, memoryMb: 128 }),
  ]);
  await functions.invoke("Fixture", { do: "count" });
  const event = { do: what, milliseconds: 5_000 };
  expect(await functions.invoke("Fixture", event, { requestId: "r-1" })).toMatchObject({ status: "failed", error });
  expect(await functions.invoke("Fixture", { do: "count" })).toMatchObject({ payload: "1" });
});

test("a response above 6 MB fails", async () => {
  const { functions } = await startFunctions([lambdaFunction()]);
  const result = await functions.invoke("Fixture", { do: "large", value: 6 * 1024 * 1024 + 101 });
  expect(result).toMatchObject({ error: { errorType: "Function.ResponseSizeTooLarge" } });
  expect(await functions.invoke("Fixture", { do: "large", value: 6 * 1024 * 1024 })).toMatchObject({
    status: "succeeded",
  });
});

test("invocations beyond the reserved concurrency are throttled at once", async () => {
  const { functions } = await startFunctions([lambdaFunction({ reservedConcurrency: 2 })]);
  const pause = () => functions.invoke("Fixture", { do: "pause", milliseconds: 100 });
  for (const _ of [1, 2]) {
    const results = await Promise.all([pause(), pause(), pause()]);
    expect(results.map(({ status }) => status)).toEqual(["succeeded", "succeeded", "throttled"]);
  }
  expect(functions.environments("Fixture")).toBeLessThanOrEqual(2);
});

test("an asynchronous invocation that is throttled is tried again without using up its tries", async () => {
  const { functions, logs } = await startFunctions([lambdaFunction({ reservedConcurrency: 1 })], {
    asyncRetryDelaysMs: [],
  });
  const running = functions.invoke("Fixture", { do: "pause", milliseconds: 100 });
  functions.invokeAsync("Fixture", { do: "log" });
  expect(await running).toMatchObject({ status: "succeeded" });
  await vi.waitUntil(() => logs.some(({ line }) => line === "one"), { timeout: 20_000 });
  expect(logs.map(({ line }) => line)).not.toContain("asynchronous invocation given up after 1 tries");
});

test("further environments are started for a function that keeps invocations waiting", async () => {
  const { functions } = await startFunctions([lambdaFunction({ timeoutSeconds: 60 })]);
  // Allows for a slow machine to start ten.
  const slow = Array.from({ length: 10 }, () => functions.invoke("Fixture", { do: "pause", milliseconds: 60_000 }));
  await vi.waitUntil(() => functions.environments("Fixture") === 10, { timeout: 50_000 });
  await functions.stop(0);
  await Promise.all(slow);
});

test("a function that works gets no more environments than keep the cores busy", async () => {
  const { functions } = await startFunctions([lambdaFunction()]);
  const seconds = 1.5 * availableParallelism();
  const work = Array.from({ length: seconds * 20 }, () =>
    functions.invoke("Fixture", { do: "work", milliseconds: 50 }),
  );
  await Promise.all(work);
  expect(functions.environments("Fixture")).toBeLessThanOrEqual(availableParallelism() + 1);
});

test("a reserved concurrency of 0 throttles", async () => {
  const { functions } = await startFunctions([lambdaFunction({ reservedConcurrency: 0 })]);
  expect(await functions.invoke("Fixture", {})).toMatchObject({ status: "throttled" });
});

test("idle environments end", async () => {
  const { functions } = await startFunctions([lambdaFunction()], { idleMs: 20 });
  await functions.invoke("Fixture", { do: "count" });
  await vi.waitUntil(() => functions.environments("Fixture") === 0);
  expect(await functions.invoke("Fixture", { do: "count" })).toMatchObject({ payload: "1" });
});

test("the environment of a function that only a schedule calls ends when it is done", async () => {
  const { functions } = await startFunctions([lambdaFunction({ name: "Door" }), lambdaFunction({ name: "Sweep" })], {
    onSchedule: ({ name }) => name === "Sweep",
  });
  for (const name of ["Sweep", "Door"]) await functions.invoke(name, { do: "count" });
  await vi.waitUntil(() => functions.environments("Sweep") === 0);
  expect(functions.environments("Door")).toBe(1);
});

test("a function that is due at the same time as another one begins half a second later", async () => {
  const { functions } = await startFunctions([lambdaFunction({ name: "First" }), lambdaFunction({ name: "Second" })], {
    onSchedule: () => true,
  });
  const since = performance.now();
  const both = ["First", "Second"].map((name) => functions.invoke(name, { do: "pause", milliseconds: 1_000 }));
  await vi.waitUntil(() => functions.environments("Second") > 0, { timeout: 5_000 });
  expect(performance.now() - since).toBeGreaterThanOrEqual(499);
  await Promise.all(both);
});

test("of several idle environments one stays longer", async () => {
  const { functions } = await startFunctions([lambdaFunction({ reservedConcurrency: 2 })], { idleMs: 20_000 });
  const pause = () => functions.invoke("Fixture", { do: "pause", milliseconds: 500 });
  await Promise.all([pause(), pause()]);
  expect(functions.environments("Fixture")).toBe(2);
  await vi.waitUntil(() => functions.environments("Fixture") === 1, { timeout: 3_000 });
});

test("an idle environment gives back memory that it does not need", async () => {
  const { functions, logs } = await startFunctions([lambdaFunction()]);
  await functions.invoke("Fixture", { do: "fill memory" });
  await vi.waitUntil(() => logs.some(({ line }) => line === "given back"), { timeout: 30_000 });
  expect(await functions.invoke("Fixture", { do: "collector" })).toMatchObject({ payload: '"undefined"' });
});

test("a function that uses node:http does not load undici, and still has fetch", async () => {
  const { functions } = await startFunctions([lambdaFunction()]);
  const { payload } = await functions.invoke("Fixture", { do: "http" });
  expect(JSON.parse(payload)).toEqual({ undici: false, request: "function", WebSocket: true });
});

test.each([
  ["a syntax error", "export const handler = async () => {\n  return 1 +;\n};\n", /broken\.ts:2/],
  ["an error while loading", "\nthrow new Error('not today');\n", /broken\.ts:2/],
  [
    "a missing import",
    "import { x } from './absent.ts';\nexport const handler = () => x;\n",
    /absent\.ts.*broken\.ts/s,
  ],
  ["a missing export", "export const other = 1;\n", /broken\.ts does not export a function "handler"/],
])("%s is told with its place", async (_what, source, place) => {
  const root = await temporaryFolder();
  await writeFile(join(root, "broken.ts"), source);
  const { functions, logs } = await startFunctions([lambdaFunction({ handler: "broken.handler" })], { root });
  const result = await functions.invoke("Fixture", {});
  expect(result).toMatchObject({ status: "failed" });
  expect(JSON.parse(result.payload).trace.join("\n")).toMatch(place);
  expect(logs.map(({ line }) => line).join("\n")).toMatch(place);
});

test("a stop while a function is being bundled says nothing of a failure", async () => {
  const bundling = Promise.withResolvers<never>();
  const { functions, logs } = await startFunctions([lambdaFunction()], { bundleOf: () => bundling.promise });
  void functions.invoke("Fixture", {});
  await vi.waitUntil(() => functions.environments("Fixture") === 1);
  await functions.stop();
  bundling.reject(new SyntaxError("the bundler ended before it was done"));
  await new Promise(setImmediate);
  expect(logs).toEqual([]);
});

test("an edit gives the functions that use the file a new environment, others keep theirs", async () => {
  const root = await temporaryFolder();
  await writeFile(join(root, "shared.ts"), "export const version: number = 1;\n");
  await writeFile(
    join(root, "user.ts"),
    "import { version } from './shared.ts';\nexport const handler = async () => version;\n",
  );
  await writeFile(join(root, "other.ts"), "let calls = 0;\nexport const handler = async () => ++calls;\n");
  const reloads: string[][] = [];
  const { functions } = await startFunctions(
    [
      lambdaFunction({ name: "User", handler: "user.handler" }),
      lambdaFunction({ name: "Other", handler: "other.handler" }),
    ],
    { root, watch: [root], onReload: (names) => reloads.push(names) },
  );
  expect(await functions.invoke("User", {})).toMatchObject({ payload: "1" });
  expect(await functions.invoke("Other", {})).toMatchObject({ payload: "1" });
  await writeFile(join(root, "shared.ts"), "export const version: number = 2;\n");
  await vi.waitUntil(() => reloads.length > 0, { timeout: 5_000 });
  expect(reloads).toEqual([["User"]]);
  expect(await functions.invoke("User", {})).toMatchObject({ payload: "2" });
  expect(await functions.invoke("Other", {})).toMatchObject({ payload: "2" });
});

test("a running invocation finishes on the code it started with", async () => {
  const { functions } = await startFunctions([lambdaFunction()]);
  await functions.invoke("Fixture", { do: "count" });
  const running = functions.invoke("Fixture", { do: "pause", milliseconds: 200 });
  expect(await functions.reload([new URL("../../test/handlers/behaviours.ts", import.meta.url).pathname])).toEqual([
    "Fixture",
  ]);
  const next = await functions.invoke("Fixture", { do: "count" });
  expect(next).toMatchObject({ payload: "1" });
  expect(await running).toMatchObject({ payload: "2" });
});

test("code that is edited while an environment starts is loaded anew", async () => {
  const root = await temporaryFolder();
  const file = join(root, "starting.ts");
  await writeFile(file, "export const handler = async () => 1;\n");
  const { functions } = await startFunctions([lambdaFunction({ handler: "starting.handler" })], { root });
  const starting = functions.warm();
  await writeFile(file, "export const handler = async () => 2;\n");
  await functions.reload([file]);
  await starting;
  expect(await functions.invoke("Fixture", {})).toMatchObject({ payload: "2" });
  await vi.waitUntil(() => functions.environments("Fixture") === 1);
});

test("an asynchronous invocation is tried three times with the same request id", async () => {
  const { functions, logs } = await startFunctions([lambdaFunction()], { asyncRetryDelaysMs: [5, 5] });
  const requestId = functions.invokeAsync("Fixture", { do: "throw" });
  await vi.waitUntil(() => logs.some(({ line }) => line === "asynchronous invocation given up after 3 tries"));
  expect(logs.filter(({ line }) => line === "RangeError: no good")).toHaveLength(3);
  expect(new Set(logs.map((entry) => entry.requestId))).toEqual(new Set([requestId]));
});

test("an environment that is cut off at its start by a stop is no failure to report", async () => {
  const { functions, logs } = await startFunctions([lambdaFunction()], {
    bundleOf: () => new Promise<never>(() => {}),
  });
  const waiting = functions.invoke("Fixture", {});
  await functions.stop();
  expect(await waiting).toMatchObject({ status: "throttled" });
  expect(logs).toEqual([]);
});

test("stop lets a running invocation finish and throttles the waiting ones", async () => {
  const { functions } = await startFunctions([lambdaFunction()]);
  await functions.warm();
  const running = functions.invoke("Fixture", { do: "pause", milliseconds: 50 });
  const waiting = functions.invoke("Fixture", { do: "count" });
  await functions.stop();
  expect(await running).toMatchObject({ status: "succeeded" });
  expect(await waiting).toMatchObject({ status: "throttled" });
});
