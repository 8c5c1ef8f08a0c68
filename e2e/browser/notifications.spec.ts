import { announceShopifyOrder } from "@donut/testing/announce";
import type { Shop } from "@donut/testing/shop";
import { sendFixture } from "@donut/testing/shopify-fixtures";
import type { BrowserContext, Page } from "@playwright/test";
import { expect, expectAccessible, signInToConsole, test } from "./fixtures.ts";

test.use({ reducedMotion: "reduce", shopOf: "notifications" });

/** Time for several functions to start. */
const patient = { timeout: 60_000 };

interface Shown {
  title: string;
  body: string;
  tag: string;
}

/** The notifications shown now, read from the real service worker's registration. */
const shown = (page: Page): Promise<Shown[]> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const notifications = (await registration?.getNotifications()) ?? [];
    return notifications.map(({ title, body, tag }) => ({ title, body, tag }));
  });

const titles = async (page: Page) => (await shown(page)).map(({ title }) => title);

const dismissAll = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    for (const notification of (await registration?.getNotifications()) ?? []) notification.close();
  });

/** A type of the worker's, which TypeScript does not know in a page's code. */
declare const NotificationEvent: new (type: string, init: { notification: Notification }) => Event;

/**
 * What the worker does on a click on a notification; a page cannot make the click itself, which belongs to the
 * operating system.
 */
async function click(context: BrowserContext, title: string): Promise<void> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  await worker.evaluate(async (title) => {
    const { registration } = self as unknown as { registration: ServiceWorkerRegistration };
    const notification = (await registration.getNotifications()).find((it) => it.title === title);
    if (!notification) throw new Error(`${title} is not shown.`);
    dispatchEvent(new NotificationEvent("notificationclick", { notification }));
  }, title);
}

async function pushed(shop: Shop) {
  const { messages } = (await (await fetch(`${shop.push}/messages`)).json()) as { messages: { text: string }[] };
  return messages.map(({ text }) => ({ text, title: JSON.parse(text).notification.title as string }));
}

async function openNotifications(page: Page, context: BrowserContext, shop: Shop): Promise<void> {
  await context.grantPermissions(["notifications"], { origin: shop.web });
  await fetch(`${shop.push}/messages`, { method: "DELETE" });
  await signInToConsole(page, shop, "operator");
  await page.goto(`${shop.web}/console/notifications`);
  await expect(page.getByText("Notifications are off here.")).toBeVisible(patient);
}

test("if the browser's push service is unreachable, the console says so, and the local one works", async ({
  page,
  context,
  shop,
}) => {
  test.slow();
  await openNotifications(page, context, shop);
  await expectAccessible(page);

  await page.getByRole("button", { name: "Turn on notifications" }).click();
  await expect(page.getByText("The browser could not subscribe at its push service.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: `Use ${new URL(shop.push).host}` }).click();
  await expect(page.getByText("Notifications are on here.")).toBeVisible();
  await expect(page.getByRole("list", { name: "Your devices" }).getByText("this browser")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Send a test", exact: true }).first().click();
  await expect.poll(() => titles(page), patient).toEqual(["Notifications reach this device"]);
  await dismissAll(page);

  // The same event twice, as a queue may deliver it.
  await announceShopifyOrder(shop.databaseUrl, { orderId: "1001" });
  await announceShopifyOrder(shop.databaseUrl, { orderId: "1001" });
  await expect.poll(() => titles(page), patient).toEqual(["New order #1001 · 6,000 KRW"]);

  // A flood: it starts a new notification, or continues the last one if that is recent. Either way, one more.
  await Promise.all(
    Array.from({ length: 14 }, (_, n) =>
      announceShopifyOrder(shop.databaseUrl, { orderId: `20${n}`, amount: n === 0 ? "39000" : "21000" }),
    ),
  );
  await expect
    .poll(async () => (await titles(page)).toSorted(), patient)
    .toEqual(["14 new orders · 312,000 KRW", "New order #1001 · 6,000 KRW"]);
  expect((await pushed(shop)).filter(({ title }) => title.includes("#1001"))).toHaveLength(1);

  await page.goto(shop.push);
  await expect(page.getByRole("heading", { name: "14 new orders · 312,000 KRW" })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${shop.web}/console/notifications`);
  await page.getByRole("button", { name: "Turn off here" }).click();
  await expect(page.getByText("Notifications are off here.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("None yet. The first one can be this browser.")).toBeVisible();
});

test("what a browser is pushed is shown once, and a click on it opens the order", async ({ page, context, shop }) => {
  test.slow();
  // Subscribing is real, except for the connection to Google: the keys come from the shop's own push service.
  await page.addInitScript((service) => {
    PushManager.prototype.subscribe = async (options) => {
      const response = await fetch(`${service}/subscriptions`, {
        method: "POST",
        body: JSON.stringify({ applicationServerKey: options?.applicationServerKey }),
      });
      const { receiver: _, ...subscription } = await response.json();
      return { ...subscription, options, toJSON: () => subscription, unsubscribe: async () => true };
    };
  }, shop.push);
  const browser = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) =>
    browser.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const [one] = registrations.filter(({ scopeURL }) => scopeURL.startsWith(shop.web));
      if (one) resolve(one.registrationId);
    }),
  );
  await browser.send("ServiceWorker.enable");
  await openNotifications(page, context, shop);
  await page.getByRole("button", { name: "Turn on notifications" }).click();
  await expect(page.getByText("Notifications are on here.")).toBeVisible(patient);

  expect(await sendFixture(shop, "01-single-line.json")).toBe(200);
  await expect.poll(async () => (await pushed(shop)).length, patient).toBe(1);
  const [{ text: data = "" } = {}] = await pushed(shop);
  expect(await shown(page)).toEqual([]);
  const deliver = { origin: shop.web, registrationId: await registered, data };
  await browser.send("ServiceWorker.deliverPushMessage", deliver);
  await expect.poll(() => titles(page)).toEqual(["New order #1001 · 6,000 KRW"]);
  await browser.send("ServiceWorker.deliverPushMessage", deliver);
  await browser.send("ServiceWorker.deliverPushMessage", { ...deliver, data: "no JSON" });
  await expect
    .poll(async () => (await titles(page)).toSorted())
    .toEqual(["Donut-States", "New order #1001 · 6,000 KRW"]);

  await click(context, "New order #1001 · 6,000 KRW");
  await expect(page).toHaveURL(`${shop.web}/console/shopify/orders/6200000031677`);
  await expect(page.getByRole("heading", { name: "Order #1001" })).toBeVisible();
  expect(await titles(page)).toEqual(["Donut-States"]);
});

test("a browser that blocks notifications says how to allow them; a viewer learns that they are for operators", async ({
  page,
  shop,
}) => {
  await page.addInitScript(() => Object.defineProperty(Notification, "permission", { get: () => "denied" }));
  await signInToConsole(page, shop, "viewer");
  await page.goto(`${shop.web}/console/notifications`);
  await expect(page.getByText("This browser blocks notifications of this site.")).toBeVisible(patient);
  await expect(page.getByRole("button", { name: "Turn on notifications" })).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);
});
