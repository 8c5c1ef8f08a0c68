import { expect, test } from "@playwright/test";
import { openShop, type Shop } from "../src/shop.ts";
import { buy, marketingBehaves, messages } from "../src/shop-calls.ts";
import { accounts } from "../src/sign-in.ts";
import { chooseAccount, expectAccessible, signInToConsole } from "./fixtures.ts";

test.use({ reducedMotion: "reduce" });

let shop: Shop;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  shop = await openShop();
});
test.afterAll(() => shop?.remove());

const large = [
  { productId: "boston-cream", quantity: 50 },
  { productId: "injeolmi", quantity: 50 },
];

test("a large order makes a VIP: the ticket, the customer's page and the console say so", async ({ page, context }) => {
  test.slow();
  await page.goto(`${shop.web}/orders`);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await chooseAccount(page, "customer");
  await expect(page.getByText("Regular", { exact: true })).toBeVisible();

  const answer = await buy(shop, large, undefined, accounts.customer);
  expect(answer.status).toBe(201);
  const { order } = await answer.json();
  await page.goto(`${shop.web}/orders/${order.id}`);
  // Several functions have to start for it.
  await expect(page.getByText("VIP from this order on")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("You are a VIP now")).toBeVisible();
  await expect(page.getByText("Our marketing knows, too")).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${shop.web}/orders`);
  await expect(page.getByText("VIP", { exact: true })).toBeVisible();

  await context.clearCookies();
  const console = await context.newPage();
  await signInToConsole(console, shop, "viewer");
  await console.goto(`${shop.web}/console/customers`);
  const row = console.getByRole("row", { name: accounts.customer });
  await expect(row.getByText("VIP", { exact: true })).toBeVisible();
  await expect(row.getByText(order.id)).toBeVisible();
  await expect(row.getByText("not yet")).toBeHidden();
  await expectAccessible(console);
});

test("a marketing system that refuses: the notice rests on its siding, with the reason", async ({ page }) => {
  await marketingBehaves(shop, { refuse: true });
  const more = [
    { productId: "glazed", quantity: 60 },
    { productId: "matcha-ring", quantity: 40 },
  ];
  expect((await buy(shop, more, undefined, "unlucky@example.com")).status).toBe(201);
  await signInToConsole(page, shop, "viewer");
  await expect(page.locator('[data-station="MarketingQueueDlq"]')).toHaveAccessibleName(/1 message/);
  const [letter, ...others] = await messages(shop, "MarketingQueueDlq");
  expect(others).toEqual([]);
  expect(letter).toMatchObject({ lastError: { name: "MarketingRefused", message: expect.stringContaining("422") } });
  await page.goto(`${shop.web}/console/customers`);
  await expect(page.getByRole("row", { name: "unlucky@example.com" }).getByText("not yet")).toBeVisible();
});
