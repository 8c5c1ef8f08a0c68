import { AsyncLocalStorage } from "node:async_hooks";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { setTimeout } from "node:timers/promises";
import { CreateQueueCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import type { DeployedQueue } from "@donut/contracts/topology";
import { dynamodb, sns, sqs } from "@donut/core/aws/clients";
import { recordFailedTry } from "@donut/core/messaging/failure-record";
import { runRepair } from "@donut/core/repair/run-task";
import { signWebhook } from "@donut/core/shopify/webhook-signature";
import { readAll } from "@donut/core/testing";
import type { Graph } from "@donut/offline/graph/types";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callApi, startEngines } from "../testing.ts";
import { everyOperation, type Operation } from "../testing-apis.ts";
import { type Known, type Shot, shotsAt } from "../testing-fuzz.ts";
import { problemSchema } from "./problem.ts";

/** Another seed generates other requests. */
const seed = Number(process.env.FUZZ_SEED ?? 13);
const budgetMs = Number(process.env.FUZZ_SECONDS ?? 25) * 1_000;
const mostRounds = 60;
const leastRounds = 5;
/** APIs with pages that links in mails open. */
const withPages = ["ads", "wishes"];
const hangsAfterMs = 20_000;

const root = new URL("../../../../", import.meta.url);
const readJson = async (name: string) => JSON.parse(await readFile(new URL(name, root), "utf8"));
const { graph } = (await readJson("graph.json")) as { graph: Graph };
const secrets = (await readJson("offline.secrets.json")) as Record<string, string>;

/** What a request has changed. */
interface Changes {
  tables: Set<string>;
  sends: Set<string>;
}

const requests = new AsyncLocalStorage<Changes>();
/**
 * Where a refused request may leave a trace: who was refused what and, if messages were looked up, what was seen of the
 * queue.
 */
function tracesOf(status: number): string[] {
  if ([401, 403, 413, 415].includes(status)) return [];
  return status === 400 ? ["AuditTable"] : ["AuditTable", "RepairTable", "DeadLetterTable"];
}

let engines: Awaited<ReturnType<typeof startEngines>>;
/** In place of Lambda, and of the factory's behaviour. */
let others: Server;
let operations: Operation[] = [];
const known: Known = {};
const running = new AbortController();
let repairing: Promise<void> | undefined;

