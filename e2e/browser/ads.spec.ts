import { openShop, type Shop } from "@donut/testing/shop";
import { buy, factoryBehaves, mailboxesBehave, mails, setConsumer } from "@donut/testing/shop-calls";
import { expect, test } from "@playwright/test";
import { expectAccessible, signInToConsole } from "./fixtures.ts";

test.use({ reducedMotion: "reduce" });

/** Time for several functions to start. */
const patient = { timeout: 60_000 };
let shop: Shop;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  shop = await openShop();
});
test.afterAll(() => shop?.remove());

test("a shortage sends one mail, whose link stops the ad after a confirmation", async ({ page, context }) => {
  test.slow();
  await factoryBehaves(shop, { refuse: true });
  await signInToConsole(page, shop, "operator");
  await page.goto(`${shop.web}/console/campaigns`);
  const card = page.getByRole("listitem", { name: "As seen in Hoyong's video" });
  await expect(card.getByText("It has run all the time.")).toBeVisible();

  const { order } = await (await buy(shop, [{ productId: "hoyong-special", quantity: 20 }])).json();
  await expect(card.getByText("stop requested").first()).toBeVisible(patient);
  await expect(card.getByText(/^About Hoyong Special, sent/)).toBeVisible(patient);
  await expect(card.getByText(/is short for/)).toBeVisible();
  await expectAccessible(page);

  const inbox = await context.newPage();
  await inbox.goto(shop.inbox);
  await expect(inbox.getByText("Please stop the ads: Hoyong Special is short").first()).toBeVisible();
  const about = (await mails(shop)).filter(({ subject }) => subject.startsWith("Please stop the ads: Hoyong Special"));
  expect(about).toHaveLength(1);
  const [link = ""] = /http\S+stop\?token=\S+/.exec(about[0]?.body.text ?? "") ?? [];

  await inbox.goto(link);
  await expect(inbox.getByRole("heading", { name: "Stop these ads?" })).toBeVisible();
  await expectAccessible(inbox);
  await expect(card.getByText("stop requested").first()).toBeVisible();
  await inbox.getByRole("button", { name: "Stop the ads" }).click();
  await expect(inbox.getByRole("heading", { name: "These ads are stopped" })).toBeVisible();
  await expectAccessible(inbox);
  await expect(card.getByText("ad manager, by the link")).toBeVisible();
  await expect(card.getByRole("button", { name: /It is stopped|Run again/ })).toHaveCount(0);

  // Customers are told of their donuts, not of our ads.
  await inbox.goto(`${shop.web}/orders/${order.id}`);
  await expect(inbox.getByText("Hoyong Special is sold out")).toBeVisible();
  await expect(inbox.getByText(/\bads?\b/)).toHaveCount(0);
});

test("the request is withdrawn if the stock returns first, and only one mail was sent", async ({ page }) => {
  test.slow();
  await factoryBehaves(shop, { refuse: false, productionSeconds: 1 });
  await setConsumer(shop, "StockInQueue", false);
  await signInToConsole(page, shop, "viewer");
  await page.goto(`${shop.web}/console/campaigns`);
  const card = page.getByRole("listitem", { name: "The classics" });
  expect((await buy(shop, [{ productId: "injeolmi", quantity: 60 }])).status).toBe(201);
  await expect(card.getByText("stop requested").first()).toBeVisible(patient);
  await expect(card.getByRole("button", { name: "It is stopped" })).toHaveAttribute("aria-disabled", "true");
  await expect(card.getByText(/^About .*Injeolmi.*, sent/)).toBeVisible(patient);
  await setConsumer(shop, "StockInQueue", true);
  await expect(card.getByRole("list").last().getByRole("listitem")).toHaveText([/running.*stock of/, /stop requested/]);
  expect((await mails(shop)).filter(({ subject }) => subject.includes("Injeolmi"))).toHaveLength(1);
});

test("an operator stops an ad and lets it run again", async ({ page }) => {
  await factoryBehaves(shop, { refuse: false, productionSeconds: 1 });
  await setConsumer(shop, "StockInQueue", false);
  await signInToConsole(page, shop, "operator");
  await page.goto(`${shop.web}/console/campaigns`);
  const card = page.getByRole("listitem", { name: "Pink week" });
  expect((await buy(shop, [{ productId: "strawberry-frosted", quantity: 80 }])).status).toBe(201);
  await card.getByRole("button", { name: "It is stopped" }).click();
  await expect(card.getByRole("button", { name: "It is stopped" })).toBeHidden();
  await setConsumer(shop, "StockInQueue", true);
  await card.getByRole("button", { name: "Run again" }).click();
  await expect(card.getByRole("list").last().getByRole("listitem")).toHaveText([
    /running.*Operator/,
    /may resume/,
    /stopped.*Operator/,
    /stop requested/,
  ]);
});

test("a mail that bounces: the campaign and its journey show why, and it arrives after a redrive", async ({ page }) => {
  test.slow();
  await factoryBehaves(shop, { refuse: false, productionSeconds: 300 });
  await mailboxesBehave(shop, { bounce: "permanent" });
  await signInToConsole(page, shop, "operator");
  await page.goto(`${shop.web}/console/campaigns`);
  const card = page.getByRole("listitem", { name: "The classics" });
  expect((await buy(shop, [{ productId: "boston-cream", quantity: 60 }])).status).toBe(201);
  await expect(card.getByText("About Boston Cream, came back for good")).toBeVisible(patient);
  await expect(card.getByText(/user unknown/)).toBeVisible();
  await expectAccessible(page);

  await card.getByRole("link", { name: "See where it rests" }).click();
  await expect(page.getByText("campaign.mail_bounced")).toBeVisible();
  await expect(page.getByText("MailBounced").first()).toBeVisible();
  await page.getByRole("link", { name: "Open the dead letter" }).click();
  const deadLetter = page.getByRole("complementary", { name: "Dead letter" });
  await expect(deadLetter.getByRole("heading", { name: "Bounce" })).toBeVisible();

  await mailboxesBehave(shop, { bounce: "none" });
  await deadLetter.getByRole("button", { name: "Redrive", exact: true }).click();
  await page.getByRole("dialog", { name: "Redrive" }).getByRole("button", { name: "Redrive 1 message" }).click();
  await page.goto(`${shop.web}/console/campaigns`);
  await expect(card.getByText(/^About Boston Cream, sent/)).toBeVisible(patient);
  expect((await mails(shop)).filter(({ subject }) => subject.includes("ads: Boston Cream"))).toHaveLength(1);
});
