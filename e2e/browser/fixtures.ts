import AxeBuilder from "@axe-core/playwright";
import { openShop, type Shop } from "@donut/testing/shop";
import { accounts } from "@donut/testing/sign-in";
import { test as base, expect, type Page } from "@playwright/test";

/**
 * Tests with a whole running shop: one per worker, with its own ports and data. A file that counts things sets `shopOf`
 * to a name of its own, and gets a shop that no other file's tests have used.
 */
export const test = base.extend<object, { shop: Shop; shopOf: string }>({
  shopOf: ["everyone", { scope: "worker", option: true }],
  shop: [
    async ({ shopOf: _ }, use) => {
      const shop = await openShop();
      await use(shop);
      await shop.remove();
    },
    { scope: "worker", timeout: 360_000 },
  ],
});

export { expect };

/** WCAG 2.2 AA, and accessible names that contain the visible label (2.5.3), which axe checks only on request. */
const rules = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  rules: { "label-content-name-mismatch": { enabled: true } },
};

/** Expects no violations in what the page shows now. */
export async function expectAccessible(page: Page): Promise<void> {
  // What lies half below the header at the top of the window would count as too small a target.
  await page.evaluate(() => scrollTo(0, 0));
  // Contrast is measured once animations have ended.
  await page.evaluate(() => Promise.all(document.getAnimations().map((it) => it.finished.catch(() => undefined))));
  const { violations } = await new AxeBuilder({ page }).options(rules).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }))).toEqual([]);
}

/** Signs in to the console's map as an operator or a viewer, on the issuer's page. */
export async function signInToConsole(page: Page, shop: Shop, account: keyof typeof accounts): Promise<void> {
  await page.goto(`${shop.web}/console/map`);
  await page.getByRole("button", { name: "Sign in" }).click();
  await chooseAccount(page, account);
  await expect(page.getByRole("button", { name: /^Account of/ })).toBeVisible();
}

/** On the issuer's page. */
export async function chooseAccount(page: Page, account: keyof typeof accounts): Promise<void> {
  await page.getByRole("button", { name: accounts[account] }).click();
}
