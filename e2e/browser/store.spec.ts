import { buy, factoryBehaves, products } from "@donut/testing/shop-calls";
import { expect, expectAccessible, test } from "./fixtures.ts";

test.use({ reducedMotion: "reduce", shopOf: "store" });

test("a customer buys out the Hoyong Special and watches it come back", async ({ page, shop }) => {
  await factoryBehaves(shop, { productionSeconds: 6 });
  await page.goto(`${shop.web}/donuts/hoyong-special`);
  await page.getByRole("button", { name: "Put it in the box" }).click();
  await page.getByRole("textbox", { name: "How many Hoyong Special" }).fill("20");
  await page.getByRole("button", { name: "To the box" }).click();
  await page.getByLabel("Your e-mail").fill("Mina@Example.com");
  await page.getByRole("button", { name: /Order 20 donuts/ }).click();

  await expect(page.getByRole("heading", { name: "20 donuts, all yours" })).toBeVisible();
  await expect(page.getByText("order.placed")).toBeVisible();
  await expect(page.getByText("stock.depleted")).toBeVisible();
  await expect(page.getByText("production.accepted")).toBeVisible();
  await expectAccessible(page);

  const orderUrl = page.url();
  await page.goto(`${shop.web}/donuts/hoyong-special`);
  await expect(page.getByRole("button", { name: "Sold out just now" })).toBeDisabled();
  await expect(page.getByText(/Fresh (in|any moment)/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Put it in the box" })).toBeEnabled();

  await page.goto(orderUrl);
  await expect(page.getByText("stock.replenished")).toBeVisible();
  expect((await products(shop)).find(({ id }) => id === "hoyong-special")?.stock.available).toBe(20);
});

test("what somebody else was quicker to buy is told in the box, and nothing is sold", async ({ page, shop }) => {
  await factoryBehaves(shop, { productionSeconds: 30 });
  await page.goto(`${shop.web}/donuts/boston-cream`);
  await page.getByRole("button", { name: "Put it in the box" }).click();
  const before = (await products(shop)).find(({ id }) => id === "boston-cream")?.stock.available ?? 0;
  await page.getByRole("textbox", { name: "How many Boston Cream" }).fill(`${before}`);
  await page.getByRole("button", { name: "To the box" }).click();
  await page.getByLabel("Your e-mail").fill("mina@example.com");

  expect((await buy(shop, [{ productId: "boston-cream", quantity: before - 1 }])).status).toBe(201);
  await page.getByRole("button", { name: /Order \d+ donuts/ }).click();

  await expect(page.getByText("Not everything is there, so nothing was sold.")).toBeVisible();
  await expect(page.getByText("Only 1 left.")).toBeVisible();
  expect((await products(shop)).find(({ id }) => id === "boston-cream")?.stock.available).toBe(1);
  await expectAccessible(page);

  await page.getByRole("button", { name: "Take 1" }).click();
  await page.getByRole("button", { name: /Order 1 donut/ }).click();
  await expect(page.getByRole("heading", { name: "One donut, all yours" })).toBeVisible();
});

test("the box and the order survive a reload, and the keyboard is enough", async ({ page, shop }) => {
  await page.goto(shop.web);
  const add = page.getByRole("button", { name: /^Add Original Glazed to the box/ }).first();
  await add.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.reload();
  await page.getByRole("button", { name: "Open the box, 2 donuts" }).press("Enter");
  const email = page.getByLabel("Your e-mail");
  await email.focus();
  await page.keyboard.type("jun@example.com");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "2 donuts, all yours" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "2 donuts, all yours" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const)
  test(`the store is accessible in ${colorScheme}, on a phone, in Korean`, async ({ page, shop }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(shop.web);
    await expect(page.getByRole("heading", { name: "All states" })).toBeVisible();
    expect(
      await page.evaluate(async () =>
        [...(await document.fonts.ready)].filter(({ status }) => status === "error").map(({ family }) => family),
      ),
    ).toEqual([]);
    await expectAccessible(page);

    await page
      .getByRole("button", { name: /한국어/ })
      .first()
      .click();
    await expect(page.locator("html")).toHaveAttribute("lang", "ko");
    await expect(page.getByText("오리지널 글레이즈드").first()).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });

test("an address that does not exist says so and leads back", async ({ page, shop }) => {
  await page.goto(`${shop.web}/nowhere/at-all`);
  await expect(page.getByRole("heading", { name: "Uncharted territory" })).toBeVisible();
  await page.getByRole("link", { name: "Back to the atlas" }).click();
  await expect(page.getByRole("heading", { name: "All states" })).toBeVisible();
});
