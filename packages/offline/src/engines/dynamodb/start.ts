import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { close, listen } from "../../http/listen.ts";
import { checkDatabase } from "../../kept-file.ts";
import { portsBehindBrowsers } from "../browser-ports.ts";
import { clientConfig } from "../client-config.ts";
import { type GuardedProcess, startGuarded } from "../guarded-process.ts";
import { claimPort, isFree } from "../ports.ts";
import { dynoxideBinary } from "./binary.ts";
import { positionsReached } from "./checkpoint.ts";
import { deleteExpiredItems } from "./expired-items.ts";
import { createFront } from "./front.ts";
import { StreamRecords } from "./stream-records.ts";

export interface DynamoDbEngine {
  /** For other programs on this machine: `http://127.0.0.1:<port>`. */
  address: string;
  /** The engine's own address, without the guard: on a port that no web page can reach. */
  url: string;
  /** The SQLite file that holds the tables; it changes with every write. */
  file: string;
  /** Resolves when the engine ends without having been stopped. */
  crashed: Promise<Error>;
  stop(): Promise<void>;
}

const housekeepingMs = 10 * 60_000;

export interface DynamoDbOptions {
  /** For other programs; 0: a free port. */
  port: number;
  dataDir: string;
  /** The engine's previous address. Default: a free port that no web page can reach. */
  url?: string | undefined;
}

/**
 * Starts DynamoDB with the data of `<dataDir>/dynamodb.sqlite` on the loopback interface, and cleans up as AWS does:
 * stream records end after 24 hours, expired items are deleted. Throws PortInUseError.
 */
export async function startDynamoDb(options: DynamoDbOptions): Promise<DynamoDbEngine> {
  const { dataDir } = options;
  await mkdir(dataDir, { recursive: true });
  // With a damaged file nothing could be trimmed, and nobody would notice.
  positionsReached(dataDir);
  const claimed = await claimPort(options.port);
  const file = join(dataDir, "dynamodb.sqlite");
  checkDatabase(file, { holds: "all tables, with their streams", without: "the tables begin empty" });
  const { engine, port } = await startEngine(file, options.url);
  const url = `http://127.0.0.1:${port}`;
  const front = createFront(port);
  const listening = await listen(front, claimed).catch(async (error) => {
    await engine.stop();
    throw error;
  });
  const records = new StreamRecords(file);
  const client = new DynamoDBClient(clientConfig(url));
  const housekeeping = setInterval(tidy, housekeepingMs).unref();
  const ended = engine.exited.then(async ({ output }) => {
    clearInterval(housekeeping);
    await close(front, 0);
    client.destroy();
    records.close();
    return output;
  });
  let stopping = false;
  const crashed = new Promise<Error>((resolve) => {
    ended.then((output) => stopping || resolve(new Error(output.split("\n").at(-1) || "it was killed")));
  });
  await trim();

  return {
    address: `http://127.0.0.1:${listening}`,
    url,
    file,
    crashed,
    async stop() {
      stopping = true;
      await engine.stop();
      await ended;
    },
  };

  async function trim(): Promise<void> {
    const reached = positionsReached(dataDir);
    if (reached) await records.trim(undefined, reached);
  }

  /** A failure now is retried next time. */
  async function tidy(): Promise<void> {
    await trim().catch(() => {});
    await deleteExpiredItems(client).catch(() => {});
  }
}

/** @param url its previous address */
async function startEngine(file: string, url: string | undefined): Promise<{ engine: GuardedProcess; port: number }> {
  const binary = dynoxideBinary();
  const candidates = url ? [Number(new URL(url).port)] : inRandomOrder(portsBehindBrowsers);
  let output = `none of the ports that browsers refuse is free (${portsBehindBrowsers.join(", ")})`;
  for (const port of candidates) {
    if (!(await isFree(port))) continue;
    const engine = startGuarded(binary, ["serve", "--host", "127.0.0.1", "--port", String(port), "--db-path", file]);
    if ((await engine.line(/listening on/)) !== undefined) return { engine, port };
    ({ output } = await engine.exited);
    // Another process took the port first.
    if (!output.includes("already in use")) break;
  }
  throw new Error(`DynamoDB's engine (${binary}) did not start: ${output || "no reason given"}`);
}

/** In random order, so that systems that start at the same time rarely try the same port first. */
function inRandomOrder(ports: number[]): number[] {
  return ports
    .map((port) => ({ port, place: Math.random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ port }) => port);
}
