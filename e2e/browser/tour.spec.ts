import { openShop, type Shop, until } from "@donut/testing/shop";
import { adminStock, factoryBehaves, messages } from "@donut/testing/shop-calls";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, signInToConsole } from "./fixtures.ts";

test.use({ reducedMotion: "reduce" });

// Its own shop: the tour breaks the factory.
let shop: Shop;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  shop = await openShop();
  await factoryBehaves(shop, { productionSeconds: 2 });
});
test.afterAll(() => shop?.remove());

const dlq = "RestockQueueDlq";
const product = "lavender-honey";

test("break the factory, buy a product out, read the dead letter, mend, redrive: the stock comes back", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await signInToConsole(page, shop, "operator");
  await page.goto(`${shop.web}/console/lab/tour`);
  const system = page.getByRole("region", { name: "The real system, now" });
  await expect(system.getByText("Lavender Honey in stock")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Start the tour" }).click();
  await expect(heading(page, "Break the factory")).toBeFocused();

  // Nothing happens before it is predicted.
  const breaking = step(page).getByRole("button", { name: "Break the factory" });
  await expect(breaking).toHaveAttribute("aria-disabled", "true");
  await step(page).getByLabel("Dead letters appear").check();
  await expectAccessible(page);
  await breaking.click();
  await expect(step(page).getByText("It went differently.")).toBeVisible();
  await expect(system.getByText("refuses orders")).toBeVisible();
  await next(page);

  await step(page).getByLabel("It is sold at once").check();
  const before = await available();
  await step(page)
    .getByRole("button", { name: `Buy all ${before} × Lavender Honey` })
    .click();
  await expect(step(page).getByText(`Sold: ${before} × Lavender Honey.`, { exact: false })).toBeVisible();
  await expect(step(page).getByText("You predicted that.")).toBeVisible();
  expect(await available()).toBe(0);
  await next(page);

  // The place is kept.
  await page.reload();
  await expect(heading(page, "Read the dead letter")).toBeVisible();
  await expect(step(page)).toHaveCount(1);
  await until(async () => (await messages(shop, dlq)).length === 1);
  await step(page).getByLabel("3 times").check();
  await step(page).getByRole("button", { name: "Open the dead letter", disabled: false }).click();
  await expect(step(page).getByText("The factory answered 422", { exact: false }).first()).toBeVisible();
  await expect(step(page).getByRole("definition").filter({ hasText: /^3$/ }).first()).toBeVisible();
  await expect(step(page).getByText("Counted by SQS", { exact: false })).toBeVisible();
  await expectAccessible(page);
  await next(page);

  // Who leaves is told, and may come back.
  await page.getByRole("button", { name: "Leave the tour" }).click();
  const leaving = page.getByRole("dialog", { name: "The guided tour has broken the factory" });
  await expectAccessible(page);
  await leaving.getByRole("button", { name: "Leave it broken" }).click();
  await expect(page).toHaveURL(/\/console\/lab$/);
  await page.getByRole("link", { name: "Stock", exact: true }).click();
  await expect(page.getByText("The guided tour has broken the factory.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Donut-States" }).click();
  await leaving.getByRole("button", { name: "Stay" }).click();
  await expect(page).toHaveURL(/\/console\/stock$/);
  await page.getByRole("link", { name: "Back to the tour" }).click();

  await step(page).getByLabel("SQS sends it back by itself").check();
  await step(page).getByRole("button", { name: "Mend the factory" }).click();
  await expect(step(page).getByText("Your dead letter still rests in RestockQueueDlq.")).toBeVisible();
  await expect(step(page).getByText("Lavender Honey is still sold out.")).toBeVisible();
  await next(page);

  await step(page).getByLabel("When the factory has made it and reported back").check();
  await step(page).getByRole("button", { name: "Redrive the dead letter", disabled: false }).click();
  await expect(step(page).getByText("Lavender Honey came into stock.", { exact: false })).toBeVisible({
    timeout: 60_000,
  });
  expect(await available()).toBe(before);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Finish" }).click();
  await expect(page.getByText("You predicted 3 of 5 right.")).toBeVisible();
  expect(await messages(shop, dlq)).toEqual([]);
  await page.getByRole("link", { name: "The whole journey of your order" }).click();
  await expect(page.getByText("stock.replenished", { exact: true })).toBeVisible();
});

test("a learner who leaves can mend the factory on the way out", async ({ page }) => {
  await signInToConsole(page, shop, "operator");
  await page.goto(`${shop.web}/console/lab/tour`);
  await page.getByRole("button", { name: "Start the tour" }).click();
  await step(page).getByLabel("Dead letters appear").check();
  await step(page).getByRole("button", { name: "Break the factory" }).press("Enter");
  await expect(page.getByRole("button", { name: "Next step" })).toBeVisible();
  await page.getByRole("link", { name: "Donut-States" }).click();
  const leaving = page.getByRole("dialog", { name: "The guided tour has broken the factory" });
  await leaving.getByRole("button", { name: "Mend it and leave" }).click();
  await expect(page).toHaveURL(`${shop.web}/`);

  await page.goto(`${shop.web}/console/audit`);
  await expect(page.getByRole("button", { name: /mended the factory/ }).first()).toBeVisible();
  await page.goto(`${shop.web}/console/lab`);
  await page.getByRole("link", { name: "Go on with the tour" }).click();
  await page.getByRole("button", { name: "Start over" }).click();
  await expect(page.getByRole("button", { name: "Start the tour" })).toBeVisible();
});

test("a viewer may predict; breaking the factory is for operators", async ({ page }) => {
  await signInToConsole(page, shop, "viewer");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${shop.web}/console/lab/tour`);
  await expect(page.getByText("Breaking and mending the factory is for operators.", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Start the tour" }).click();
  await step(page).getByLabel("Dead letters appear").check();
  await step(page).getByRole("button", { name: "Break the factory" }).press("Enter");
  await expect(page.getByRole("region", { name: /Notifications/ }).getByText(/operators/)).toBeVisible();
  await expectAccessible(page);
});

/** The step that the learner is at. */
const step = (page: Page) => page.locator('[aria-current="step"]');
const heading = (page: Page, name: string) => step(page).getByRole("heading", { name });
const next = (page: Page) => page.getByRole("button", { name: "Next step" }).click();

async function available(): Promise<number> {
  const level = (await adminStock(shop)).find(({ productId }) => productId === product);
  if (!level) throw new Error(`There is no stock of ${product}.`);
  return level.available;
}
