import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loadGraph } from "./load-graph.ts";
import { installPlatform } from "./platform.ts";
import { synthesize } from "./synthesize.ts";

const repository = path.join(import.meta.dirname, "../../../..");
let root: string;

beforeAll(async () => {
  await installPlatform(repository, () => {});
}, 300_000);

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "synth-test-"));
  await symlink(path.join(repository, "node_modules"), path.join(root, "node_modules"));
  await mkdir(path.join(root, ".sst"));
  await symlink(path.join(repository, ".sst/platform"), path.join(root, ".sst/platform"));
  await write("src/work.ts", "export const handler = () => {};\n");
  await write(
    "sst.config.ts",
    `export default $config({
      app: () => ({ name: "notes", home: "aws" }),
      run: async () => void (await import("./stacks/notes.ts")),
    });\n`,
  );
});
afterEach(() => rm(root, { recursive: true }));

test("SST's components become the graph: FIFO, schedule, sign-in, site, secret, narrow and wide links", async () => {
  await stacks(`
    const key = new sst.Secret("Key", "dev-key");
    const dead = new sst.aws.Queue("LineDlq", { fifo: true });
    const line = new sst.aws.Queue("Line", { fifo: { contentBasedDeduplication: true }, dlq: { queue: dead.arn, retry: 5 } });
    line.subscribe({ handler: "src/work.handler", link: [key], timeout: "5 seconds" }, { batch: { partialResponses: true } });
    new sst.aws.CronV2("Tick", { schedule: "rate(1 minute)", function: { handler: "src/work.handler", link: [line] } });
    const api = new sst.aws.ApiGatewayV2("NotesApi");
    const people = api.addAuthorizer({ name: "people", jwt: { issuer: "https://issuer.example", audiences: ["web"] } });
    api.route("GET /notes", "src/work.handler", { auth: { jwt: { authorizer: people.id } } });
    new sst.aws.StaticSite("Web", { path: "web", build: { command: "make", output: "out" }, environment: { VITE_API: api.url } });
    const headers = new aws.cloudfront.ResponseHeadersPolicy("Headers", { securityHeadersConfig: { contentTypeOptions: { override: true } } });
    new sst.aws.StaticSite("Own", {
      path: "web",
      build: { command: "make", output: "out" },
      assets: { fileOptions: [{ files: ["a/**", "b/**"], ignore: "**/*.map", cacheControl: "no-store" }] },
      transform: {
        cdn: (args) => {
          args.defaultCacheBehavior = { ...args.defaultCacheBehavior, responseHeadersPolicyId: headers.id };
        },
      },
    });
  `);
  await mkdir(path.join(root, "web"));

  const { graph, envTypes } = await synthesize({ root });

  expect(graph.queues).toMatchObject([
    {
      name: "Line",
      arn: "arn:aws:sqs:us-east-1:000000000000:Line.fifo",
      contentBasedDeduplication: true,
      redrive: { deadLetterQueueArn: "arn:aws:sqs:us-east-1:000000000000:LineDlq.fifo", maxReceiveCount: 5 },
    },
    { name: "LineDlq", fifo: true },
  ]);
  expect(graph.eventSourceMappings).toMatchObject([
    { sourceArn: "arn:aws:sqs:us-east-1:000000000000:Line.fifo", reportBatchItemFailures: true },
  ]);
  const consumer = graph.functions.find(({ arn }) => arn === graph.eventSourceMappings[0]?.functionArn);
  expect(consumer).toMatchObject({ timeoutSeconds: 5, links: { Key: { type: "sst.sst.Secret", value: "dev-key" } } });
  expect(graph.schedules).toMatchObject([{ name: "Tick", expression: "rate(1 minute)", enabled: true }]);
  const ticking = graph.functions.find(({ arn }) => arn === graph.schedules[0]?.functionArn);
  expect(ticking?.permissions).toEqual([
    { actions: ["sqs:*"], resources: ["arn:aws:sqs:us-east-1:000000000000:Line.fifo"] },
  ]);
  expect(graph.httpApis).toMatchObject([
    {
      name: "NotesApi",
      cors: { allowOrigins: ["*"] },
      authorizers: [{ issuer: "https://issuer.example", audiences: ["web"] }],
      routes: [{ route: "GET /notes", authorizer: graph.httpApis[0]?.authorizers[0]?.name }],
    },
  ]);
  expect(graph.sites).toMatchObject([
    {
      name: "Own",
      headers: { "x-content-type-options": "nosniff" },
      fileOptions: [{ files: ["a/**", "b/**"], ignore: ["**/*.map"], cacheControl: "no-store" }],
    },
    {
      name: "Web",
      url: "https://web.site.offline",
      path: "web",
      build: { command: "make", output: "out" },
      environment: { VITE_API: "https://notesapi.api.offline" },
      headers: {},
      fileOptions: [
        { files: ["**"], ignore: [], cacheControl: "max-age=31536000,public,immutable" },
        { files: ["**/*.html"], ignore: [], cacheControl: "max-age=0,no-cache,no-store,must-revalidate" },
      ],
    },
  ]);
  expect(graph.secrets).toEqual([{ name: "Key", placeholder: "dev-key" }]);
  expect(envTypes).toContain('    "Line": {\n      "type": "sst.aws.Queue"\n      "url": string\n    }\n');
});

