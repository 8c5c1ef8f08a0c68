import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import {
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import { afterEach, expect, test, vi } from "vitest";
import { deployTables } from "../../deploy/tables.ts";
import type { Table } from "../../graph/types.ts";
import { clientConfig } from "../client-config.ts";
import { portOwner } from "../port-owner.ts";
import { isFree } from "../ports.ts";
import { deleteExpiredItems } from "./expired-items.ts";
import { startDynamoDb } from "./start.ts";
import { StreamRecords } from "./stream-records.ts";

const notes: Table = {
  name: "NoteTable",
  arn: "arn:aws:dynamodb:us-east-1:000000000000:table/NoteTable",
  attributes: { id: "S" },
  key: { hash: "id" },
  indexes: [],
  stream: { arn: "arn:aws:dynamodb:us-east-1:000000000000:table/NoteTable/stream/1", view: "NEW_IMAGE" },
  ttlAttribute: "expiresAt",
};

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "offline-dynamodb-"));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function start(dataDir: string, { port = 0, url }: { port?: number; url?: string } = {}) {
  const engine = await startDynamoDb({ port, dataDir, url });
  const client = new DynamoDBClient(clientConfig(engine.url));
  cleanups.push(() => engine.stop());
  await deployTables(client, [notes]);
  return { engine, client, put: (id: string, more = {}) => put(client, id, more), ids: () => ids(client) };
}

async function put(client: DynamoDBClient, id: string, more: Record<string, { N: string } | { S: string }>) {
  await client.send(new PutItemCommand({ TableName: notes.name, Item: { id: { S: id }, ...more } }));
}

async function ids(client: DynamoDBClient): Promise<(string | undefined)[]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: notes.name }));
  return Items.map(({ id }) => id?.S).sort();
}

const portOf = (url: string) => Number(new URL(url).port);

const isReached = (host: string, port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, host, () => resolve(true)).on("error", () => resolve(false));
    cleanups.push(() => socket.destroy());
  });

const isListening = async (port: number) => !(await isFree(port));

test("data is kept when the engine stops and starts again on the same port", async () => {
  const dataDir = await temporaryFolder();
  const first = await start(dataDir);
  await first.put("a");
  await first.engine.stop();
  const { address, url } = first.engine;
  expect([await isListening(portOf(address)), await isListening(portOf(url))]).toEqual([false, false]);
  const second = await start(dataDir, { port: portOf(address), url });
  expect(second.engine).toMatchObject({ address, url });
  expect(await second.ids()).toEqual(["a"]);
});

test("it listens on the loopback interface only", async () => {
  const { engine } = await start(await temporaryFolder());
  const others = Object.values(networkInterfaces()).flatMap((addresses) =>
    (addresses ?? []).filter(({ internal, family }) => !internal && family === "IPv4"),
  );
  for (const { address } of others) {
    for (const port of [portOf(engine.address), portOf(engine.url)]) {
      await expect(isReached(address, port)).resolves.toBe(false);
    }
  }
});

test("other programs reach it at its address; web pages reach neither that nor the engine", async () => {
  const { engine, put } = await start(await temporaryFolder());
  await put("a");
  const client = new DynamoDBClient(clientConfig(engine.address));
  cleanups.push(() => client.destroy());
  expect(await ids(client)).toEqual(["a"]);
  const page = await fetch(engine.address, { method: "OPTIONS", headers: { origin: "http://localhost:3000" } });
  expect([page.status, page.headers.get("access-control-allow-origin")]).toEqual([403, null]);
  // Node's `fetch` refuses the same ports as browsers.
  await expect(fetch(engine.url)).rejects.toMatchObject({ cause: { message: "bad port" } });
});

test("a port that is taken is refused, naming its owner, and nothing is started", async () => {
  const dataDir = await temporaryFolder();
  const { engine } = await start(dataDir);
  const port = portOf(engine.address);
  await expect(startDynamoDb({ port, dataDir })).rejects.toThrow(
    new RegExp(`^port ${port} is taken by .* \\(process ${process.pid}\\)$`),
  );
});

