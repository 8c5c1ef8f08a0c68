import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { afterEach, beforeEach, expect, test } from "vitest";
import { clientConfig } from "../client-config.ts";
import { PortInUseError } from "../ports.ts";
import { startMail } from "./start.ts";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "ses-test-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

// A port where nothing listens, for tests that publish no events.
const snsUrl = "http://127.0.0.1:9";

async function send(url: string, subject: string, to = "ads@example.com") {
  const client = new SESv2Client(clientConfig(url));
  const { MessageId: id } = await client.send(
    new SendEmailCommand({
      FromEmailAddress: "shop@example.com",
      Destination: { ToAddresses: [to] },
      EmailTags: [{ Name: "about", Value: "stock" }],
      Content: {
        Simple: {
          Subject: { Data: subject, Charset: "UTF-8" },
          Body: {
            Text: { Data: "품절이에요", Charset: "UTF-8" },
            Html: { Data: "<p>품절이에요</p>", Charset: "UTF-8" },
          },
        },
      },
    }),
  );
  client.destroy();
  return id;
}

async function inbox(url: string) {
  const { emails } = (await (await fetch(`${url}/store`)).json()) as {
    emails: { messageId: string; subject: string; body: object }[];
  };
  return emails;
}

test("a mail is in the inbox, which a browser can open, even after a restart and a truncated write", async () => {
  const first = await startMail({ port: 0, dataDir, snsUrl });
  const id = await send(first.url, "First");
  expect(await inbox(first.url)).toEqual([
    expect.objectContaining({
      messageId: id,
      subject: "First",
      body: { text: "품절이에요", html: "<p>품절이에요</p>" },
    }),
  ]);
  expect((await fetch(first.url)).headers.get("content-type")).toMatch("text/html");
  await first.stop();

  await appendFile(join(dataDir, "mails.jsonl"), '{"messageId":"cut o');
  const second = await startMail({ port: Number(new URL(first.url).port), dataDir, snsUrl });
  expect(second.url).toBe(first.url);
  await send(second.url, "Second");
  await second.stop();
  const third = await startMail({ port: 0, dataDir, snsUrl });
  expect((await inbox(third.url)).map(({ subject }) => subject)).toEqual(["First", "Second"]);

  await fetch(`${third.url}/clear-store`, { method: "POST" });
  await third.stop();
  const fourth = await startMail({ port: 0, dataDir, snsUrl });
  expect(await inbox(fourth.url)).toEqual([]);
  await fourth.stop();
});

test("a taken port is refused; the running engine is unaffected", async () => {
  const engine = await startMail({ port: 0, dataDir, snsUrl });
  const port = Number(new URL(engine.url).port);
  await expect(startMail({ port, dataDir, snsUrl })).rejects.toBeInstanceOf(PortInUseError);
  expect(await inbox(engine.url)).toEqual([]);
  await engine.stop();
});