test("a WebSocket API, its authorizer and its link become the graph", async () => {
  await stacks(`
    const chat = new sst.aws.ApiGatewayWebSocket("ChatSocket");
    const gate = chat.addAuthorizer("gate", {
      lambda: { function: "src/work.handler", identitySources: ["route.request.querystring.token"] },
    });
    const talk = new sst.aws.Function("Talk", { handler: "src/work.handler", link: [chat] });
    chat.route("$connect", "src/work.handler", { auth: { lambda: gate.id } });
    for (const route of ["$disconnect", "$default", "join"]) chat.route(route, talk.arn);
  `);
  const { graph, envTypes } = await synthesize({ root });
  const talk = graph.functions.find(({ name }) => name === "Talk");
  const [api] = graph.socketApis;
  expect(graph.httpApis).toEqual([]);
  expect(api).toMatchObject({
    name: "ChatSocket",
    url: "wss://chatsocket.socket.offline/$default",
    routeSelection: ["action"],
    authorizers: [{ identitySources: [{ in: "querystring", name: "token" }] }],
    routes: [
      { route: "$connect", authorizer: api?.authorizers[0]?.name },
      { route: "$default", functionArn: talk?.arn },
      { route: "$disconnect", functionArn: talk?.arn },
      { route: "join", functionArn: talk?.arn },
    ],
  });
  const arns = graph.functions.map(({ arn }) => arn);
  expect(arns).toContain(api?.authorizers[0]?.functionArn);
  expect(arns).toContain(api?.routes[0]?.functionArn);
  expect(talk?.links.ChatSocket).toEqual({
    type: "sst.aws.ApiGatewayWebSocket",
    url: "wss://chatsocket.socket.offline/$default",
    managementEndpoint: "https://chatsocket.socket.offline/$default",
  });
  expect(talk?.permissions).toEqual([
    {
      actions: ["execute-api:ManageConnections"],
      resources: ["arn:aws:execute-api:us-east-1:000000000000:ChatSocket/*/*/@connections/*"],
    },
  ]);
  expect(envTypes).toContain('"managementEndpoint": string');
});

test("loadGraph makes and writes what is missing or out of date, once, and never a secret's real value", async () => {
  await stacks(`
    const key = new sst.Secret("Key", "dev-key");
    new sst.aws.Function("Work", { handler: "src/work.handler", link: [key] });
  `);
  process.env.SST_SECRET_Key = "real-key";
  try {
    const lines: string[] = [];
    const first = await loadGraph({ root, onProgress: (line) => lines.push(line) });
    expect(first.functions[0]?.links.Key?.value).toBe("real-key");
    expect(lines).toEqual(["Making graph.json from the stacks …"]);
    expect(await readFile(path.join(root, "graph.json"), "utf8")).not.toContain("real-key");
    expect(await readFile(path.join(root, "sst-env.d.ts"), "utf8")).toContain('"Key"');

    expect(await loadGraph({ root, onProgress: (line) => lines.push(line) })).toEqual(first);
    expect(lines).toHaveLength(1);

    await stacks(`new sst.Secret("Key", "dev-key"); new sst.aws.Queue("Fresh");`);
    const changed = await loadGraph({ root, onProgress: (line) => lines.push(line) });
    expect(changed.queues.map(({ name }) => name)).toEqual(["Fresh"]);
    expect(lines).toEqual([lines[0], "The stacks have changed: bringing graph.json up to date …"]);
  } finally {
    delete process.env.SST_SECRET_Key;
  }
});

