import type { Graph } from "../graph/types.ts";
import { atLeast, atMost, type Finding, holds } from "../limits/finding.ts";
import type { Evaluation } from "../synth/evaluation.ts";

const source = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";
const environment = { limit: "Environment of a function (bytes)", source };
const timeout = { limit: "Timeout of a function (seconds)", source };
const roundTrip = {
  limit: "Timeout of a function, for the way to a developer's machine and back under sst dev (seconds)",
  source: "https://sst.dev/docs/live",
};
const memory = { limit: "Memory of a function (MB)", source };
const patience = {
  limit: "Timeout of a function that runs at the deploy, right after its role was made (seconds)",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html",
};
const reserved = {
  limit: "Reserved concurrency of all functions, of a new account's 10",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html",
};

export function functionFindings(graph: Graph, { resources }: Evaluation): Finding[] {
  const variables = new Map(
    resources
      .filter(({ type }) => type === "aws:lambda/function:Function")
      .map(({ owner, inputs }) => [owner, (inputs.environment as { variables?: object } | undefined)?.variables ?? {}]),
  );
  const reservedInAll = graph.functions.reduce((sum, { reservedConcurrency = 0 }) => sum + reservedConcurrency, 0);
  return [
    ...graph.functions.flatMap(({ name, timeoutSeconds, memoryMb }) => [
      atMost(environment, name, Buffer.byteLength(JSON.stringify(variables.get(name) ?? {})), 4_096),
      atMost(timeout, name, timeoutSeconds, 900),
      atLeast(roundTrip, name, timeoutSeconds, 5),
      atMost(memory, name, memoryMb, 10_240),
    ]),
    ...graph.functions
      .filter(({ arn }) => graph.invocations.some(({ functionArn }) => functionArn === arn))
      .map(({ name, timeoutSeconds }) => atLeast(patience, name, timeoutSeconds, 30)),
    // A new account starts with a concurrency of ten for all its functions, none of which can be reserved: a deploy
    // would fail.
    holds(reserved, "all functions", reservedInAll === 0, `${reservedInAll}`, "none"),
  ];
}
