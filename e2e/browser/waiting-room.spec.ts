import type { Shop } from "@donut/testing/shop";
import { adminStock } from "@donut/testing/shop-calls";
import { operatorToken } from "@donut/testing/sign-in";
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { expect, expectAccessible, signInToConsole, test } from "./fixtures.ts";

test.use({ shopOf: "waiting-room", reducedMotion: "reduce" });
test.describe.configure({ mode: "serial", timeout: 300_000 });

const ample = { x: 2, y: 600, n: 1, claimSeconds: 300, graceSeconds: 600, placesPerClient: 1000, guards: "all" };

const pages: Page[] = [];
test.afterEach(async () => {
  await Promise.all(pages.splice(0).map((it) => it.context().close()));
});
test.afterAll(({ shop }) => changeRoom(shop, { mode: "off" }));

test("while it is off nobody notices it: orders work as ever", async ({ browser, shop }) => {
  const page = await withDonut(browser, shop);
  await openBox(page);
  await order(page, "nobody-waits@example.com");
  await page.goto(`${shop.web}/waiting-room`);
  await expect(page.getByRole("heading", { name: "No line today" })).toBeVisible();
});

test("two of three people may order; the third waits, and is let in when the first orders", async ({
  browser,
  shop,
}) => {
  // Ticks are a minute apart, so it is not a tick that admits the third visitor.
  await openRoom(shop, { n: 60 });
  const first = await inLine(browser, shop);
  await expectTurn(first);
  const second = await inLine(browser, shop);
  await expectTurn(second);
  const third = await inLine(browser, shop);
  await expect(third.getByRole("heading", { name: "You are next" })).toBeVisible();
  await expectAccessible(third);

  await expect(first.getByRole("dialog").getByRole("timer")).toBeVisible();
  await order(first, "first@example.com");
  await expectTurn(third);
  await expectAccessible(third);
  await expect(first.getByRole("complementary", { name: "Your place in the line" })).toBeHidden();
  await order(third, "third@example.com");
});

test("the countdown stays in sight in the store, and an admitted visitor who returns is still admitted", async ({
  browser,
  shop,
}) => {
  await openRoom(shop);
  const page = await inLine(browser, shop);
  await expectTurn(page);
  await page.goto(shop.web);
  const bar = page.getByRole("complementary", { name: "Your place in the line" });
  await expect(bar.getByRole("timer")).toHaveText(/^\d+:\d\d$/);
  await expectAccessible(page);
  await bar.getByRole("button", { name: "Order now" }).click();
  await order(page, "comes-back@example.com");
  await expect(bar).toBeHidden();
});

test("a place survives a reload and is the same in a second tab; leaving it ends it in both", async ({
  browser,
  shop,
}) => {
  await openRoom(shop, { x: 1 });
  const holder = await inLine(browser, shop);
  await expectTurn(holder);
  const page = await inLine(browser, shop);
  const behind = await inLine(browser, shop);
  const number = await numberOf(page);
  await expect(behind.getByText("person ahead of you", { exact: true })).toBeVisible();

  await page.reload();
  expect(await numberOf(page)).toBe(number);
  const tab = await page.context().newPage();
  await tab.goto(`${shop.web}/waiting-room`);
  expect(await numberOf(tab)).toBe(number);

  await tab.getByRole("button", { name: "Leave the line" }).click();
  await tab.getByRole("button", { name: "Yes, leave" }).click();
  await expect(tab.getByText("You have left the line.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Get in line" })).toBeVisible();
  await expect(behind.getByRole("heading", { name: "You are next" })).toBeVisible();
});

test("when the time is up the visitor is told, nothing is ordered, and the line can be joined again", async ({
  browser,
  shop,
}) => {
  await openRoom(shop, { x: 1, y: 8 });
  const page = await inLine(browser, shop);
  await expectTurn(page);
  const next = await inLine(browser, shop);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "Your time is over" })).toBeVisible();
  await expectTurn(next);
  await expectAccessible(page);
  // From here on a turn is long enough for the slowest machine.
  await changeRoom(shop, { y: 600 });
  await page.getByRole("button", { name: "Get in line again" }).click();
  await expectTurn(page);
});

test("a visitor who closes the page loses their place after the grace period, and everyone behind moves up", async ({
  browser,
  shop,
}) => {
  await openRoom(shop, { x: 1, graceSeconds: 10 });
  await expectTurn(await inLine(browser, shop));
  const gone = await inLine(browser, shop);
  const behind = await inLine(browser, shop);
  await expect(behind.getByText("person ahead of you", { exact: true })).toBeVisible();
  await gone.context().close();
  await expect(behind.getByRole("heading", { name: "You are next" })).toBeVisible({ timeout: 60_000 });
});

test("a pause and a message reach everyone who waits, in their language", async ({ browser, shop }) => {
  await openRoom(shop, { x: 1 });
  await expectTurn(await inLine(browser, shop));
  const page = await inLine(browser, shop);
  const korean = await inLine(browser, shop, { locale: "ko-KR" });
  await expect(korean.getByText("명이 앞에 있어요")).toBeVisible();
  await changeRoom(shop, { mode: "paused", message: { en: "Back in five minutes.", ko: "5분 뒤에 다시 열어요." } });
  await expect(page.getByText("The line stands still")).toBeVisible();
  await expect(page.getByText("Back in five minutes.")).toBeVisible();
  await expect(korean.getByText("줄이 잠시 멈췄어요")).toBeVisible();
  await expect(korean.getByText("5분 뒤에 다시 열어요.")).toBeVisible();
  await expectAccessible(korean);
  await changeRoom(shop, { mode: "off" });
  await expect(page.getByRole("heading", { name: "There is no line any more" })).toBeVisible();
});

