import {
  CloudWatchLogsClient,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
} from "@aws-sdk/client-cloudwatch-logs";
import { expect, onTestFinished, test } from "vitest";
import { lambdaFunction, temporaryFolder } from "../../test/functions.ts";
import { clientConfig } from "../engines/client-config.ts";
import { openFunctionLogs } from "../runtime/function-logs.ts";
import { startLogsApi } from "./logs-api.ts";

const worker = "/aws/lambda/Worker";

test("the last events can be asked for with the SDK, newest first, page by page", async () => {
  const { write, filter } = await start();
  for (const line of ["one", "two", "three"]) write("Worker", line);
  write("Other", "of somebody else");
  const latest = await filter({ startTime: Date.now() - 60_000, startFromHead: false, limit: 2 });
  expect(textsOf(latest)).toEqual(["three\n", "two\n"]);
  expect(latest.events?.[0]).toMatchObject({
    eventId: expect.stringMatching(/^\d{56}$/),
    logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\]$/),
    timestamp: expect.closeTo(Date.now(), -5),
    ingestionTime: latest.events?.[0]?.timestamp,
  });
  write("Worker", "four");
  const next = await filter({ startTime: Date.now() - 60_000, startFromHead: false, nextToken: latest.nextToken });
  expect([textsOf(next), next.nextToken]).toEqual([["one\n"], undefined]);
});

test("without a direction the earliest come first, and only those of the time asked for", async () => {
  const { write, filter } = await start();
  for (const line of ["one", "two", "three"]) write("Worker", line);
  const first = await filter({ limit: 1 });
  expect(textsOf(first)).toEqual(["one\n"]);
  expect(textsOf(await filter({ nextToken: first.nextToken }))).toEqual(["two\n", "three\n"]);
  expect(textsOf(await filter({ endTime: Date.now() - 60_000 }))).toEqual([]);
  expect(textsOf(await filter({ startTime: Date.now() + 60_000 }))).toEqual([]);
});

test("functions that write to one group are read together", async () => {
  const { write, filter } = await start();
  write("Left", "one");
  write("Right", "two");
  expect(textsOf(await filter({ logGroupName: "/shop/both" })).sort()).toEqual(["one\n", "two\n"]);
});

test.each<[string, Partial<FilterLogEventsCommandInput>, string]>([
  ["an unknown group", { logGroupName: "/aws/lambda/Nobody" }, "ResourceNotFoundException"],
  ["a filter pattern", { filterPattern: "ERROR" }, "InvalidParameterException"],
  ["a foreign token", { nextToken: "abc" }, "InvalidParameterException"],
  ["no limit", { limit: 0 }, "InvalidParameterException"],
  ["the latest of all times", { startFromHead: false }, "InvalidParameterException"],
])("%s is refused in AWS's words", async (_, input, name) => {
  const { filter } = await start();
  await expect(filter(input)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
});

test("operations that the system does not use are refused", async () => {
  const { client } = await start();
  const describing = client.send(new DescribeLogStreamsCommand({ logGroupName: worker }));
  await expect(describing).rejects.toMatchObject({ name: "UnknownOperationException" });
});

async function start() {
  const logs = openFunctionLogs(await temporaryFolder());
  const functions = [
    ...["Worker", "Other"].map((name) => lambdaFunction({ name })),
    ...["Left", "Right"].map((name) => lambdaFunction({ name, logGroup: "/shop/both" })),
  ];
  const api = await startLogsApi({ graph: { functions }, linesOf: logs.tail, port: 0 });
  const client = new CloudWatchLogsClient(clientConfig(api.url));
  onTestFinished(async () => {
    client.destroy();
    await api.stop();
    logs.close();
  });
  return {
    client,
    write: (name: string, line: string) => logs.write({ function: name, stream: "stdout", line }),
    filter: (input: Partial<FilterLogEventsCommandInput>) =>
      client.send(new FilterLogEventsCommand({ logGroupName: worker, ...input })),
  };
}

function textsOf({ events = [] }: { events?: { message?: string | undefined }[] | undefined }) {
  return events.map(({ message }) => message);
}
