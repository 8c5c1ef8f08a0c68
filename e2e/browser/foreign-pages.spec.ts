import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { portsBehindBrowsers } from "@donut/offline/engines/browser-ports";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

/** What a page can read of an answer, and what it cannot read at all. */
interface Seen {
  status: number;
  text: string;
}

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  mode?: "no-cors";
  body?: string;
}

let evil: { origin: string; close(): void };

/** Another site's name for this machine, as in DNS rebinding; browsers resolve it themselves. */
const foreignName = "evil.localhost";

test.beforeAll(async () => {
  const server = createServer((_, response) =>
    response.setHeader("content-type", "text/html").end("<h1>Free donuts</h1>"),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  evil = {
    origin: `http://${foreignName}:${(server.address() as AddressInfo).port}`,
    close: () => void server.close(),
  };
});
test.afterAll(() => evil.close());

/** Sends it from the page's own script. `undefined`: the browser hides the answer from the page. */
function send(page: Page, url: string, init: Sent = {}): Promise<Seen | undefined> {
  return page.evaluate(
    async ([address, options]) => {
      try {
        const answer = await fetch(address, options);
        return { status: answer.status, text: await answer.text() };
      } catch {
        return undefined;
      }
    },
    [url, init] as const,
  );
}

const simple = { method: "POST", headers: { "content-type": "text/plain" } };

test("a page of another site reads nothing, changes nothing and opens no socket", async ({ page, shop }) => {
  await page.goto(evil.origin);
  await expect(page.getByRole("heading", { name: "Free donuts" })).toBeVisible();
  const base = Number(new URL(shop.sales).port);
  const at = (offset: number) => `http://localhost:${base + offset}`;

  const customers = await send(page, at(1), {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "DynamoDB_20120810.ListTables",
      authorization: "AWS4-HMAC-SHA256 Credential=a/b/c/dynamodb/aws4_request",
    },
    body: "{}",
  });
  expect(customers).toBeUndefined();
  expect(await send(page, shop.databaseUrl)).toBeUndefined();

  const answered: number[] = [];
  page.on("response", (response) => answered.push(response.status()));
  const hidden = { ...simple, mode: "no-cors" } as const;
  await send(page, `${at(5)}/2015-03-31/functions/AdminFunction/invocations`, { ...hidden, body: "{}" });
  await send(page, at(2), { ...hidden, body: "Action=CreateTopic&Name=Evil" });
  await send(page, `${shop.inbox}/clear-store`, hidden);
  await send(page, `${shop.inbox}/behaviour`, hidden);
  expect(answered).toEqual([403, 403, 403, 403]);

  const refused = await page.evaluate(
    (url) =>
      new Promise<boolean>((resolve) => {
        const socket = new WebSocket(url);
        socket.onopen = () => resolve(false);
        socket.onerror = () => resolve(true);
      }),
    `ws://localhost:${base}/waiting-room-socket`,
  );
  expect(refused).toBe(true);
});

test("no page reaches any port that the database's engine may get", async ({ page }) => {
  await page.goto(evil.origin);
  for (const port of portsBehindBrowsers) {
    const server = createServer((_, response) => response.setHeader("access-control-allow-origin", "*").end("tables"));
    // Where another program listens already, that one is what the page must not reach.
    await new Promise<void>((resolve) => server.once("error", () => resolve()).listen(port, "127.0.0.1", resolve));
    expect([port, await send(page, `http://127.0.0.1:${port}`)]).toEqual([port, undefined]);
    server.close();
  }
});

test("a page of another site orders nothing", async ({ page, shop }) => {
  await page.goto(evil.origin);
  const glazed = async () => {
    const { products } = await (await fetch(`${shop.sales}/products`)).json();
    return products.find(({ id }: { id: string }) => id === "glazed").stock;
  };
  const before = await glazed();
  const order = { lines: [{ productId: "glazed", quantity: 1 }], customer: { email: "evil@example.com" } };
  const answer = await send(page, `${shop.sales}/orders`, { ...simple, mode: "no-cors", body: JSON.stringify(order) });
  // The browser hides such an answer.
  expect(answer).toEqual({ status: 0, text: "" });
  expect(await glazed()).toEqual(before);
});

test("no port answers to another name that leads to this machine", async ({ page, shop }) => {
  const base = Number(new URL(shop.sales).port);
  for (const port of [Number(new URL(shop.web).port), ...Array.from({ length: 8 }, (_, offset) => base + offset)]) {
    const answer = await page.goto(`http://${foreignName}:${port}/`);
    expect([port, answer?.status()]).toEqual([port, 403]);
  }
});

test("the store and the console keep within their content security policy", async ({ page, shop }) => {
  const broken: string[] = [];
  page.on("console", (message) => /Content Security Policy/.test(message.text()) && broken.push(message.text()));
  const answer = await page.goto(shop.web);
  expect(answer?.headers()["content-security-policy"]).toContain("script-src 'self' 'sha256-");
  await expect(page.getByRole("heading").first()).toBeVisible();
  await page.goto(`${shop.web}/console`);
  await expect(page.getByRole("heading", { name: "Operators only, please" })).toBeVisible();
  expect(broken).toEqual([]);
});