test("kill -9 leaves no engine behind, and what was written is there", async () => {
  const dataDir = await temporaryFolder();
  const parent = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      "--input-type=module-typescript",
      "--eval",
      `import { startDynamoDb } from ${JSON.stringify(new URL("./start.ts", import.meta.url).href)};
       const { url } = await startDynamoDb({ port: 0, dataDir: ${JSON.stringify(dataDir)} });
       console.log(url);`,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  cleanups.push(() => parent.kill("SIGKILL"));
  const [url] = await once(createInterface(parent.stdout), "line");
  const client = new DynamoDBClient(clientConfig(url));
  await deployTables(client, [notes]);
  await put(client, "before the end", {});

  parent.kill("SIGKILL");
  await vi.waitUntil(async () => !(await isListening(portOf(url))), { timeout: 10_000, interval: 20 });
  const again = await start(dataDir, { url });
  expect(await again.ids()).toEqual(["before the end"]);
});

test("an engine that dies by itself says so", async () => {
  const { engine } = await start(await temporaryFolder());
  const [, pid] = /process (\d+)/.exec((await portOwner(portOf(engine.url))) ?? "") ?? [];
  process.kill(Number(pid), "SIGKILL");
  expect((await engine.crashed).message).toMatch(/\S/);
  expect(await isListening(portOf(engine.url))).toBe(false);
});

test("the engine finds a table's newest stream record through an index", async () => {
  const { engine, put } = await start(await temporaryFolder());
  await put("a");
  using database = new DatabaseSync(engine.file, { readOnly: true });
  const plan = database
    .prepare(
      "EXPLAIN QUERY PLAN SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = ?",
    )
    .all("NoteTable");
  expect(JSON.stringify(plan)).toContain("USING COVERING INDEX offline_stream_sequence");
});

test("old stream records are deleted, and sequence numbers go on", async () => {
  const { engine, put } = await start(await temporaryFolder());
  for (const id of ["a", "b", "c"]) await put(id);
  const records = new StreamRecords(engine.file);
  expect(await records.trim(0)).toBe(0);
  const tomorrow = Math.floor(Date.now() / 1_000) + 86_400;
  expect(await records.trim(tomorrow)).toBe(2);
  expect(await records.trim(tomorrow)).toBe(0);
  records.close();

  await put("d");
  using database = new DatabaseSync(engine.file, { readOnly: true });
  const numbers = database.prepare("SELECT sequence_number FROM _stream_records ORDER BY id").all();
  expect(numbers.map((row) => Number(row.sequence_number))).toEqual([3, 4]);
});

test("expired items are deleted, others stay", async () => {
  const { client, put, ids } = await start(await temporaryFolder());
  const now = 1_800_000_000;
  await put("expired", { expiresAt: { N: String(now - 1) } });
  await put("now", { expiresAt: { N: String(now) } });
  await put("later", { expiresAt: { N: String(now + 60) } });
  await put("never");
  await put("text", { expiresAt: { S: "1" } });
  expect(await deleteExpiredItems(client, now)).toBe(1);
  expect(await ids()).toEqual(["later", "never", "now", "text"]);
  expect(await deleteExpiredItems(client, now)).toBe(0);
});

test("an item whose expiry is extended while it is being deleted stays", async () => {
  const { client, put } = await start(await temporaryFolder());
  const now = 1_800_000_000;
  await put("renewed", { expiresAt: { N: String(now - 1) } });
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName === "DeleteItemCommand") await put("renewed", { expiresAt: { N: String(now + 60) } });
      return next(args);
    },
    { step: "initialize" },
  );
  expect(await deleteExpiredItems(client, now)).toBe(0);
  const { Item } = await client.send(new GetItemCommand({ TableName: notes.name, Key: { id: { S: "renewed" } } }));
  expect(Item?.expiresAt).toEqual({ N: String(now + 60) });
  expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual(["NoteTable"]);
});
