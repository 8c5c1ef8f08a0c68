import { buy } from "@donut/testing/shop-calls";
import type { Page } from "@playwright/test";
import { chooseAccount, expect, expectAccessible, signInToConsole, test } from "./fixtures.ts";

test.use({ reducedMotion: "reduce" });

const gate = (page: Page) => page.getByRole("heading", { name: "Operators only, please" });

test("a link into the console leads through the sign-in to where it points", async ({ page, shop }) => {
  const link = `${shop.web}/console/map?at=RestockQueueDlq`;
  const asked: string[] = [];
  page.on("request", (request) => request.url().startsWith(shop.admin) && asked.push(request.url()));
  // The map's address of before leads to where the map is now.
  await page.goto(`${shop.web}/console?at=RestockQueueDlq`);
  await expect(gate(page)).toBeVisible();
  await expectAccessible(page);
  expect(asked).toEqual([]);

  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Who is signing in?" })).toBeVisible();
  await expectAccessible(page);
  await chooseAccount(page, "operator");

  await expect(page).toHaveURL(link);
  await expect(page.getByRole("heading", { name: "RestockQueueDlq" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Account of Operator" }).click();
  await expect(page.getByText("operator@example.com")).toBeVisible();
  await expectAccessible(page);
});

test("a reload stays signed in, and no script finds a token", async ({ page, shop }) => {
  await signInToConsole(page, shop, "viewer");
  await page.goto(`${shop.web}/console/stock`);
  await expect(page.getByRole("button", { name: "Account of Viewer" })).toBeVisible();
  await expect(page).toHaveURL(`${shop.web}/console/stock`);

  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  expect(kept).not.toMatch(/eyJ|refresh_token|id_token/);
});

test("a token is renewed before it ends, and a call that comes too late renews it first", async ({ page, shop }) => {
  await page.clock.install();
  await signInToConsole(page, shop, "viewer");
  const renewals: string[] = [];
  page.on("request", (request) => request.url() === `${shop.issuer}/token` && renewals.push(request.url()));
  const aMinuteLater = async () => {
    await page.clock.fastForward("01:00");
    return renewals.length;
  };
  await page.clock.fastForward("14:30");
  await expect.poll(() => renewals.length).toBe(1);
  // Minute by minute: the new token's time counts only from the arrival of its answer.
  await expect.poll(aMinuteLater, { intervals: [100] }).toBe(2);
  await expect(page.getByRole("button", { name: "Account of Viewer" })).toBeVisible();
});

test("a token that an API refuses is renewed once", async ({ page, shop }) => {
  await signInToConsole(page, shop, "viewer");
  let refusals = 0;
  await page.route(`${shop.admin}/stock`, (route) =>
    refusals++ === 0
      ? route.fulfill({ status: 401, headers: { "access-control-allow-origin": shop.web }, json: { message: "No" } })
      : route.continue(),
  );
  const renewal = page.waitForResponse(`${shop.issuer}/token`);
  await page.goto(`${shop.web}/console/stock`);
  expect((await renewal).ok()).toBe(true);
  await expect(page.getByText("glazed", { exact: true }).first()).toBeVisible();
});

test("a session that cannot be renewed ends at the sign-in, and continues where it was", async ({ page, shop }) => {
  await page.clock.install();
  await signInToConsole(page, shop, "operator");
  await page.getByRole("link", { name: "Stock" }).click();
  await page.route(`${shop.issuer}/token`, (route) =>
    route.fulfill({
      status: 400,
      headers: { "access-control-allow-origin": shop.web },
      json: { error: "invalid_grant" },
    }),
  );
  await page.clock.fastForward("14:30");
  await expect(page.getByText("Your sign-in has ended.")).toBeVisible();

  await page.unroute(`${shop.issuer}/token`);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${shop.web}/console/stock`);
  await expect(page.getByRole("button", { name: "Account of Operator" })).toBeVisible();
});

test("signing out ends it here, at the issuer and in the other tab", async ({ page, shop, context }) => {
  await signInToConsole(page, shop, "operator");
  const other = await context.newPage();
  await other.goto(`${shop.web}/console/stock`);
  await expect(other.getByRole("button", { name: "Account of Operator" })).toBeVisible();

  await page.getByRole("button", { name: "Account of Operator" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(`${shop.web}/`);
  await expect(gate(other)).toBeVisible();

  await page.goto(`${shop.web}/console`);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Who is signing in?" })).toBeVisible();
});

test("a user without a role is told so, and may sign in as somebody else", async ({ page, shop }) => {
  await page.goto(`${shop.web}/console`);
  await page.getByRole("button", { name: "Sign in" }).click();
  await chooseAccount(page, "customer");
  await expect(page.getByRole("heading", { name: "customer@example.com has no role here" })).toBeVisible();
  await expectAccessible(page);
});

test("a customer finds their orders from another device, and orders as themselves, whoever used it before", async ({
  page,
  shop,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const order = page.getByRole("button", { name: /Order 1 donut/ });
  const putOneIn = async () => {
    await page.goto(`${shop.web}/donuts/injeolmi`);
    await page.getByRole("button", { name: "Put it in the box" }).click();
    await page.getByRole("button", { name: "To the box" }).click();
  };
  // Nobody else of this shop's tests orders under this address.
  const email = "yuna@example.com";
  expect((await buy(shop, [{ productId: "glazed", quantity: 3 }], undefined, email)).status).toBe(201);
  await putOneIn();
  await page.getByLabel("Your e-mail").fill("earlier@example.com");
  await order.click();
  await page.getByRole("link", { name: "Passport" }).last().click();
  await expect(page.getByRole("img", { name: "Stamped: you have ordered 1" })).toBeVisible();

  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel("Or anyone else, by e-mail address").fill("yuna");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toHaveText("This is not an e-mail address.");
  await page.getByLabel("Or anyone else, by e-mail address").fill("Yuna@Example.com");
  await page.getByRole("button", { name: "Sign in" }).click();

  await expect(page).toHaveURL(`${shop.web}/orders`);
  await expect(page.getByRole("heading", { name: "Your orders" })).toBeVisible();
  await expect(page.getByText("Regular", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: /3 donuts/ })).toBeVisible();
  await expect(page.getByRole("img", { name: "Stamped: you have ordered 3" })).toBeVisible();
  await expect(page.getByRole("img", { name: /^Stamped/ })).toHaveCount(1);
  await expectAccessible(page);

  await putOneIn();
  await expect(page.getByText(`Ordering as ${email}`)).toBeVisible();
  await order.click();
  await page.getByRole("link", { name: "Passport" }).last().click();
  await expect(page.getByRole("link", { name: /1 donut/ })).toBeVisible();
  await expect(page.getByRole("img", { name: "Stamped: you have ordered 1" })).toBeVisible();

  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "All states" })).toBeVisible();
  await putOneIn();
  await expect(page.getByText("Ordering as earlier@example.com")).toBeVisible();
});

test("an unsolicited answer of the issuer signs nobody in", async ({ page, shop }) => {
  await page.goto(`${shop.web}/signed-in?code=stolen&state=unknown`);
  await expect(page.getByRole("heading", { name: "The sign-in did not arrive" })).toBeVisible();
  await expectAccessible(page);
});
