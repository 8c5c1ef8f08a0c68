import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { accountId, region } from "../src/graph/addresses.ts";
import type { EventSourceMapping, LambdaFunction } from "../src/graph/types.ts";
import { createFunctions, type FunctionsOptions, type LogEntry } from "../src/lambda/functions.ts";

const fixtures = new URL(".", import.meta.url).pathname;

export function lambdaFunction(given: Partial<LambdaFunction> = {}): LambdaFunction {
  const name = given.name ?? "Fixture";
  return {
    name,
    arn: `arn:aws:lambda:${region}:${accountId}:function:${name}`,
    handler: "handlers/behaviours.handler",
    timeoutSeconds: 20,
    memoryMb: 256,
    architecture: "arm64",
    environment: {},
    links: {},
    permissions: [],
    ...given,
  };
}

/** Functions that are stopped when the test ends, their logs, and the runtime's logs about their invocations. */
export async function startFunctions(functions: LambdaFunction[], options: Partial<FunctionsOptions> = {}) {
  const logs: LogEntry[] = [];
  const platform: LogEntry[] = [];
  const created = await createFunctions({
    graph: { functions },
    root: fixtures,
    environment: () => ({}),
    log: (entry) => (entry.platform ? platform : logs).push(entry),
    ...options,
  });
  onTestFinished(() => created.stop(0));
  return { functions: created, logs, platform };
}

/** A folder that is removed when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "offline-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export function eventSourceMapping(given: Partial<EventSourceMapping> = {}): EventSourceMapping {
  return {
    name: "Mapping",
    sourceArn: `arn:aws:sqs:${region}:${accountId}:Source`,
    functionArn: `arn:aws:lambda:${region}:${accountId}:function:Fixture`,
    enabled: true,
    batchSize: 10,
    batchWindowSeconds: 0,
    reportBatchItemFailures: true,
    filters: [],
    ...given,
  };
}
