import type { Shop } from "@donut/testing/shop";
import { adjustStock, buy, factoryBehaves, mails, products } from "@donut/testing/shop-calls";
import { expect, expectAccessible, test } from "./fixtures.ts";

test.use({ reducedMotion: "reduce", shopOf: "wishes" });

/** Time for several functions to start. */
const patient = { timeout: 60_000 };
const productId = "lavender-honey";
const leftOf = async (shop: Shop) => (await products(shop)).find(({ id }) => id === productId)?.stock.available ?? 0;
const mailsTo = async (shop: Shop, email: string) =>
  (await mails(shop)).filter(({ destination }) => destination.to.includes(email));

test("a customer asks for a sold-out donut, gets one mail when it is back, and can change their mind", async ({
  page,
  shop,
}) => {
  await factoryBehaves(shop, { productionSeconds: 600 });
  await buy(shop, [{ productId, quantity: await leftOf(shop) }]);
  // The function starts before somebody waits for it.
  expect((await fetch(`${shop.sales}/wishes/standing?undo=none`)).status).toBe(403);
  await page.goto(`${shop.web}/donuts/${productId}`);
  const tell = page.getByRole("button", { name: /^Tell me when it’s back/ });
  await tell.click();
  const email = page.getByLabel("Your e-mail");
  await expect(email).toBeFocused();
  // The last one is refused by the shop alone.
  for (const wrong of ["mina", "mina@example.c0m"]) {
    await email.fill(wrong);
    await email.press("Enter");
    await expect(email).toHaveAccessibleDescription(/Is there a typo\?/, patient);
    await expect(email).toBeFocused();
  }
  await expectAccessible(page);
  await email.fill("Mina@Example.com");
  await page.getByRole("button", { name: "Tell me", exact: true }).click();
  await expect(page.getByText("We’ll write to mina@example.com once it’s back.")).toBeVisible(patient);
  await expect(page.getByRole("button", { name: /^Undo/ })).toBeFocused();
  await expectAccessible(page);

  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(page.getByText("Taken back: we won’t write.")).toBeVisible();
  await tell.click();
  await email.fill("mina@example.com");
  await email.press("Enter");
  await expect(page.getByRole("button", { name: /^Undo/ })).toBeVisible();
  await page.reload();
  await expect(page.getByText("We’ll write to mina@example.com once it’s back.")).toBeVisible();

  await adjustStock(shop, productId, 5);
  await expect.poll(() => mailsTo(shop, "mina@example.com"), patient).toHaveLength(1);
  await expect(page.getByRole("button", { name: "Put it in the box" })).toBeEnabled();

  // Sold out again: that wish is over.
  await adjustStock(shop, productId, -5);
  await expect(tell).toBeVisible();
  await expect(page.getByText("We’ll write to")).toHaveCount(0);
});

test("the box offers it as well, and the mail’s link ends all requests once its button is pressed", async ({
  page,
  shop,
}) => {
  await factoryBehaves(shop, { productionSeconds: 600 });
  await adjustStock(shop, productId, 2 - (await leftOf(shop)));
  await page.goto(`${shop.web}/donuts/${productId}`);
  await page.getByRole("button", { name: "Put it in the box" }).click();
  await page.getByRole("button", { name: "To the box" }).click();
  await adjustStock(shop, productId, -2);
  const box = page.getByRole("dialog");
  await box.getByRole("button", { name: /^Tell me when it’s back/ }).click();
  await box.getByLabel("Your e-mail").first().fill("hana@example.com");
  await box.getByLabel("Your e-mail").first().press("Enter");
  await expect(box.getByText("We’ll write to hana@example.com once it’s back.")).toBeVisible();
  await expectAccessible(page);

  await adjustStock(shop, productId, 2);
  await expect.poll(() => mailsTo(shop, "hana@example.com"), patient).toHaveLength(1);
  const [mail] = await mailsTo(shop, "hana@example.com");
  const [link = ""] = /http\S+\/wishes\/end\?token=\S+/.exec(mail?.body.text ?? "") ?? [];
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "You are waiting for nothing" })).toBeVisible();
  await expectAccessible(page);

  await adjustStock(shop, productId, -2);
  const ask = { productId, email: "hana@example.com", language: "en" };
  const headers = { "content-type": "application/json" };
  await fetch(`${shop.sales}/wishes`, { method: "POST", headers, body: JSON.stringify(ask) });
  await page.reload();
  await expect(page.getByText("Lavender Honey")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Take them back" }).click();
  await expect(page.getByRole("heading", { name: "Taken back" })).toBeVisible();
});
