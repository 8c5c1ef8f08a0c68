import { openShop, type Shop } from "@donut/testing/shop";
import { buy, marketingBehaves, messages } from "@donut/testing/shop-calls";
import { accounts } from "@donut/testing/sign-in";
import { expect, test } from "@playwright/test";
import { chooseAccount, expectAccessible, signInToConsole } from "./fixtures.ts";

test.use({ reducedMotion: "reduce" });

let shop: Shop;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  shop = await openShop();
});
test.afterAll(() => shop?.remove());

const small = [{ productId: "glazed", quantity: 1 }];
const large = [
  { productId: "boston-cream", quantity: 50 },
  { productId: "injeolmi", quantity: 50 },
];

test("an order makes a normal customer, a large one a VIP: ticket, account and console say so", async ({
  page,
  browser,
}) => {
  test.slow();
  await page.goto(`${shop.web}/orders`);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await chooseAccount(page, "customer");
  await expect(page.getByText("Regular", { exact: true })).toBeVisible();

  const console = await (await browser.newContext()).newPage();
  await signInToConsole(console, shop, "viewer");
  await console.goto(`${shop.web}/console/customers`);
  await expect(console.getByText("No customers yet")).toBeVisible();
  await expectAccessible(console);

  expect((await buy(shop, small, undefined, accounts.customer)).status).toBe(201);
  const row = console.getByRole("row", { name: accounts.customer });
  // Several functions have to start first.
  await expect(row.getByText("normal", { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(row.getByText("not yet")).toBeHidden();
  const filter = console.getByRole("navigation", { name: "Which customers" });
  await filter.getByRole("link", { name: "VIP" }).click();
  await expect(console.getByText("No VIPs yet")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Regular", { exact: true })).toBeVisible();

  const answer = await buy(shop, large, undefined, accounts.customer);
  expect(answer.status).toBe(201);
  const { order } = await answer.json();
  await page.goto(`${shop.web}/orders/${order.id}`);
  await expect(page.getByText("VIP from this order on")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("You are a VIP now")).toBeVisible();
  await expect(page.getByText(/An order of 100 donuts or more makes you a VIP/)).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${shop.web}/orders`);
  await expect(page.getByText("VIP", { exact: true })).toBeVisible();

  await expect(row.getByText("VIP", { exact: true })).toBeVisible();
  await expect(row.getByText("not yet")).toBeHidden();
  await expectAccessible(console);
  await filter.getByRole("link", { name: "Normal" }).click();
  await expect(console.getByText("No normal customers")).toBeVisible();
  await filter.getByRole("link", { name: "All" }).click();
  await expect(row).toHaveCount(1);
  await row.getByText(order.id).click();
  await expect(console.getByText("customer.promoted", { exact: true })).toBeVisible();
  await console.context().close();
});

test("if the marketing system refuses, the notice becomes a dead letter, with the reason", async ({ page }) => {
  await marketingBehaves(shop, { refuse: true });
  const more = [
    { productId: "glazed", quantity: 60 },
    { productId: "matcha-ring", quantity: 40 },
  ];
  expect((await buy(shop, more, undefined, "unlucky@example.com")).status).toBe(201);
  await signInToConsole(page, shop, "viewer");
  await expect(page.locator('[data-station="MarketingQueueDlq"]')).toHaveAccessibleName(/1 message/);
  const [deadLetter, ...others] = await messages(shop, "MarketingQueueDlq");
  expect(others).toEqual([]);
  expect(deadLetter).toMatchObject({
    lastError: { name: "MarketingRefused", message: expect.stringContaining("422") },
  });
  await page.goto(`${shop.web}/console/customers`);
  await expect(page.getByRole("row", { name: "unlucky@example.com" }).getByText("not yet")).toBeVisible();
});
