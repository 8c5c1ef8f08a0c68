import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expect, test, vi } from "vitest";
import { notesGraph, queueOf, table } from "../test/notes/graph.ts";
import { notesOf, openNotes } from "../test/notes/start.ts";
import { connect, refused } from "../test/socket-client.ts";
import { clientConfig } from "./engines/client-config.ts";
import { portOwner } from "./engines/port-owner.ts";
import { isFree } from "./engines/ports.ts";
import { freePorts } from "./runtime/ports.ts";
import type { Runtime } from "./runtime.ts";

const patience = { timeout: 15_000, interval: 25 };

const portOf = (url: string | undefined) => Number(new URL(url ?? "").port);

function portsOf({ addresses }: Runtime): number[] {
  const { httpApis, socketApis, sites, userPools, ...engines } = addresses;
  const all = [
    ...Object.values(httpApis),
    ...Object.values(socketApis),
    ...Object.values(sites),
    ...Object.values(userPools),
    ...Object.values(engines),
  ];
  return [...new Set(all.map(portOf))];
}

async function listening(ports: number[]): Promise<number[]> {
  const free = await Promise.all(ports.map(isFree));
  return ports.filter((_, index) => !free[index]);
}

test("a system runs: API, table, stream, topic, queue, consumer, links, invocation and site", async () => {
  const notes = await openNotes();
  const runtime = await notes.start({ stage: "trial" });
  const { write, text, count, about } = notesOf(runtime);

  expect(await write("one", "first")).toBe(201);
  expect(await text("one")).toBe("first");
  await vi.waitUntil(async () => (await count("one")) === 1, patience);
  expect(await about()).toEqual({ greeting: "hello", api: runtime.addresses.httpApis.NoteApi, stage: "trial" });
  expect(await count("welcome")).toBe(1);
  await runtime.sitesReady;
  expect(await (await fetch(runtime.addresses.sites.Notebook ?? "")).text()).toContain(
    `kept at ${runtime.addresses.httpApis.NoteApi}.`,
  );
});

test("a socket: an authorizer, refusal, messages back through the linked endpoint, and leaving", async () => {
  const notes = await openNotes();
  const runtime = await notes.start();
  const url = runtime.addresses.socketApis.NoteSocket ?? "";
  expect(url).toBe(`${runtime.addresses.httpApis.NoteApi?.replace("http:", "ws:").replace("/note", "/note-socket")}`);
  const { count } = notesOf(runtime);
  expect((await refused(url)).status).toBe(401);
  expect((await refused(`${url}?name=anna&refuse=1`)).status).toBe(403);

  const anna = await connect(`${url}?name=anna`);
  expect(await count("$connect-anna")).toBe(1);
  anna.say("안녕");
  expect(await anna.next()).toBe("anna: 안녕");
  anna.socket.close();
  await vi.waitUntil(async () => (await count("$disconnect-anna")) === 1, patience);
});

test("connections end with the runtime, and when the graph is replaced; the functions hear of it", async () => {
  const notes = await openNotes({ watch: true });
  const runtime = await notes.start();
  const url = runtime.addresses.socketApis.NoteSocket ?? "";
  const { count } = notesOf(runtime);
  const before = await connect(`${url}?name=before`);
  await notes.edit({ ...notesGraph(), queues: [...notesGraph().queues, queueOf("OtherQueue")] });
  expect(await before.closed).toEqual({ code: 1001, reason: "Going away" });
  await vi.waitUntil(() => notes.said.includes("the edited stacks are running"), patience);
  expect(await count("$disconnect-before")).toBe(1);

  const after = await connect(`${url}?name=after`);
  await runtime.stop();
  expect(await after.closed).toEqual({ code: 1001, reason: "Going away" });
  const again = await notes.start();
  expect(await notesOf(again).count("$disconnect-after")).toBe(1);
});

test("stop leaves no port, no process and no lock, and the next start finds everything", async () => {
  const notes = await openNotes();
  const first = await notes.start();
  await notesOf(first).write("kept", "still here");
  const ports = portsOf(first);
  expect(await listening(ports)).toEqual(ports);
  await first.stop();
  expect(await listening(ports)).toEqual([]);
  expect(existsSync(join(notes.dataDir, "runtime.json"))).toBe(false);

  const second = await notes.start();
  expect(await notesOf(second).text("kept")).toBe("still here");
  // The deploy-time invocation ran once for its input.
  expect(await notesOf(second).count("welcome")).toBe(1);
});

test("a second runtime on the same data is refused, and does not disturb the first", async () => {
  const notes = await openNotes();
  const runtime = await notes.start();
  await expect(notes.start()).rejects.toThrow(
    `The system already runs on the data in ${notes.dataDir} (process ${process.pid})`,
  );
  expect(await notesOf(runtime).write("one")).toBe(201);
  expect(JSON.parse(await readFile(join(notes.dataDir, "runtime.json"), "utf8")).addresses).toEqual(runtime.addresses);
});

