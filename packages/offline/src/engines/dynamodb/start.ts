import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { positionsReached } from "../../triggers/checkpoint.ts";
import { clientConfig } from "../client-config.ts";
import { startGuarded } from "../guarded-process.ts";
import { claimPort } from "../ports.ts";
import { dynoxideBinary } from "./binary.ts";
import { deleteExpiredItems } from "./expired-items.ts";
import { StreamRecords } from "./stream-records.ts";

export interface DynamoDbEngine {
  /** `http://127.0.0.1:<port>` */
  url: string;
  port: number;
  /** The SQLite file that holds the tables; it changes with every write. */
  file: string;
  /** Resolves when the engine ends without having been stopped. */
  crashed: Promise<Error>;
  stop(): Promise<void>;
}

const housekeepingMs = 10 * 60_000;

/**
 * Starts DynamoDB with the data of `<dataDir>/dynamodb.sqlite` on the loopback interface, and keeps it tidy as AWS does:
 * stream records end after 24 hours, expired items are deleted. Port 0 takes a free one. Throws PortInUseError.
 */
export async function startDynamoDb({ port, dataDir }: { port: number; dataDir: string }): Promise<DynamoDbEngine> {
  const binary = dynoxideBinary();
  await mkdir(dataDir, { recursive: true });
  const claimed = await claimPort(port);
  const file = join(dataDir, "dynamodb.sqlite");
  const engine = startGuarded(binary, ["serve", "--host", "127.0.0.1", "--port", String(claimed), "--db-path", file]);
  if ((await engine.line(/listening on/)) === undefined) {
    throw new Error(
      `DynamoDB's engine (${binary}) did not start: ${(await engine.exited).output || "no reason given"}`,
    );
  }

  const url = `http://127.0.0.1:${claimed}`;
  const records = new StreamRecords(file);
  const client = new DynamoDBClient(clientConfig(url));
  const housekeeping = setInterval(tidy, housekeepingMs).unref();
  const ended = engine.exited.then(({ output }) => {
    clearInterval(housekeeping);
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
    url,
    port: claimed,
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

  /** What fails now is done the next time. */
  async function tidy(): Promise<void> {
    await trim().catch(() => {});
    await deleteExpiredItems(client).catch(() => {});
  }
}
