import { factoryBehaves, setConsumer } from "@donut/testing/shop-calls";
import { fixtureBody, sendFixture, signed } from "@donut/testing/shopify-fixtures";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, signInToConsole, test } from "./fixtures.ts";

test.use({ reducedMotion: "reduce", shopOf: "shopify" });

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

test("before the first order the page says how to send one; a signed webhook becomes an order, shown raw and parsed", async ({
  page,
  shop,
}) => {
  test.slow();
  await signInToConsole(page, shop, "viewer");
  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Shopify" }).click();
  await expect(page.getByText("No order has come from Shopify yet")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(`${shop.shopify}/webhooks`)).toBeVisible();
  await expectAccessible(page);

  expect(await sendFixture(shop, "03-tax-on-top.json")).toBe(200);
  expect(await sendFixture(shop, "08-test-order-big-ids.json")).toBe(200);
  await expect(row(page, "#1003")).toContainText("11.74 USD", { timeout: 60_000 });
  await expect(row(page, "#1003")).toContainText("Boston Cream, 2 units");
  await expect(row(page, "#9999")).toContainText("test");
  await expectAccessible(page);

  await page.getByRole("searchbox", { name: "Find an order" }).fill("9999");
  await expect(page).toHaveURL(/q=/);
  await expect(row(page, "#1003")).toBeHidden();
  await row(page, "#9999").getByRole("link", { name: "#9999" }).click();
  await expect(page.getByRole("heading", { name: "Order #9999" })).toBeVisible();
  // Every digit, more than a double can hold.
  await expect(page.getByText(/"id": 731846205519328467/).first()).toBeVisible();
  await expect(page.getByText("It takes nothing from stock.")).toBeVisible();
  await expect(page.getByText("shopify.order_stored").first()).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
});

