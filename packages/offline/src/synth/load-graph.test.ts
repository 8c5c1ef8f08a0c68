import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Graph, LambdaFunction } from "../graph/types.ts";
import { formatGraphFile } from "./graph-file.ts";
import { loadGraph } from "./load-graph.ts";
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
  socketApis: [],
  schedules: [],
  alarms: [],
  userPools: [],
  secrets: [{ name: "Key", placeholder: "dev" }],
  sites: [],
  mailIdentities: [],
  policies: [],
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
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(root, { recursive: true });
  });

  test("an up-to-date graph.json is enough: nothing is installed or evaluated", async () => {
    await writeGraph();
    const lines: string[] = [];
    expect(await loadGraph({ root, onProgress: (line) => lines.push(line) })).toEqual(graph);
    expect(lines).toEqual([]);
  });

  test("links to a secret hold its value from the environment, else from offline.secrets.json, else its placeholder", async () => {
    await writeGraph();
    expect(await keyOf()).toBe("dev");
    await writeFile(path.join(root, "offline.secrets.json"), '{"Key": "laptop", "Orders": "no secret"}');
    expect(await keyOf()).toBe("laptop");
    vi.stubEnv("SST_SECRET_Key", "real");
    expect(await keyOf()).toBe("real");
    const { functions } = await loadGraph({ root });
    expect(functions[0]?.links.Orders).toEqual({ type: "sst.aws.Dynamo", name: "Orders" });
  });

  test("a secret without any value is an error that says what to set", async () => {
    await writeGraph([{ name: "Key" }, { name: "Other" }]);
    vi.stubEnv("SST_SECRET_Other", "");
    await expect(loadGraph({ root })).rejects.toMatchObject({
      name: "SynthError",
      message: "A secret needs a value: put Key into offline.secrets.json, or set SST_SECRET_Key in the environment.",
    });
  });

  test.each(["{", "[]", '{"Key": 1}'])("secrets as %s are an error that names their file", async (text) => {
    await writeGraph();
    await writeFile(path.join(root, "offline.secrets.json"), text);
    await expect(loadGraph({ root })).rejects.toThrow("offline.secrets.json must hold");
  });

  async function writeGraph(secrets = graph.secrets): Promise<void> {
    const text = formatGraphFile({ source: await sourceHash(root), graph: { ...graph, secrets } });
    await writeFile(path.join(root, "graph.json"), text);
  }

  async function keyOf(): Promise<unknown> {
    const { functions } = await loadGraph({ root });
    return functions[0]?.links.Key?.value;
  }
});
