import { buy, factoryBehaves } from "@donut/testing/shop-calls";
import { expect, expectAccessible, signInToConsole, test } from "./fixtures.ts";

test.use({ reducedMotion: "reduce" });

test("a refusing factory: the dead letter is on the map, with the reason that put it there", async ({ page, shop }) => {
  await factoryBehaves(shop, { refuse: true });
  const { status } = await buy(shop, [{ productId: "caramel-pecan", quantity: 1000 }]);
  expect(status).toBe(409);

  await signInToConsole(page, shop, "viewer");
  const siding = page.locator('[data-station="RestockQueueDlq"]');
  await expect(siding).toHaveAccessibleName(/1 message/);
  await factoryBehaves(shop, { refuse: false });
  await siding.press("Enter");
  await expect(page).toHaveURL(/at=RestockQueueDlq/);
  await page
    .getByRole("button", { name: /stock\.depleted/ })
    .first()
    .click();
  await expect(page.getByText(/The factory answered 422/).first()).toBeVisible();
  await expectAccessible(page);
});

test("no name on the map is cut or leaves it, on a laptop, beside a panel and on a phone", async ({ page, shop }) => {
  await signInToConsole(page, shop, "viewer");
  for (const [width, query] of [
    [1440, ""],
    [1440, "?at=RestockQueue"],
    [390, ""],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${shop.web}/console/map${query}`);
    const map = page.getByRole("region", { name: "Network map" });
    await expect(map.locator("[data-station]").first()).toBeVisible();
    await page.evaluate(() => document.fonts.ready);
    const outside = await map.evaluate((section) => {
      const { left, right } = section.getBoundingClientRect();
      const words = [...section.querySelectorAll("span, p")].filter((it) => it.children.length === 0 && it.textContent);
      const bad = words.filter((it) => {
        const box = it.getBoundingClientRect();
        const cut = getComputedStyle(it).display !== "inline" && it.scrollWidth > it.clientWidth + 1;
        return box.width > 1 && (cut || box.left < left || box.right > right + 0.5);
      });
      return bad.map((it) => it.textContent);
    });
    expect(outside).toEqual([]);
  }
});

test("an order is found by its customer, in the list and in the palette, and leads to its journey", async ({
  page,
  shop,
}) => {
  const email = "finder@example.com";
  const answer = await buy(shop, [{ productId: "blueberry-cake", quantity: 3 }], undefined, email);
  const { order } = await answer.json();
  await signInToConsole(page, shop, "viewer");
  await page.goto(`${shop.web}/console/orders`);
  await expect(page.getByRole("row", { name: email })).toContainText("3 × Blueberry Cake");
  await page.getByLabel("Search orders").fill("nobody@example.com");
  await expect(page.getByText("No order is known by this")).toBeVisible();
  await page.getByLabel("Search orders").fill(email.toUpperCase());
  await expect(page.getByRole("row", { name: email })).toHaveCount(1);
  await page.getByLabel("Product").selectOption("Black Sesame");
  await expect(page.getByRole("row", { name: email })).toHaveCount(0);
  await page.getByRole("link", { name: "Clear filters" }).click();
  await page.getByRole("link", { name: "Sold", exact: true }).click();
  await expect(page.getByRole("row", { name: email })).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press("ControlOrMeta+k");
  const palette = page.getByRole("dialog", { name: "Go to or do" });
  await palette.getByRole("combobox").fill("nothing-is-called-this");
  await expect(palette.getByText("Search the audit for nothing-is-called-this")).toBeVisible();
  await expect(palette.getByText(/Journey of/)).toBeHidden();
  await palette.getByRole("combobox").fill(order.id);
  await palette.getByText("3 × Blueberry Cake").click();
  await expect(page.getByText(`${email} bought 3 × Blueberry Cake`)).toBeVisible();
  await expectAccessible(page);
});

test("live stock and production orders follow an order", async ({ page, shop }) => {
  await factoryBehaves(shop, { productionSeconds: 2 });
  expect((await buy(shop, [{ productId: "matcha-ring", quantity: 1 }])).status).toBeLessThan(410);
  await signInToConsole(page, shop, "viewer");
  await page.goto(`${shop.web}/console/stock`);
  await expect(
    page.getByRole("row").or(page.getByRole("listitem")).filter({ hasText: "glazed" }).first(),
  ).toBeVisible();
  await expectAccessible(page);
});

test("while the system is away the numbers stay and show their age; when it is back they are new at once", async ({
  page,
  shop,
}) => {
  test.setTimeout(180_000);
  await signInToConsole(page, shop, "viewer");
  await page.goto(`${shop.web}/console/queues`);
  await expect(page.getByRole("link", { name: "RestockQueue", exact: true }).first()).toBeVisible();
  await shop.kill();
  const trouble = page.getByText("This page keeps asking", { exact: false });
  await expect(trouble).toBeVisible();
  await expect(page.getByText(/What you see is \d+s old/).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "RestockQueue", exact: true }).first()).toBeVisible();
  await expectAccessible(page);

  await shop.start();
  await expect(trouble).toBeHidden();
  await expect(page.getByRole("button", { name: /^Live/ })).toBeVisible();
});
