import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Graph, LambdaFunction } from "../graph/types.ts";
import { formatGraphFile } from "./graph-file.ts";
import { loadGraph, withSecrets } from "./load-graph.ts";
import { sourceHash } from "./source-hash.ts";

const fn: LambdaFunction = {
  name: "Pay",
  arn: "arn:aws:lambda:us-east-1:000000000000:function:Pay",
  handler: "src/pay.handler",
  timeoutSeconds: 10,
  memoryMb: 512,
  architecture: "arm64",
  environment: {},
  links: { Key: { type: "sst.sst.Secret", value: "dev" }, Orders: { type: "sst.aws.Dynamo", name: "Orders" } },
  permissions: [],
};
const graph: Graph = {
  app: "shop",
  tables: [],
  queues: [],
  topics: [],
  functions: [fn],
  eventSourceMappings: [],
  httpApis: [],
  schedules: [],
  alarms: [],
  userPools: [],
  secrets: [{ name: "Key", placeholder: "dev" }],
  sites: [],
  mailIdentities: [],
  invocations: [],
};

describe("loadGraph", () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), "load-graph-"));
    await symlink(path.join(import.meta.dirname, "../../../../node_modules"), path.join(root, "node_modules"));
    await mkdir(path.join(root, "stacks"));
    await writeFile(path.join(root, "sst.config.ts"), "export default 1;\n");
  });
  afterEach(() => rm(root, { recursive: true }));

  test("an up-to-date graph.json is all it takes: nothing is installed or evaluated", async () => {
    await writeFile(path.join(root, "graph.json"), formatGraphFile({ source: await sourceHash(root), graph }));
    const lines: string[] = [];
    expect(await loadGraph({ root, onProgress: (line) => lines.push(line) })).toEqual(graph);
    expect(lines).toEqual([]);
  });
});

describe("withSecrets", () => {
  test("links to a secret hold its value from the environment, else its placeholder", () => {
    expect(withSecrets(graph, {}).functions[0]?.links.Key).toEqual({ type: "sst.sst.Secret", value: "dev" });
    const { functions } = withSecrets(graph, { SST_SECRET_Key: "real", SST_SECRET_Orders: "no secret" });
    expect(functions[0]?.links).toEqual({
      Key: { type: "sst.sst.Secret", value: "real" },
      Orders: { type: "sst.aws.Dynamo", name: "Orders" },
    });
  });

  test("a secret without any value is an error that says what to set", () => {
    const secrets = [{ name: "Key" }, { name: "Other" }];
    expect(() => withSecrets({ ...graph, secrets }, { SST_SECRET_Other: "" })).toThrow("Set SST_SECRET_Key in");
  });
});
