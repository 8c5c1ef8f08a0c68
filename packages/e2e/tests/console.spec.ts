import { buy, factoryBehaves } from "../src/shop-calls.ts";
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
