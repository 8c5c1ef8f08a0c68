import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startShop } from "@donut/core/testing";
import { startMessaging } from "@donut/offline/engines/sqs/start";
import { accountId, region } from "@donut/offline/graph/addresses";
import { logger } from "./logger.ts";

/** Starts the shop's tables and an empty SQS and SNS, and lets `Resource` and the SDK clients of this process find them. */
export async function startEngines(links: Record<string, unknown> = {}): Promise<{ stop(): Promise<void> }> {
  logger.setLogLevel("SILENT");
  const dataDir = await mkdtemp(join(tmpdir(), "messaging-test-"));
  const messaging = await startMessaging({ port: 0, dataDir, region, accountId });
  Object.assign(process.env, { AWS_ENDPOINT_URL_SQS: messaging.url, AWS_ENDPOINT_URL_SNS: messaging.url });
  const shop = await startShop(links);
  return {
    async stop() {
      await Promise.all([shop.stop(), messaging.stop()]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
