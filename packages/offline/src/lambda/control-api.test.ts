import {
  GetEventSourceMappingCommand,
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import { expect, onTestFinished, test, vi } from "vitest";
import { eventSourceMapping, lambdaFunction, startFunctions, temporaryFolder } from "../../test/functions.ts";
import { clientConfig } from "../engines/client-config.ts";
import { startControlApi } from "./control-api.ts";
import { createMappings } from "./mappings.ts";

const fn = lambdaFunction();
const mapping = eventSourceMapping({ name: "WorkMapping", sourceArn: "arn:aws:sqs:us-east-1:000000000000:Work" });
const graph = { functions: [fn], eventSourceMappings: [mapping, eventSourceMapping({ name: "OtherMapping" })] };

async function start() {
  const { functions, logs } = await startFunctions([fn]);
  const dataDir = await temporaryFolder();
  const mappings = createMappings({ graph, dataDir });
  const api = await startControlApi({ graph, functions, mappings, port: 0 });
  const client = new LambdaClient(clientConfig(api.url));
  onTestFinished(async () => {
    client.destroy();
    await api.stop();
  });
  return { client, mappings, dataDir, logs };
}

const payload = (event: unknown) => Buffer.from(JSON.stringify(event));

test("Invoke returns the result, the function's error and the end of its log", async () => {
  const { client } = await start();
  const succeeded = await client.send(
    new InvokeCommand({ FunctionName: fn.arn, Payload: payload({ do: "log" }), LogType: "Tail" }),
  );
  expect(succeeded).toMatchObject({ StatusCode: 200, ExecutedVersion: "$LATEST" });
  expect(succeeded.FunctionError).toBeUndefined();
  expect(Buffer.from(succeeded.LogResult ?? "", "base64").toString()).toContain("one\ntwo\n");
  expect(succeeded.Payload?.transformToString()).toBe("null");

  const failed = await client.send(new InvokeCommand({ FunctionName: "Fixture", Payload: payload({ do: "throw" }) }));
  expect(failed).toMatchObject({ StatusCode: 200, FunctionError: "Unhandled" });
  expect(JSON.parse(failed.Payload?.transformToString() ?? "")).toMatchObject({ errorType: "RangeError" });
});

test("Invoke as an event answers before the function ran", async () => {
  const { client, logs } = await start();
  const command = new InvokeCommand({
    FunctionName: "Fixture",
    InvocationType: "Event",
    Payload: payload({ do: "log" }),
  });
  expect(await client.send(command)).toMatchObject({ StatusCode: 202 });
  await vi.waitUntil(() => logs.some(({ line }) => line === "two"));
});

test("what does not exist or is invalid is refused", async () => {
  const { client } = await start();
  await expect(client.send(new InvokeCommand({ FunctionName: "Absent" }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
  await expect(
    client.send(new InvokeCommand({ FunctionName: "Fixture", Payload: Buffer.from("{") })),
  ).rejects.toMatchObject({
    name: "InvalidRequestContentException",
  });
  await expect(
    client.send(new UpdateEventSourceMappingCommand({ UUID: "WorkMapping", BatchSize: 0 })),
  ).rejects.toMatchObject({
    name: "InvalidParameterValueException",
    message: expect.stringContaining("BatchSize"),
  });
  await expect(client.send(new GetEventSourceMappingCommand({ UUID: "Absent" }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
});

test("GetFunction", async () => {
  const { client } = await start();
  expect(await client.send(new GetFunctionCommand({ FunctionName: "Fixture" }))).toMatchObject({
    Configuration: { FunctionName: "Fixture", Timeout: 20, MemorySize: 256, State: "Active" },
  });
});

test("mappings are found by function and source, and described", async () => {
  const { client } = await start();
  const byFunction = await client.send(new ListEventSourceMappingsCommand({ FunctionName: "Fixture" }));
  expect(byFunction.EventSourceMappings).toHaveLength(2);
  const bySource = await client.send(new ListEventSourceMappingsCommand({ EventSourceArn: mapping.sourceArn }));
  expect(bySource.EventSourceMappings).toMatchObject([
    {
      UUID: "WorkMapping",
      State: "Enabled",
      BatchSize: 10,
      FunctionArn: fn.arn,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      LastModified: expect.any(Date),
    },
  ]);
});

test("an update reaches the pollers and survives a restart", async () => {
  const { client, mappings, dataDir } = await start();
  const told: unknown[] = [];
  mappings.onChange(async (changed) => void told.push(changed));
  const updated = await client.send(
    new UpdateEventSourceMappingCommand({ UUID: "WorkMapping", Enabled: false, BatchSize: 5 }),
  );
  expect(updated).toMatchObject({ UUID: "WorkMapping", State: "Disabled", BatchSize: 5 });
  expect(told).toEqual([{ ...mapping, enabled: false, batchSize: 5 }]);
  expect(createMappings({ graph, dataDir }).list()).toEqual([
    { ...mapping, enabled: false, batchSize: 5 },
    graph.eventSourceMappings[1],
  ]);
});