beforeAll(async () => {
  const answer = { UUID: "mapping", State: "Enabled", refuse: false, failureRate: 0, productionSeconds: 10 };
  others = createServer((_, response) => response.end(JSON.stringify(answer))).listen(0, "127.0.0.1");
  await once(others, "listening");
  const { port } = others.address() as { port: number };
  process.env.AWS_ENDPOINT_URL_LAMBDA = `http://127.0.0.1:${port}`;
  engines = await startEngines((queues) => {
    const links = Object.assign({}, ...graph.functions.map((fn) => fn.links));
    const values = Object.entries(secrets).map(([name, value]) => [name, { value }]);
    const text = JSON.stringify({ ...links, ...Object.fromEntries(values) });
    const local = text.replaceAll(links.FactoryApi.url, `http://127.0.0.1:${port}`);
    return JSON.parse(local.replaceAll(/https:\/\/sqs\.[^/"]+\/\d+/g, queues));
  });
  for (const { name, fifo } of graph.queues)
    await sqs.send(
      new CreateQueueCommand({
        QueueName: fifo ? `${name}.fifo` : name,
        ...(fifo && { Attributes: { FifoQueue: "true" } }),
      }),
    );
  watchChanges();
  operations = await everyOperation();
  const queues = JSON.parse(process.env.SST_RESOURCES_JSON ?? "{}").Queues.queues as DeployedQueue[];
  await leaveDeadLetters(queues);
  repairing = repair(queues);
});
afterAll(async () => {
  running.abort();
  await repairing;
  others?.close();
  await engines?.stop();
});

test("any input to any operation is answered, and a refusal says why and changes nothing", async () => {
  const failures = new Map<Operation, string>();
  const magazines = operations.map((operation) => ({
    operation,
    shots: fc.sample(shotsAt(operation, known), { seed, numRuns: mostRounds }),
  }));
  const until = Date.now() + budgetMs;
  for (let round = 0; round < mostRounds && (round < leastRounds || Date.now() < until); round++)
    for (const { operation, shots } of magazines) {
      const shot = shots[round];
      if (shot === undefined || failures.has(operation)) continue;
      await fire(operation, shot).catch((error: Error) => failures.set(operation, reportOf(operation, shot, error)));
    }
  expect(operations.length).toBeGreaterThan(70);
  expect([...failures.values()]).toEqual([]);
});

function reportOf({ api, method, path }: Operation, shot: Shot, { message }: Error): string {
  return `${api}: ${method} ${path}: ${message}\nseed ${seed}: ${JSON.stringify(shot).slice(0, 1_000)}`;
}

async function fire(operation: Operation, given: Shot): Promise<void> {
  const { handler, method, api } = operation;
  const shot = withKeys(operation, given);
  const changes: Changes = { tables: new Set(), sends: new Set() };
  const answered = requests.run(changes, () => callApi(handler, shot.path, { ...shot, method }));
  const answer = await Promise.race([answered, setTimeout(hangsAfterMs, undefined, { ref: false })]);
  if (answer === undefined) throw new Error("It hangs.");
  const { status = 0, headers, body } = answer;
  if (status >= 500) throw new Error(`${status}: ${JSON.stringify(body)}`);
  if (status >= 400) expectRefusal(operation, shot, answer, changes);
  if (status < 400) await undo(operation);
  if (withPages.includes(api)) return;
  if (headers["x-request-id"] === undefined && status !== 204) throw new Error("It has no request id.");
}

type Answer = Awaited<ReturnType<typeof callApi>>;

function expectRefusal(
  operation: Operation,
  shot: Shot,
  { status = 0, headers, body }: Answer,
  changes: Changes,
): void {
  // People open these from links in mails, so they get HTML pages.
  if (withPages.includes(operation.api) && String(headers["content-type"]).startsWith("text/html")) return;
  expect(headers["content-type"]).toBe("application/problem+json");
  const { errors = [] } = problemSchema.parse(body);
  expect(body.status).toBe(status);
  if (status === 400 && body.type.endsWith("/invalid-input")) {
    expect(errors).not.toEqual([]);
    for (const { pointer } of errors) expectPlace(operation, shot, pointer);
  }
  expect([...changes.sends]).toEqual([]);
  const mayChange = [...tracesOf(status), ...meantBy(operation, status)];
  expect([...changes.tables].filter((table) => !mayChange.includes(table))).toEqual([]);
}

/** Changes that a refusal is supposed to make: Shopify's refusals are counted, and shortages are opened. */
function meantBy({ api }: Operation, status: number): string[] {
  if (api === "shopify") return ["ShopifyRefusalTable"];
  return api === "sales" && status === 409 ? ["StockTable", "OutboxTable"] : [];
}

/** A fault refers to the whole body, or to a name that was sent or may be sent. */
function expectPlace({ parameters, body, resolve }: Operation, shot: Shot, pointer: string): void {
  if (pointer === "") return;
  const [, first = ""] = pointer.split("/");
  const name = first.replaceAll("~1", "/").replaceAll("~0", "~");
  const taken = [...parameters.map((it) => it.name), ...namesIn(body?.schema ?? {}, resolve)];
  const sent = isJson(shot.body) ? Object.keys(Object(JSON.parse(shot.body ?? "null"))) : [];
  expect([...taken, ...sent]).toContain(name);
}

function namesIn(given: NonNullable<Operation["body"]>["schema"], resolve: Operation["resolve"]): string[] {
  const { properties = {}, anyOf = [], oneOf = [], allOf = [] } = resolve(given);
  return [...Object.keys(properties), ...[...anyOf, ...oneOf, ...allOf].flatMap((part) => namesIn(part, resolve))];
}

function isJson(text = ""): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Other companies' systems require keys and signatures; nine out of ten requests have them, too. */
function withKeys({ api }: Operation, shot: Shot): Shot {
  if (shot.groups === undefined) return shot;
  const raw = Buffer.from(shot.body ?? "");
  const time = Math.floor(Date.now() / 1_000);
  const signed = () =>
    createHmac("sha256", secrets.FactorySigningSecret ?? "")
      .update(`${time}.${raw}`)
      .digest("hex");
  const keys: Record<string, () => Record<string, string>> = {
    factory: () => ({ "x-api-key": secrets.FactoryApiKey ?? "" }),
    marketing: () => ({ "x-api-key": secrets.MarketingApiKey ?? "" }),
    restock: () => ({ "x-factory-signature": `t=${time},v1=${signed()}` }),
    shopify: () => ({
      "x-shopify-hmac-sha256": signWebhook(raw, secrets.ShopifyWebhookSecret ?? "").toString("base64"),
      "x-shopify-shop-domain": secrets.ShopifyShop ?? "",
    }),
  };
  return { ...shot, headers: { ...shot.headers, ...keys[api]?.() } };
}

/** Undoes changes that would make all following requests alike. */
async function undo({ api, method, path, handler }: Operation): Promise<void> {
  if (method !== "PUT") return;
  const operators = { method, groups: ["operators"] };
  if (path === "/waiting-room") await callApi(handler, path, { ...operators, body: { mode: "off" } });
  if (path !== "/behaviour") return;
  const key = api === "factory" ? secrets.FactoryApiKey : secrets.MarketingApiKey;
  const headers = { "x-api-key": key ?? "" };
  const body = { latencyMs: 0, failureRate: 0, refuse: false };
  await callApi(handler, path, { method, headers, body });
}

async function leaveDeadLetters(queues: DeployedQueue[]): Promise<void> {
  const resting = queues.filter(({ role }) => role !== "work");
  for (const { url, arn, fifo } of resting.slice(0, 4)) {
    const { MessageId: messageId = "" } = await sqs.send(
      new SendMessageCommand({
        QueueUrl: url,
        MessageBody: '{"type": "odd \\ud83c"}',
        ...(fifo && { MessageGroupId: "one", MessageDeduplicationId: "one" }),
      }),
    );
    const failed = { messageId, queueArn: arn, body: "{}", correlationId: "odd", retryable: false };
    await recordFailedTry({ ...failed, error: new Error("odd") });
    known.id = [...(known.id ?? []), messageId];
  }
  known.messageIds = known.id ?? [];
  known.name = [
    ...queues.map(({ name }) => name).slice(0, 12),
    ...resting.slice(0, 4).map(({ name }) => name),
    "OrderQueue",
  ];
  known.confirm = known.name;
  known.productId = ["glazed", "hoyong-special", "injeolmi", "nothing"];
  known.correlationId = ["odd", "c.1"];
  known.body = ["{}", '{"id": "a", "correlationId": "c", "input": 1}', '{"a": "\\ud83c"}'];
  known.sku = ["sku", "variant:1"];
  known.callbackUrl = ["https://shop.example/completions"];
  known.topic = ["orders/create"];
}

/** Completes started repairs. */
async function repair(queues: DeployedQueue[]): Promise<void> {
  while (!running.signal.aborted) {
    for (const { sk, status, queue, id } of await readAll("RepairTable")) {
      if (!String(sk).startsWith("task#") || (status !== "running" && status !== "cancelling")) continue;
      const turn = { queue: String(queue), taskId: String(id), holder: "fuzz", until: Date.now() + 5_000 };
      await runRepair({ ...turn, timing: { hiddenSeconds: 5, leaseMs: 2_000, patienceMs: 0 } });
    }
    await setTimeout(100);
  }
  expect(queues).not.toEqual([]);
}

const changing = /^(Put|Update|Delete|BatchWrite|TransactWrite)/;
const sending = /^(SendMessage|Publish|PurgeQueue|DeleteMessage|StartMessageMoveTask|SetQueueAttributes)/;

interface Stack {
  add(middleware: Watch, options: { step: "initialize" }): void;
}
type Next = (args: { input: unknown }) => Promise<never>;
type Watch = (next: Next, context: { commandName?: string }) => Next;

function watchChanges(): void {
  const watch: Watch =
    (next, { commandName = "" }) =>
    async (args) => {
      const answer = await next(args);
      const changes = requests.getStore();
      if (changing.test(commandName)) for (const table of tablesIn(args.input)) changes?.tables.add(table);
      if (sending.test(commandName)) changes?.sends.add(commandName);
      return answer;
    };
  for (const { middlewareStack } of [dynamodb, sqs, sns] as unknown as { middlewareStack: Stack }[])
    middlewareStack.add(watch, { step: "initialize" });
}

function tablesIn(input: unknown): string[] {
  const {
    TableName: table,
    TransactItems: items = [],
    RequestItems: batch = {},
  } = input as {
    TableName?: string;
    TransactItems?: Record<string, { TableName: string }>[];
    RequestItems?: Record<string, unknown>;
  };
  const parts = items.flatMap((item) => Object.values(item).map((part) => part.TableName));
  return [...(table === undefined ? [] : [table]), ...parts, ...Object.keys(batch)];
}
