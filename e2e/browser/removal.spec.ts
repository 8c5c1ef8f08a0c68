import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Shop } from "@donut/testing/shop";
import { products, setConsumer } from "@donut/testing/shop-calls";
import { operatorToken } from "@donut/testing/sign-in";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, signInToConsole, test } from "./fixtures.ts";

// Its own shop: other tests must not count what is deleted and purged here.
test.use({ reducedMotion: "reduce", shopOf: "removal" });

const dlq = "FactoryProductionQueueDlq";

test("an operator deletes everything that matches, after seeing how many, and nothing else", async ({ page, shop }) => {
  for (const body of ["cold oven 1", "no flour", "cold oven 2", "no sugar", "cold oven 3"]) await send(shop, body);
  await signInToConsole(page, shop, "operator");
  await page.goto(`${shop.web}/console/queues/${dlq}`);
  await expect(page.locator("[data-dead-letter]")).toHaveCount(5);
  const nothingChosen = page.getByRole("button", { name: "Delete", exact: true });
  await expect(nothingChosen).toHaveAccessibleDescription(/^Filter, or choose the messages to delete/);

  await page.getByRole("searchbox").fill("COLD oven");
  await expect(page.getByText("3 of 5 match")).toBeVisible();
  await page.getByRole("button", { name: "Delete all that match" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete" });
  await expect(dialog.getByText("3 messages of 5 will be deleted")).toBeVisible();
  await expect(dialog.getByText("q: COLD oven")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Delete 3 messages" }).click();
  const task = page.getByRole("region", { name: "Work in progress" });
  await expect(task.getByText("Deletion is done")).toBeVisible();
  await expect(task.getByText("3 of 3")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page.locator("[data-dead-letter]")).toHaveCount(2);
  await expect(page.getByText("cold oven")).toHaveCount(0);

  await page.goto(`${shop.web}/console/audit?target=${dlq}`);
  await expect(page.getByRole("button", { name: new RegExp(`deleted 3 dead letters of ${dlq}.*done`) })).toBeVisible();
});

test("a viewer, who may delete nothing, still sees how many match", async ({ page, shop }) => {
  for (const body of ["warm oven 1", "warm oven 2"]) await send(shop, body);
  await signInToConsole(page, shop, "viewer");
  await page.goto(`${shop.web}/console/queues/${dlq}?q=warm+oven`);
  await expect(page.getByText(/^2 of \d+ match/)).toBeVisible();
  await page.getByRole("checkbox", { name: "Choose all that match" }).check();
  await expect(page.getByText("All 2 chosen")).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete all that match" })).toHaveAccessibleDescription(/operators/);
});

test("the order queue is purged on its page: its customers see that nothing was sold", async ({ page, shop }) => {
  await setConsumer(shop, "OrderQueue", false);
  const id = await queueOrder(shop);
  await signInToConsole(page, shop, "operator");
  await page.goto(`${shop.web}/console/queues/OrderQueue`);
  await page.getByRole("button", { name: "Purge…" }).click();
  await expect(page.getByText("Messages are deleted one by one", { exact: false })).toBeVisible();
  await page.getByLabel(/Type the queue's name/).fill("OrderQueue");
  await page.getByRole("dialog").getByRole("button", { name: "Purge" }).click();
  await expect(notes(page).getByText("About 1 message of OrderQueue is gone", { exact: false })).toBeVisible();
  await page.goto(`${shop.web}/console/order-line`);
  await expect(page.getByText("Nobody is in the line. Request a few")).toBeVisible();
  const order = await fetch(`${shop.sales}/orders/${id}`);
  expect(await order.json()).toMatchObject({ order: { status: "rejected" } });
  await page.goto(`${shop.web}/orders/${id}`);
  await expect(page.getByRole("heading", { name: "Taken out of the line" })).toBeVisible();
  await expect(page.getByText("The factory has been asked for more")).toHaveCount(0);
  await setConsumer(shop, "OrderQueue", true);
});

const notes = (page: Page) => page.getByRole("region", { name: /Notifications/ });

async function send(shop: Shop, text: string): Promise<void> {
  const { queues } = await admin(shop, "GET", "/queues");
  const { url } = queues.find(({ name }: { name: string }) => name === dlq);
  const credentials = { accessKeyId: "offline", secretAccessKey: "offline" };
  const sqs = new SQSClient({ endpoint: new URL(url).origin, region: "us-east-1", credentials });
  await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify({ text }) }));
  sqs.destroy();
}

async function queueOrder(shop: Shop): Promise<string> {
  const [product] = await products(shop);
  const answer = await fetch(`${shop.sales}/orders`, {
    method: "POST",
    headers: { "content-type": "application/json", prefer: "respond-async" },
    body: JSON.stringify({ lines: [{ productId: product?.id, quantity: 1 }], customer: { email: "mina@example.com" } }),
  });
  expect(answer.status).toBe(202);
  return ((await answer.json()) as { order: { id: string } }).order.id;
}

async function admin(shop: Shop, method: string, path: string, body?: unknown) {
  const answer = await fetch(`${shop.admin}${path}`, {
    method,
    headers: { authorization: `Bearer ${await operatorToken(shop)}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  expect(answer.status).toBe(200);
  return JSON.parse(await answer.text());
}