test("every port that is taken is named, with the variable that changes it, and nothing is started", async () => {
  await using web = createServer().listen(0, "127.0.0.1");
  await using other = createServer().listen(0, "127.0.0.1");
  await Promise.all([once(web, "listening"), once(other, "listening")]);
  const [webPort, otherPort] = [web, other].map((server) => (server.address() as AddressInfo).port) as [number, number];
  const notes = await openNotes();
  const refused = await notes.start({ ports: { ...freePorts, web: webPort, messaging: otherPort } }).catch(String);
  expect(refused).toContain(`Port ${webPort}, for the web site, is taken by `);
  expect(refused).toContain(`Port ${otherPort}, for SQS and SNS, is taken by `);
  expect(refused).toMatch(/move this system: PORT=\d+ OFFLINE_PORT=\d+ npm start$/);
  expect(existsSync(join(notes.dataDir, "dynamodb.sqlite"))).toBe(false);
  await notes.start();
});

test("an engine that is killed comes back with its data while the system runs", async () => {
  const notes = await openNotes();
  const runtime = await notes.start();
  const { write, text } = notesOf(runtime);
  await write("before", "the end");
  const [, pid] = /process (\d+)/.exec((await portOwner(portOf(runtime.addresses.databaseEngine))) ?? "") ?? [];
  process.kill(Number(pid), "SIGKILL");
  await vi.waitUntil(() => notes.said.some((line) => line.startsWith("DynamoDB ended unexpectedly")), patience);
  expect(await text("before")).toBe("the end");
  expect(await write("after")).toBe(201);
  await vi.waitUntil(async () => (await notesOf(runtime).count("after")) === 1, patience);
});

test("an edit of a handler takes effect while the system runs", async () => {
  const notes = await openNotes({ watch: true });
  const runtime = await notes.start();
  expect((await notesOf(runtime).about()).greeting).toBe("hello");
  const file = join(notes.root, "handlers/api.ts");
  await writeFile(file, (await readFile(file, "utf8")).replace("Resource.Greeting.value", '"edited"'));
  await vi.waitUntil(() => notes.said.includes("NoteFunction: reloaded after an edit"), patience);
  expect((await notesOf(runtime).about()).greeting).toBe("edited");
});

test("an edit of the stacks takes effect, data is kept, and what is gone is reported", async () => {
  const notes = await openNotes({ watch: true });
  const runtime = await notes.start();
  await notesOf(runtime).write("before", "the edit");
  const before = notesGraph();
  const [, dlq] = before.queues;
  const [, consumed] = before.eventSourceMappings;
  await notes.edit({
    ...before,
    tables: [...before.tables, table("NewTable")],
    queues: [queueOf("OtherQueue", { visibilityTimeoutSeconds: 7 }), ...(dlq ? [dlq] : [])],
    topics: [],
    eventSourceMappings: consumed ? [consumed] : [],
  });
  await vi.waitUntil(() => notes.said.includes("the edited stacks are running"), patience);
  expect(notes.said).toContain("table NewTable created; queue OtherQueue created");
  expect(notes.said).toContain("no longer described, kept with all data: queue NoteQueue");
  expect(await notesOf(runtime).text("before")).toBe("the edit");

  const client = new SQSClient(clientConfig(runtime.addresses.sqs));
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: "OtherQueue" }));
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["VisibilityTimeout"] }),
  );
  expect(Attributes).toEqual({ VisibilityTimeout: "7" });
  client.destroy();
});

test("an edit of the laptop's secrets takes effect as well", async () => {
  const notes = await openNotes({ watch: true });
  await notes.start();
  await writeFile(join(notes.root, "offline.secrets.json"), "{}");
  await vi.waitUntil(() => notes.said.includes("the stacks describe what already runs"), patience);
});

test("an edit that cannot be applied is reported, and the system runs on unchanged", async () => {
  const notes = await openNotes({ watch: true });
  const runtime = await notes.start();
  const before = notes.graph;
  await notes.edit(notesGraph({ tables: [table("NoteTable", { attributes: { at: "N" }, key: { hash: "at" } })] }));
  await vi.waitUntil(() => notes.said.some((line) => line.endsWith("goes on as it was before the edit.")), patience);
  expect(notes.said.join("\n")).toContain('the key of table NoteTable is now "at N" and was "id S"');
  expect(runtime.graph()).toBe(before);
  expect(await notesOf(runtime).write("one")).toBe(201);
});

test("a graph that cannot be read fails the start and leaves nothing running", async () => {
  const notes = await openNotes();
  const broken = async () => {
    throw new Error("stacks/notes.ts:3: no such topic");
  };
  await expect(notes.start({ loadGraph: broken })).rejects.toThrow("stacks/notes.ts:3: no such topic");
  await notes.start();
});

test("an engine that runs elsewhere is used, and none is started", async () => {
  const elsewhere = await (await openNotes()).start();
  const { dynamodb, sqs, sns } = elsewhere.addresses;
  const notes = await openNotes();
  const runtime = await notes.start({ given: { dynamodb, sqs, sns } });
  expect(runtime.addresses).toMatchObject({ dynamodb, sqs, sns });
  expect(existsSync(join(notes.dataDir, "dynamodb.sqlite"))).toBe(false);
  await notesOf(runtime).write("shared", "text");
  expect(await notesOf(elsewhere).text("shared")).toBe("text");
});
