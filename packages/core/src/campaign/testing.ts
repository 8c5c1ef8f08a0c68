import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stockDepleted } from "@donut/contracts/events/stock";
import { startMail } from "@donut/offline/engines/ses/start";
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import { createEvent } from "../messaging/event.ts";
import { announced, startShop } from "../testing.ts";
import { recentMails } from "./mail-record.ts";
import { seedCampaigns } from "./seed.ts";

/** A mail that SES accepted. */
interface Taken {
  messageId: string;
  shortageId: string | undefined;
}

/** A proxy in front of SES that forwards calls, answers in its place, or loses its answers. */
export interface Line {
  mode: "up" | "refuses" | "loses-answers";
  /** Oldest first. */
  taken: Taken[];
  lost: number;
}

/**
 * For the tests of a file: a shop with campaigns, whose mails go through a connection that can fail. Each test begins
 * with a working connection and in real time.
 */
export function mailLine(): Line {
  const line: Line = { mode: "up", taken: [], lost: 0 };
  let stop: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    stop = await startLine(line);
  });
  afterAll(() => stop?.());
  afterEach(() => {
    vi.useRealTimers();
    line.mode = "up";
  });
  return line;
}

async function startLine(line: Line): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "mail-line-"));
  // Nothing listens there, so mails bounce only when a test says so.
  const ses = await startMail({ port: 0, dataDir, snsUrl: "http://127.0.0.1:9" });
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    if (line.mode === "refuses") {
      response.writeHead(400, { "x-amzn-errortype": "MessageRejected" }).end('{"message":"Address is not verified"}');
      return;
    }
    const headers = { "content-type": "application/json", authorization: request.headers.authorization ?? "" };
    const answer = await fetch(`${ses.url}${request.url}`, { method: "POST", headers, body });
    const text = await answer.text();
    const { EmailTags = [] } = JSON.parse(body.toString()) as { EmailTags?: { Name: string; Value: string }[] };
    const shortageId = EmailTags.find(({ Name }) => Name === "shortage")?.Value;
    line.taken.push({ messageId: JSON.parse(text).MessageId, shortageId });
    if (line.mode === "loses-answers") {
      line.lost++;
      response.destroy();
      return;
    }
    response.writeHead(answer.status, { "content-type": "application/json" }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.AWS_ENDPOINT_URL_SESV2 = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const shop = await startShop({
    AdMail: { sender: "ads@example.com" },
    AdManagerEmail: { value: "manager@example.com" },
    AdStopSecret: { value: "secret" },
    AdsApi: { url: "https://ads.example" },
  });
  await seedCampaigns();
  return async () => {
    server.closeAllConnections();
    server.close();
    await Promise.all([shop.stop(), ses.stop()]);
    await rm(dataDir, { recursive: true, force: true });
  };
}

let shortages = 0;

/** Ids sort by time, as those of successive shortages do. */
export function newShortage(productId = "glazed") {
  const shortageId = `test-${String(++shortages).padStart(8, "0")}`;
  return createEvent(stockDepleted, { shortageId, productId, quantity: 100, available: 3 });
}

export async function mailAbout(shortageId: string) {
  return (await recentMails(1_000)).find((mail) => mail.shortageId === shortageId);
}

/** @returns the announced events of this type about a shortage, oldest first */
export async function announcedAbout(shortageId: string, type: string) {
  return (await announced()).filter((event) => {
    return event.type === type && "shortageId" in event.data && event.data.shortageId === shortageId;
  });
}
