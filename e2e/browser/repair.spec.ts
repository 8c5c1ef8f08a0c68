import { openShop, type Shop, until } from "@donut/testing/shop";
import { adminStock, buy, factoryBehaves, mails, messages } from "@donut/testing/shop-calls";
import { expect, type Page, test } from "@playwright/test";
import { chooseAccount, expectAccessible, signInToConsole } from "./fixtures.ts";

test.use({ reducedMotion: "reduce" });

// Its own shop: the alarms tested here must not ring before.
let shop: Shop;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  shop = await openShop();
});
test.afterAll(() => shop?.remove());

const dlq = "RestockQueueDlq";
const product = "boston-cream";

test("from the alert mail to the stock that arrives: read, mend, redrive, audit", async ({ page }) => {
  // The alarm returns to OK after two quiet minutes.
  test.setTimeout(400_000);
  await factoryBehaves(shop, { refuse: true, productionSeconds: 1 });
  const { available } = await stockOf(product);
  expect((await buy(shop, [{ productId: product, quantity: available }])).status).toBe(201);

  await until(async () => (await alertMails()).length > 0);
  const [mail] = await alertMails();
  expect(mail?.subject).toBe(`${dlq}: 1 dead letter`);
  const link = /http\S+\?message=\S+/.exec(mail?.body.text ?? "")?.[0] ?? "";
  expect(link).toContain(`${shop.web}/console/queues/${dlq}?message=`);

  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await chooseAccount(page, "operator");
  await expect(page).toHaveURL(link);
  const deadLetter = page.getByRole("complementary", { name: "Dead letter" });
  await expect(deadLetter.getByRole("heading", { name: "stock.depleted" })).toBeVisible();
  await expect(deadLetter.getByText(/The factory answered 422/).first()).toBeVisible();
  await deadLetter.getByText("Stack", { exact: true }).click();
  await expect(deadLetter.getByText(/ at .*packages/)).toBeVisible();
  await expectAccessible(page);

  await deadLetter.getByRole("link", { name: /whole journey/ }).click();
  for (const stop of ["order.placed", "stock.depleted", "Try 1 failed on", "Rests in"])
    await expect(page.getByText(stop, { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Open the dead letter" }).click();

  await factoryBehaves(shop, { refuse: false });
  await deadLetter.getByRole("button", { name: "Redrive", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Redrive" });
  await expect(dialog.getByText("1 message: all that are here")).toBeVisible();
  await expect(dialog.getByText(/back to RestockQueue\./)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Redrive 1 message" }).click();
  const task = page.getByRole("region", { name: "Work in progress" });
  await expect(task.getByText("Redrive to RestockQueue is done")).toBeVisible();
  await expect(task.getByText("1 of 1")).toBeVisible();
  await expect(deadLetter.getByText("This message is no longer here")).toBeVisible();
  await expect(page.getByText("Nothing rests here.", { exact: false })).toBeVisible();

  await page.goto(`${shop.web}/console/stock`);
  await expect(row(page, product).getByText("in stock")).toBeVisible();
  expect((await stockOf(product)).available).toBeGreaterThan(0);

  await page.getByRole("link", { name: "Audit" }).click();
  const entry = page.getByRole("button", { name: /redrove 1 dead letter of RestockQueueDlq.*done/ });
  await expect(entry).toBeVisible();
  await entry.click();
  await expect(page.getByText("operator@example.com")).toBeVisible();
  await expectAccessible(page);

  await page.goto(`${shop.web}/console/alerts`);
  const alert = page.getByRole("listitem").filter({ hasText: dlq });
  await expect(alert.getByText("Back to normal")).toBeVisible({ timeout: 200_000 });
  await until(async () => (await mails(shop)).some(({ subject }) => subject === `${dlq}: back to normal`));
});

test("an edited message is validated, and goes to the queue that the dead letter came from", async ({ page }) => {
  test.setTimeout(180_000);
  await factoryBehaves(shop, { refuse: true });
  const { available } = await stockOf("glazed");
  expect((await buy(shop, [{ productId: "glazed", quantity: available }])).status).toBe(201);
  await until(async () => (await messages(shop, dlq)).length === 1);
  await signInToConsole(page, shop, "operator");
  await page.goto(`${shop.web}/console/queues/${dlq}`);
  await expect(page.locator("[data-dead-letter]")).toHaveCount(1);
  await factoryBehaves(shop, { refuse: false });
  // The charts ask every quarter of a minute.
  const chart = page.getByRole("figure", { name: "Dead letters" });
  await expect(chart).toContainText("Dead letters: latest 1, highest", { timeout: 45_000 });

  await page.keyboard.press("j");
  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog", { name: "Edit and redrive" });
  const body = dialog.getByLabel("Body");
  const original = await body.inputValue();
  await body.fill(original.replace(/"quantity": \d+/, '"quantity": "many"'));
  await expect(dialog.locator("ins", { hasText: "many" })).toBeVisible();
  await dialog.getByRole("button", { name: "Check and redrive" }).click();
  await expect(dialog.getByText("data.quantity: must be of type number")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog.getByRole("alert").getByText("Discard what you have typed?")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Keep editing" }).click();
  await expect(body).toHaveValue(/"quantity": "many"/);

  await body.fill(original.replace(/"quantity": \d+/, '"quantity": 77'));
  await dialog.getByRole("button", { name: "Check and redrive" }).click();
  await expect(page.getByText("Edited message to RestockQueue is done")).toBeVisible();
  await until(async () => (await stockOf("glazed")).available === 77);
});

test("before a dead letter is deleted it says what waits for it; its shortage can be closed by hand", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const id = "caramel-pecan";
  await factoryBehaves(shop, { refuse: true });
  const { available } = await stockOf(id);
  expect((await buy(shop, [{ productId: id, quantity: available }])).status).toBe(201);
  await until(async () => (await messages(shop, dlq)).length === 1);
  await signInToConsole(page, shop, "operator");
  await page.goto(`${shop.web}/console/queues/${dlq}`);
  await expect(page.locator("[data-dead-letter]")).toHaveCount(1);
  await page.keyboard.press("j");
  await page.keyboard.press("d");
  const deletion = page.getByRole("dialog", { name: "Delete" });
  await expect(deletion.getByRole("note")).toContainText("Something is waiting for this message");
  await expectAccessible(page);
  await deletion.getByRole("button", { name: "Delete 1 message" }).click();
  await expect(page.locator("[data-dead-letter]")).toHaveCount(0);
  expect((await stockOf(id)).shortage).toBeDefined();

  await page.goto(`${shop.web}/console/stock`);
  await page.getByRole("button", { name: "Close shortage of Salted Caramel" }).click();
  const closing = page.getByRole("dialog", { name: /^Close the shortage of Salted Caramel/ });
  await expect(closing.getByRole("button", { name: "Close it" })).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);
  await closing.getByLabel("Why").fill("We bake these ourselves from now on");
  await factoryBehaves(shop, { refuse: false, productionSeconds: 1 });
  const { shortage } = await stockOf(id);
  await closing.getByRole("button", { name: "Close it" }).click();
  await expect(page.getByText(/still short, so the factory was asked again/)).toBeVisible();
  await until(async () => (await stockOf(id)).available > 0);
  expect((await stockOf(id)).shortage?.id).not.toBe(shortage?.id);
});

test("a viewer sees everything, and every disabled button says why", async ({ page }) => {
  await signInToConsole(page, shop, "viewer");
  await page.goto(`${shop.web}/console/queues/RestockQueue`);
  for (const name of ["Send a message", "Purge…"])
    await expect(page.getByRole("button", { name })).toHaveAttribute("aria-disabled", "true");
  const consumer = page.getByRole("switch", { name: "Consumer of RestockQueue" });
  await consumer.press("Space");
  await expect(consumer).toBeChecked();
  await expect(page.getByRole("region", { name: /Notifications/ }).getByText(/operators/)).toBeVisible();
  await expectAccessible(page);
});

test("a paused consumer leaves its messages waiting, including one sent by hand", async ({ page }) => {
  await signInToConsole(page, shop, "operator");
  await page.goto(`${shop.web}/console/queues/RestockQueue`);
  const consumer = page.getByRole("switch", { name: "Consumer of RestockQueue" });
  await consumer.click();
  await expect(consumer).not.toBeChecked();
  await page.getByRole("button", { name: "Send a message" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Body").fill('{"type":"stock.depleted"}');
  await dialog.getByRole("button", { name: "Send" }).click();
  await expect(dialog.getByRole("textbox", { name: /^Body .*\bdata: / })).toBeVisible();
  await dialog.getByLabel(/Only if the consumer accepts it/).uncheck();
  await dialog.getByRole("button", { name: "Send" }).click();
  await expect(dialog).toBeHidden();
  const waiting = page.locator("dl", { hasText: "Waiting" }).getByText("1", { exact: true });
  await expect(waiting).toBeVisible();

  await page.getByRole("button", { name: "Purge…" }).click();
  await page.getByLabel(/Type the queue's name/).fill("RestockQueue");
  await page.getByRole("dialog").getByRole("button", { name: "Purge" }).click();
  await expect(waiting).toBeHidden();
  await consumer.click();
  await expect(consumer).toBeChecked();
});

test("an alert is closed by hand with a reason, by operators only, and its dead letters stay", async ({
  browser,
  page,
}) => {
  test.setTimeout(300_000);
  const patient = { timeout: 200_000 };
  await factoryBehaves(shop, { refuse: true });
  const { available } = await stockOf("lavender-honey");
  expect((await buy(shop, [{ productId: "lavender-honey", quantity: available }])).status).toBe(201);
  await until(async () => (await messages(shop, dlq)).length > 0);
  await signInToConsole(page, shop, "operator");
  await page.goto(`${shop.web}/console/alerts?status=open`);
  const alert = page.getByRole("listitem").filter({ hasText: dlq });
  const open = alert.getByRole("button", { name: /^Close: / });
  await expect(open).toBeVisible(patient);

  const viewing = await browser.newPage();
  await signInToConsole(viewing, shop, "viewer");
  await viewing.goto(`${shop.web}/console/alerts?status=open`);
  await expect(viewing.getByRole("listitem").filter({ hasText: dlq })).toBeVisible();
  await expect(viewing.getByRole("button", { name: /^Close: / })).toHaveCount(0);
  await viewing.close();

  await open.click();
  const dialog = page.getByRole("dialog", { name: `Close the alert of ${dlq}` });
  await expect(dialog.getByRole("button", { name: "Close it" })).toHaveAttribute("aria-disabled", "true");
  await dialog.getByLabel("Why").fill("Known, mended on Monday");
  await expectAccessible(page);
  const resting = (await messages(shop, dlq)).length;
  await dialog.getByRole("button", { name: "Close it" }).click();
  await expect(alert).toHaveCount(0);
  expect(await messages(shop, dlq)).toHaveLength(resting);

  await page.goto(`${shop.web}/console/alerts?status=closed`);
  await expect(alert.getByText("Known, mended on Monday")).toBeVisible();
  await expect(alert.getByText(/closed by .*,/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Audit" }).click();
  await expect(page.getByText(/closed the alert of RestockQueueDlq.*Known, mended on Monday/)).toBeVisible();
});

const alertMails = async () =>
  (await mails(shop)).filter(({ subject }) => subject.startsWith(`${dlq}:`) && !subject.includes("normal"));

async function stockOf(id: string) {
  const level = (await adminStock(shop)).find(({ productId }) => productId === id);
  if (!level) throw new Error(`There is no stock of ${id}.`);
  return level;
}

const row = (page: Page, id: string) => page.getByRole("row").filter({ hasText: id });