test("an unknown SKU waits until it is mapped; then its order is processed by itself", async ({ page, shop }) => {
  test.slow();
  expect(await sendFixture(shop, "16-unknown-sku.json")).toBe(200);
  await signInToConsole(page, shop, "operator");
  await page.goto(`${shop.web}/console/shopify/skus`);
  const waiting = page
    .getByRole("list", { name: "Not mapped" })
    .getByRole("listitem")
    .filter({ hasText: "DS-CROFFLE-01" });
  await expect(waiting).toContainText("1 order with 2 pieces wait", { timeout: 60_000 });
  await expectAccessible(page);
  await waiting.getByRole("button", { name: "Map DS-CROFFLE-01" }).click();
  const dialog = page.getByRole("dialog", { name: "What is DS-CROFFLE-01?" });
  await dialog.getByRole("radio", { name: "Injeolmi" }).check();
  await dialog.getByRole("spinbutton", { name: /Units in one piece/ }).fill("3");
  await expect(dialog.getByText("1 × DS-CROFFLE-01 = 3 units of Injeolmi Crumb")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Map" }).click();
  await expect(dialog).toBeHidden();
  await expect(row(page, "DS-CROFFLE-01")).toContainText("3 units");
  await expect(waiting).toBeHidden({ timeout: 60_000 });

  await page.goto(`${shop.web}/console/shopify`);
  await expect(row(page, "#1016")).toContainText("Injeolmi Crumb, 6 units");
  await expect(row(page, "#1016")).not.toContainText("not mapped");
});

test("a given-up webhook shows what is wrong with it, and becomes an order once it is mended", async ({
  page,
  shop,
}) => {
  test.slow();
  expect(await sendFixture(shop, "94-negative.json")).toBe(200);
  await signInToConsole(page, shop, "operator");
  await page.goto(`${shop.web}/console/shopify/deliveries?result=given-up`);
  const entry = page.getByRole("listitem").filter({ hasText: "/line_items/0/quantity" });
  await expect(entry).toContainText("must be 0 or more", { timeout: 60_000 });
  await expectAccessible(page);
  await entry.getByRole("link", { name: "orders/create" }).click();
  await expect(page.locator("mark")).toContainText('"quantity": -2');
  await expect(page.locator("mark")).toBeInViewport();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Mend and try again" }).click();
  const dialog = page.getByRole("dialog");
  const field = dialog.getByRole("textbox", { name: "Body" });
  await field.fill((await field.inputValue()).replaceAll('quantity": -2', 'quantity": 2'));
  await expect(dialog.getByText('"quantity": 2,').first()).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Try again" }).click();
  await expect(dialog).toBeHidden();
  const outcome = page.getByRole("main").getByRole("status").filter({ hasText: "retry-" });
  await expect(outcome).toContainText("stored", { timeout: 60_000 });
  await outcome.getByRole("link", { name: /^Order/ }).click();
  await expect(page.getByText("tried again")).toBeVisible();
});

test("refused requests are counted, with advice", async ({ page, shop }) => {
  test.slow();
  expect(await sendFixture(shop, "01-single-line.json", { "x-shopify-hmac-sha256": signed("another body") })).toBe(401);
  await signInToConsole(page, shop, "viewer");
  await page.goto(`${shop.web}/console/shopify/deliveries`);
  const refusals = page.getByRole("region", { name: "Turned away at the door" });
  await expect(refusals.getByText("Wrong signature")).toBeVisible({ timeout: 60_000 });
  await expect(refusals.getByText(/ShopifyWebhookSecretPrevious/)).toBeVisible();
  await expectAccessible(page);
});

test("ten samples go through the endpoint and all arrive; a lost order can be imported", async ({ page, shop }) => {
  test.slow();
  await signInToConsole(page, shop, "operator");
  await page.goto(`${shop.web}/console/shopify/send`);
  await page.getByRole("button", { name: "10 samples" }).click();
  await expect(page.getByText("10 of 10 arrived")).toBeVisible({ timeout: 80_000 });
  await expect(page.getByRole("list", { name: "What came of them" })).toContainText("stored");
  await expectAccessible(page);

  const field = page.getByRole("textbox", { name: "The order's JSON" });
  await field.fill('{"id": 1, "line_items": [}');
  await expect(page.getByText("This is not JSON: it breaks at line 1, column 26.").first()).toBeVisible();
  await field.fill('{"id": 1, "line_items": [{"quantity": -1}]}');
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("must be 0 or more");
  await expect(page.locator("mark")).toContainText('"quantity": -1');
  await field.fill(fixtureBody("17-free-order.json").toString());
  await page.getByRole("button", { name: "Import", exact: true }).click();
  const outcome = page.getByRole("main").getByRole("status").filter({ hasText: "import-" });
  await expect(outcome).toContainText("Order #1017", { timeout: 60_000 });
});

test("an order for more than there is waits, and is served when stock comes in", async ({ page, shop }) => {
  test.slow();
  await factoryBehaves(shop, { productionSeconds: 1 });
  await setConsumer(shop, "StockInQueue", false);
  expect(await sendFixture(shop, "18-more-than-there-is.json")).toBe(200);
  await signInToConsole(page, shop, "viewer");
  await page.goto(`${shop.web}/console/shopify`);
  const order = row(page, "#1018");
  await expect(order).toContainText("of 250 owed", { timeout: 60_000 });
  await setConsumer(shop, "StockInQueue", true);
  await page.keyboard.press("Control+K");
  await page.getByRole("dialog").getByRole("combobox").fill("#1018");
  await page.getByRole("option", { name: /Shopify order #1018/ }).click();
  await expect(page.getByText("shopify.order_served").first()).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText("250 units taken")).toBeVisible();
  await expectAccessible(page);
});

test("viewers may look but change nothing; an operator answers a customer's request", async ({ page, shop }) => {
  test.slow();
  expect(await sendFixture(shop, "40-data-request.json")).toBe(200);
  await signInToConsole(page, shop, "viewer");
  await page.goto(`${shop.web}/console/shopify/privacy`);
  await expect(page.getByRole("heading", { name: /asks what is kept of them/ })).toBeVisible({ timeout: 60_000 });
  const done = page.getByRole("button", { name: "It is done" });
  await expect(done).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);
  await page.goto(`${shop.web}/console/shopify/send`);
  await expect(page.getByRole("button", { name: "1,000 samples" })).toHaveAttribute("aria-disabled", "true");

  await page.context().clearCookies();
  await page.evaluate(() => {
    sessionStorage.clear();
    localStorage.clear();
  });
  await signInToConsole(page, shop, "operator");
  await page.goto(`${shop.web}/console/shopify/privacy`);
  await done.click();
  await page.getByRole("dialog").getByRole("button", { name: "It is done" }).click();
  await expect(page.getByText(/^Received .* Done by Operator/)).toBeVisible();
  await expect(page.getByText("gaon@example.com")).toBeHidden();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in Korean, ${colorScheme}`, () => {
    test.use({ locale: "ko-KR", colorScheme });

    test("every page opens, and is accessible", async ({ page, shop }) => {
      test.slow();
      const webhookId = `given-up-${colorScheme}`;
      expect(await sendFixture(shop, "01-single-line.json")).toBe(200);
      expect(await sendFixture(shop, "94-negative.json", { "x-shopify-webhook-id": webhookId })).toBe(200);
      await page.goto(`${shop.web}/console`);
      await page.getByRole("button", { name: "로그인" }).click();
      await page.getByRole("button", { name: "viewer@example.com" }).click();
      await expect(page.getByRole("navigation", { name: "콘솔" })).toBeVisible();
      for (const [path, title] of [
        ["", "Shopify 주문"],
        ["/orders/6200000031677", "주문 #1001"],
        ["/deliveries", "Shopify 전송"],
        [`/deliveries/${webhookId}`, "orders/create"],
        ["/skus", "SKU 연결"],
        ["/send", "샘플과 가져오기"],
        ["/privacy", "개인정보"],
      ] as const) {
        await page.goto(`${shop.web}/console/shopify${path}`);
        await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible({ timeout: 60_000 });
        await expectAccessible(page);
      }
    });
  });
}
