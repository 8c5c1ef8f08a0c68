import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { deployTables } from "./deploy/tables.ts";
import { clientConfig, credentials } from "./engines/client-config.ts";
import { startDynamoDb } from "./engines/dynamodb/start.ts";
import { region } from "./graph/addresses.ts";
import type { Table } from "./graph/types.ts";

export interface TestTables {
  url: string;
  /** The engine's SQLite file. */
  file: string;
  /** For SDK clients made with `new DynamoDBClient({})`: assign it to `process.env` before creating them. */
  environment: Record<string, string>;
  /** Stops the engine and deletes the data. */
  stop(): Promise<void>;
}

/** Starts a separate DynamoDB for the test, on a free port and in a temporary folder, with these (empty) tables. */
export async function startTestTables(tables: Table[]): Promise<TestTables> {
  const dataDir = await mkdtemp(join(tmpdir(), "offline-test-"));
  const engine = await startDynamoDb({ port: 0, dataDir });
  const client = new DynamoDBClient(clientConfig(engine.url));
  await deployTables(client, tables);
  client.destroy();

  return {
    url: engine.url,
    file: engine.file,
    environment: {
      AWS_ENDPOINT_URL_DYNAMODB: engine.url,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    async stop() {
      await engine.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