test("a forged token buys nothing, and leads to the waiting room", async ({ browser, shop }) => {
  await openRoom(shop);
  const before = await glazedLeft(shop);
  const answer = await fetch(`${shop.sales}/orders`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-admission": "eyJhbGciOiJub25lIn0.e30." },
    body: JSON.stringify({ lines: [{ productId: "glazed", quantity: 1 }], customer: { email: "forger@example.com" } }),
  });
  expect(answer.status).toBe(403);
  expect((await answer.json()).type).toMatch(/\/admission-required$/);
  expect(await glazedLeft(shop)).toBe(before);

  const page = await withDonut(browser, shop);
  const endsAt = Date.now() + 600_000;
  await page.evaluate((place) => localStorage.setItem("donut.place", JSON.stringify(place)), {
    placeToken: "forged",
    admission: { token: "forged", endsAt },
  });
  await page.reload();
  await openBox(page);
  await page.getByRole("button", { name: "Get in line" }).click();
  await expectTurn(page);
  expect(await glazedLeft(shop)).toBe(before);
});

test("an operator sees the room, changes it, and sends visitors through it", async ({ page, shop }) => {
  await changeRoom(shop, { mode: "off" });
  await signInToConsole(page, shop, "operator");
  await page.getByRole("link", { name: "Waiting room" }).click();
  await page.getByLabel("X, seats").fill("0");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("must be a whole number from 1 to 10000")).toBeVisible();
  await page.getByLabel("X, seats").fill("3");
  await page.getByLabel("Y, seconds each").fill("20");
  await page.getByRole("button", { name: "Apply" }).click();
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(page.getByText("People enter and are let in, strictly by their numbers.")).toBeVisible();

  await page.getByRole("button", { name: "Join as 10", exact: true }).click();
  await expect(page.getByRole("button", { name: /^Number \d+, \d+ s left/ }).first()).toBeVisible();
  await page.getByRole("button", { name: "Send one and follow it" }).click();
  await expect(page.getByText(/^Drew number \d+/)).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByText("Orders with the seat’s token")).toBeVisible({ timeout: 120_000 });
});

test("a viewer sees all of it and changes nothing", async ({ page, shop }) => {
  await signInToConsole(page, shop, "viewer");
  await page.goto(`${shop.web}/console/waiting-room`);
  const closing = page.getByRole("button", { name: "Closed", exact: true });
  await expect(closing).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByLabel("X, seats")).toHaveAttribute("readonly");
});

/** A separate browser, with a donut in its box. */
async function withDonut(browser: Browser, shop: Shop, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ reducedMotion: "reduce", locale: "en-US", ...options })).newPage();
  pages.push(page);
  await page.goto(`${shop.web}/donuts/glazed`);
  await page.getByRole("button", { name: /^(Put it in the box|상자에 담기)$/ }).click();
  return page;
}

async function openBox(page: Page): Promise<void> {
  await page
    .getByRole("banner")
    .getByRole("button", { name: /^(Open the box|상자 열기)/ })
    .click();
}

/** A visitor with a donut in the box who has joined the line. */
async function inLine(browser: Browser, shop: Shop, options?: BrowserContextOptions): Promise<Page> {
  const page = await withDonut(browser, shop, options);
  await openBox(page);
  await page.getByRole("button", { name: /^(Get in line|줄 서기)$/ }).click();
  await expect(page).toHaveURL(/\/waiting-room$/);
  // In the line, or admitted at once.
  await expect(page.getByRole("img", { name: /^(The line to the counter|Your donut at|주문대로)/ })).toBeAttached();
  return page;
}

async function expectTurn(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { name: "It’s your turn", includeHidden: true })).toBeVisible();
}

/** For the box that is open, or opens by itself. */
async function order(page: Page, email: string): Promise<void> {
  const box = page.getByRole("dialog");
  await box.getByLabel("Your e-mail").fill(email);
  await box.getByRole("button", { name: /^Order 1 donut/ }).click();
  await expect(page.getByRole("heading", { name: "One donut, all yours" })).toBeVisible();
}

async function numberOf(page: Page): Promise<string> {
  const value = page.getByText("Your number", { exact: true }).locator("xpath=../dd");
  await expect(value).toHaveText(/^[\d,]+$/);
  return (await value.textContent()) ?? "";
}

/** A new, empty line. */
async function openRoom(shop: Shop, settings: Record<string, unknown> = {}): Promise<void> {
  await changeRoom(shop, { mode: "off" });
  await changeRoom(shop, { ...ample, ...settings, mode: "open", message: null });
}

async function changeRoom(shop: Shop, change: Record<string, unknown>): Promise<void> {
  const response = await fetch(`${shop.admin}/waiting-room`, {
    method: "PUT",
    headers: { "content-type": "application/json", authorization: `Bearer ${await operatorToken(shop)}` },
    body: JSON.stringify(change),
  });
  if (!response.ok) throw new Error(`The room was not changed: ${await response.text()}`);
}

async function glazedLeft(shop: Shop): Promise<number | undefined> {
  return (await adminStock(shop)).find((it) => it.productId === "glazed")?.available;
}
