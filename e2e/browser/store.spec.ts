import { buy, factoryBehaves, mails, products, setConsumer } from "@donut/testing/shop-calls";
import { expect, expectAccessible, test } from "./fixtures.ts";

test.use({ reducedMotion: "reduce", shopOf: "store" });

/** Time for several functions to start. */
const patient = { timeout: 60_000 };

test("a customer buys out the Hoyong Special and watches it come back", async ({ page, shop }) => {
  await factoryBehaves(shop, { productionSeconds: 1 });
  await setConsumer(shop, "StockInQueue", false);
  await page.goto(`${shop.web}/donuts/hoyong-special`);
  await page.getByRole("button", { name: "Put it in the box" }).click();
  await page.getByRole("textbox", { name: "How many Hoyong Special" }).fill("20");
  await page.getByRole("button", { name: "To the box" }).click();
  await page.getByLabel("Your e-mail").fill("Mina@Example.com");
  await page.getByRole("button", { name: /Order 20 donuts/ }).click();

  await expect(page.getByRole("heading", { name: "20 donuts, all yours" })).toBeVisible();
  await expect(page.getByText("Order placed")).toBeVisible();
  await expect(page.getByText("Hoyong Special is sold out")).toBeVisible(patient);
  await expect(page.getByText("The factory said yes")).toBeVisible(patient);
  await expect(page.getByText(/^[a-z]+\.[a-z_]+$/)).toHaveCount(0);
  const tickets = async () => (await mails(shop)).map(({ subject }) => subject).filter((it) => it.includes("ticket"));
  await expect.poll(tickets, patient).toEqual(["Your ticket: 20 donuts"]);
  await expectAccessible(page);

  const orderUrl = page.url();
  await page.goto(`${shop.web}/donuts/hoyong-special`);
  await expect(page.getByRole("button", { name: "Sold out just now" })).toBeDisabled();
  await expect(page.getByText(/Fresh (in|any moment)/)).toBeVisible();
  await setConsumer(shop, "StockInQueue", true);
  await expect(page.getByRole("button", { name: "Put it in the box" })).toBeEnabled(patient);

  await page.goto(orderUrl);
  await expect(page.getByText("Fresh batch on the tray")).toBeVisible(patient);
  expect((await products(shop)).find(({ id }) => id === "hoyong-special")?.stock.available).toBe(20);
});

test("if somebody else was quicker, the box says so, and nothing is sold", async ({ page, shop }) => {
  await factoryBehaves(shop, { productionSeconds: 600 });
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

test("the box and the order survive a reload, and a keyboard is enough", async ({ page, shop }) => {
  await page.goto(shop.web);
  const add = page.getByRole("button", { name: /^Add Original Glazed to the box/ }).first();
  await add.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.reload();
  await page.getByRole("button", { name: "Open the box, 2 donuts" }).press("Enter");
  const email = page.getByLabel("Your e-mail");
  // What is wrong is said beside the field, which stays open. The last two are refused by the shop alone.
  for (const wrong of ["jun", "ju..n@example.com", "jun@example.c0m"]) {
    await email.fill(wrong);
    await email.press("Enter");
    await expect(email).toHaveAccessibleDescription(/Is there a typo\?/);
    await expect(email).toBeFocused();
  }
  await expectAccessible(page);
  await email.fill("");
  await page.keyboard.type("jun@example.com");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "2 donuts, all yours" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "2 donuts, all yours" })).toBeVisible();
  await page.getByRole("button", { name: "Open the box, 0 donuts" }).press("Enter");
  await expect(page.getByText("Nothing in it yet.")).toBeVisible();
  await expect(page.getByRole("dialog").getByRole("button", { name: /Order/ })).toHaveCount(0);
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

test("while the shop is unreachable the page says so once and stays still, and recovers by itself", async ({
  page,
  shop,
  context,
}) => {
  // A clock that is wrong by an hour changes no countdown.
  await page.clock.install({ time: Date.now() + 3600_000 });
  await page.route(`${shop.sales}/**`, (route) => route.abort());
  await page.goto(shop.web);
  const again = page.getByRole("button", { name: "Try again" });
  await expect(again).toBeVisible();
  await again.evaluate((button) => {
    new MutationObserver(() => !button.isConnected && document.body.setAttribute("data-flickered", "")).observe(
      document.body,
      { childList: true, subtree: true },
    );
  });
  const refused = page.waitForEvent("requestfailed");
  await again.click();
  await refused;
  await page.waitForEvent("requestfailed");
  await expect(page.locator("body")).not.toHaveAttribute("data-flickered");
  await expect(page.getByText(/doesn’t answer|can’t reach the shop/).filter({ visible: true })).toHaveCount(1);
  await expectAccessible(page);

  await page.unroute(`${shop.sales}/**`);
  await expect(page.getByRole("heading", { name: "All states" })).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText("We can’t reach the shop just now.")).toBeVisible();
  await page.getByRole("link", { name: "Passport" }).click();
  await expect(page.getByText("Ordered on this device")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("We can’t reach the shop just now.")).toBeHidden();

  await factoryBehaves(shop, { productionSeconds: 600 });
  expect((await buy(shop, [{ productId: "lavender-honey", quantity: 40 }])).status).toBe(201);
  await page.goto(`${shop.web}/donuts/lavender-honey`);
  await expect(page.getByRole("timer")).toHaveText(/^Fresh in (10|\d):\d\d$/);
});

