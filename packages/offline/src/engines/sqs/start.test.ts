import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startMessaging } from "./start.ts";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "sqs-test-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const options = (overrides = {}) => ({
  port: 0,
  dataDir: join(dataDir, "made"),
  region: "us-east-1",
  accountId: "000000000000",
  ...overrides,
});

test("a taken port and data in use are refused; the running engine is unaffected", async () => {
  const engine = await startMessaging(options());
  const port = Number(new URL(engine.url).port);

  await expect(startMessaging(options())).rejects.toThrow("are in use by another process");
  await expect(startMessaging(options({ port, dataDir }))).rejects.toMatchObject({ code: "EADDRINUSE" });
  await expect(startMessaging(options({ accountId: "123456789012" }))).rejects.toThrow("the account 000000000000 only");
  expect((await fetch(engine.url)).status).toBe(404);
  await engine.stop();
});

test("a stopped engine leaves its port and its data free", async () => {
  const first = await startMessaging(options());
  await first.stop();
  const again = await startMessaging(options({ port: Number(new URL(first.url).port) }));

  expect(again.url).toBe(first.url);
  await again.stop();
});

test("the data of an engine whose thread crashed can be opened again", async () => {
  const program = fileURLToPath(new URL("./worker.ts", import.meta.url));
  const worker = new Worker(program, { workerData: options(), execArgv: ["--disable-warning=ExperimentalWarning"] });
  await once(worker, "message");
  await worker.terminate();

  await (await startMessaging(options())).stop();
});