test("a secret may be without a placeholder: its value comes from the environment", async () => {
  await stacks(`
    const key = new sst.Secret("Key");
    new sst.aws.Function("Work", { handler: "src/work.handler", link: [key] });
  `);
  const { graph } = await synthesize({ root });
  expect(graph.secrets).toEqual([{ name: "Key" }]);
  expect(graph.functions[0]?.links.Key).toEqual({ type: "sst.sst.Secret", value: "" });
});

test("what the stacks print is passed on, and the calling process is unaffected", async () => {
  await stacks(`console.log("hello from the stacks");`);
  const before = { folder: process.cwd(), globals: Object.keys(globalThis), server: process.env.SST_SERVER };
  const lines: string[] = [];
  await synthesize({ root, onProgress: (line) => lines.push(line) });
  expect(lines).toEqual(["hello from the stacks"]);
  expect({ folder: process.cwd(), globals: Object.keys(globalThis), server: process.env.SST_SERVER }).toEqual(before);
  expect(await readdir(root)).toEqual([".sst", "node_modules", "src", "sst.config.ts", "stacks"]);
});

describe("a mistake is told with its place", () => {
  test.each([
    ["a syntax error", `\n\nconst = 3;`, /stacks\/notes\.ts:3:6/],
    [
      "an error while the stacks run",
      `\n\nthrow new Error("no such thing");`,
      /no such thing\n {2}at stacks\/notes\.ts:3: throw/,
    ],
    [
      "an error in an output's function",
      `const queue = new sst.aws.Queue("Line");\nqueue.arn.apply(() => {\n  throw new Error("not this arn");\n});`,
      /not this arn\n {2}at stacks\/notes\.ts:3: throw/,
    ],
    [
      "what SST itself refuses",
      `new sst.aws.Queue("Line");\nnew sst.aws.Queue("Line");`,
      /Component name Line is not unique/,
    ],
    ["an unknown import", `import "./nowhere.ts";`, /stacks\/notes\.ts:1:.*\n?.*nowhere/s],
    [
      "a handler that is not there",
      `new sst.aws.Function("Work", { handler: "src/missing.handler" });`,
      /no handler file:\n {2}Work: src\/missing\.handler/,
    ],
    [
      "a component the laptop does not know",
      `new sst.aws.KinesisStream("Clicks");`,
      /Clicks \(sst:aws:KinesisStream\)/,
    ],
    [
      "a value that is never set",
      `new sst.aws.Function("Work", { handler: "src/work.handler", environment: { A: $output(new Promise<string>(() => {})) } });`,
      /waits for a value that is never set/,
    ],
    [
      "a site that the laptop could not serve alike",
      `new sst.aws.StaticSite("Web", { path: ".", build: { command: "make", output: "out" }, errorPage: "404.html" });`,
      /The site Web cannot be run by the offline runtime:\n {2}errorPage: is not supported yet/,
    ],
    [
      "an argument that reaches no resource, and that the laptop leaves out",
      `new sst.aws.Function("Work", { handler: "src/work.handler", copyFiles: [{ from: "src" }], streaming: true });`,
      /Work \(sst:aws:Function\) cannot be run by the offline runtime:\n {2}copyFiles: is not.*\n {2}streaming: is not/,
    ],
    [
      "what AWS would refuse on deploy",
      `const queue = new sst.aws.Queue("Line", { visibilityTimeout: "5 seconds" });
      queue.subscribe({ handler: "src/work.handler", timeout: "10 seconds" });`,
      /AWS would refuse this:\n.*Visibility timeout ≥ the consumer's timeout \(seconds\): 5, allowed: at least 10/,
    ],
    ["an import from elsewhere", `import "../src/work.ts";`, /nothing but packages\/contracts, not src\/work\.ts/],
  ])("%s", async (_, text, message) => {
    await stacks(text);
    const made = synthesize({ root });
    await expect(made).rejects.toThrow(message);
    await expect(made).rejects.toMatchObject({ name: "SynthError" });
  });
});

function stacks(text: string): Promise<void> {
  return write("stacks/notes.ts", `${text}\nexport {};\n`);
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
}