test("numbers keep changing in a page that a translator has rewritten", async ({ page, shop }) => {
  const failures: Error[] = [];
  page.on("pageerror", (failure) => failures.push(failure));
  await page.addInitScript(translateLikeABrowser);
  await page.goto(`${shop.web}/donuts/cinnamon-twist`);
  const left = async (n: number) =>
    expect(page.locator("main")).toHaveText(new RegExp(`(?<!\\d)${n} left`), { useInnerText: true });
  const { available = 0 } = (await products(shop)).find(({ id }) => id === "cinnamon-twist")?.stock ?? {};
  await left(available);
  await expect(page.locator("main font").first()).toBeVisible();
  expect((await buy(shop, [{ productId: "cinnamon-twist", quantity: 2 }])).status).toBe(201);
  await left(available - 2);

  await page.getByRole("button", { name: "Put it in the box" }).click();
  await page.getByRole("button", { name: "To the box" }).click();
  await page.getByRole("button", { name: "One Cinnamon Twist more" }).last().click();
  await expect(page.getByRole("button", { name: /Order 2 donuts.*₩3,400/ })).toBeVisible();
  await page.getByLabel("Your e-mail").fill("mina@example.com");
  await page.getByRole("button", { name: /Order 2 donuts/ }).click();
  await expect(page.getByRole("heading", { name: "2 donuts, all yours" })).toBeVisible();
  await page.getByRole("link", { name: "Donut-States" }).click();
  await expect(page.getByRole("heading", { name: "All states" })).toBeVisible();
  expect(failures).toEqual([]);
});

/** Like Google Translate in Chrome, it wraps every text node, also those that come later, in two `<font>`s. */
function translateLikeABrowser(): void {
  const wrap = (root: Node) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    while (walker.nextNode()) found.push(walker.currentNode as Text);
    for (const text of found) {
      const parent = text.parentElement;
      if (!parent || !text.data.trim() || parent.closest("font, script, style, title, svg")) continue;
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      // The node that React knows is no longer in the page.
      inner.textContent = text.data;
      outer.append(inner);
      text.replaceWith(outer);
    }
  };
  addEventListener("DOMContentLoaded", () => {
    wrap(document.body);
    new MutationObserver((records) => {
      for (const { target } of records) if (target.isConnected) wrap(target);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

test("an address that does not exist says so and leads back", async ({ page, shop }) => {
  await page.goto(`${shop.web}/nowhere/at-all`);
  await expect(page.getByRole("heading", { name: "Uncharted territory" })).toBeVisible();
  await page.getByRole("link", { name: "Back to the atlas" }).click();
  await expect(page.getByRole("heading", { name: "All states" })).toBeVisible();
});
