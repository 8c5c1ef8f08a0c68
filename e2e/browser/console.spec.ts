import { until } from "@donut/testing/shop";
import { buy, factoryBehaves, messages } from "@donut/testing/shop-calls";
import { expect, expectAccessible, signInToConsole, test } from "./fixtures.ts";

test.use({ reducedMotion: "reduce" });

const pages = [
  "",
  "/map",
  "/queues",
  "/queues/RestockQueue",
  "/queues/RestockQueueDlq",
  "/alerts",
  "/orders",
  "/stock",
  "/production",
  "/order-line",
  "/waiting-room",
  "/campaigns",
  "/customers",
  "/shopify",
  "/audit",
  "/lab",
  "/lab/tour",
  "/notifications",
];

test("a refusing factory: the dead letter is on the map, with the reason that put it there", async ({ page, shop }) => {
  await factoryBehaves(shop, { refuse: true });
  const { status } = await buy(shop, [{ productId: "caramel-pecan", quantity: 1000 }]);
  expect(status).toBe(409);
  await until(async () => (await messages(shop, "RestockQueueDlq")).length === 1);

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

test("the overview says what is wrong and where to go; its charts are there in words and as a table", async ({
  page,
  shop,
}) => {
  await signInToConsole(page, shop, "viewer");
  await page.goto(`${shop.web}/console`);
  await expect(page.getByText(/things? needs? you$/)).toBeVisible();
  const trouble = page.getByRole("listitem").filter({ hasText: "1 message of RestockQueue could not be handled" });
  await expect(trouble.getByRole("link", { name: "Read and redrive" })).toHaveAttribute("href", /RestockQueueDlq$/);
  await expect(page.getByRole("figure", { name: "Dead letters" })).toContainText("Dead letters: latest 1, highest 1");
  await expect(page.locator(".numbers-plot canvas")).toHaveCount(6);
  await page.getByRole("button", { name: "15 min" }).click();
  await expect(page).toHaveURL(/range=15m/);
  await page.getByText("As a table").click();
  const table = page.getByRole("table", { name: "Numbers over time" });
  await expect(table.getByRole("columnheader", { name: "Failed tries" })).toBeVisible();
  await expect(table.getByRole("row")).toHaveCount(16);
  await expectAccessible(page);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: /^Overview/ }).click();
  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Queues" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Queues" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Map" })).toBeHidden();
});

test("sick queues come first; the list can be sorted and filtered, and its address says how", async ({
  page,
  shop,
}) => {
  await signInToConsole(page, shop, "viewer");
  await page.goto(`${shop.web}/console/queues`);
  const work = page.getByRole("table", { name: "Queues", exact: true });
  await expect(work.getByRole("row").nth(1)).toContainText("RestockQueue");
  await work.getByRole("button", { name: "Queue", exact: true }).click();
  await expect(work.getByRole("row").nth(1)).toContainText("AdMailBounceQueue");
  await expect(work.getByRole("columnheader", { name: "Queue" })).toHaveAttribute("aria-sort", "ascending");
  await page.getByRole("button", { name: /^Only trouble/ }).click();
  await expect(work.getByRole("row")).toHaveCount(2);
  await expect(page).toHaveURL(/only=sick/);
  await expectAccessible(page);
  await page.goto(`${shop.web}/console/queues?sort=-name&q=shopify`);
  await expect(work.getByRole("row").nth(1)).toContainText("ShopifyServeQueue");
});

for (const [width, height] of [
  [1024, 768],
  [390, 844],
] as const) {
  test(`no page is wider than a screen of ${width} pixels, or hard to use`, async ({ page, shop }) => {
    test.slow();
    await page.setViewportSize({ width, height });
    await signInToConsole(page, shop, "operator");
    // The widest row of the stock page: an open shortage has two more buttons.
    await factoryBehaves(shop, { refuse: true });
    await buy(shop, [{ productId: "caramel-pecan", quantity: 1000 }]);
    await page.goto(`${shop.web}/console/stock`);
    await expect(page.getByRole("button", { name: /^Close shortage of/ }).first()).toBeVisible();
    for (const path of pages) {
      await page.goto(`${shop.web}/console${path}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const excess = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await expect.poll(excess, path).toBeLessThanOrEqual(0);
      await expectAccessible(page);
    }
    await factoryBehaves(shop, { refuse: false });
  });
}

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

test("the map fits the screen: every line is in view, trouble is drawn, and the rest opens; it is remembered", async ({
  page,
  shop,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signInToConsole(page, shop, "viewer");
  const map = page.getByRole("region", { name: "Network map" });
  // The dead letter of the first test: its queue is drawn, with its train.
  await expect(map.locator('[data-station="RestockQueueDlq"]')).toHaveAccessibleName(/1 message/);
  await expect(map.locator('[data-station="RestockQueueConsumer"]')).toBeVisible();
  await expect(map.locator('[data-station="ShopifyQueueConsumer"]')).toBeHidden();
  await expect(map.getByRole("heading", { level: 2 }).first()).toHaveText("Stock line");
  const lowest = () =>
    map.evaluate((it) =>
      Math.max(...[...it.querySelectorAll("[data-station]")].map((at) => at.getBoundingClientRect().bottom)),
    );
  await expect.poll(lowest).toBeLessThanOrEqual(900);
  await expectAccessible(page);

  const line = map.getByRole("button", { name: "Shopify line" });
  await line.press("Enter");
  await expect(line).toHaveAttribute("aria-expanded", "true");
  await expect(map.locator('[data-station="ShopifyQueueConsumer"]')).toBeVisible();
  await page.reload();
  await expect(map.locator('[data-station="ShopifyQueueConsumer"]')).toBeVisible();
  await page.getByRole("button", { name: "Open only where there is trouble" }).click();
  await expect(map.locator('[data-station="ShopifyQueueConsumer"]')).toBeHidden();

  const percent = async () => Number.parseInt((await page.getByLabel("Zoom", { exact: true }).textContent()) ?? "", 10);
  await page.getByRole("button", { name: "Zoom in (+)" }).click();
  const first = await percent();
  await page.keyboard.press("+");
  await expect.poll(percent).toBeGreaterThan(first);
  await map.hover();
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, 400);
  await page.keyboard.up("Control");
  await expect.poll(percent).toBeLessThan(first);
  await page.keyboard.press("0");
  await expect(page.getByRole("button", { name: "Fit", exact: true })).toHaveAttribute("aria-pressed", "true");
});

test("a train opens: what its function has done, how long it took, what it has logged", async ({ page, shop }) => {
  await signInToConsole(page, shop, "viewer");
  await page.locator('[data-station="RestockQueueConsumer"]').press("Enter");
  const panel = page.getByRole("complementary", { name: "About RestockQueueConsumer" });
  await expect(panel.getByRole("region").or(panel).getByText("In the last hour").first()).toBeVisible();
  await expect(panel.locator("dl", { hasText: "Failed tries" }).first()).toContainText(
    /[1-9]\d*\s*Failed tries|Failed tries\s*[1-9]/,
  );
  await expect(panel.getByText("/aws/lambda/", { exact: false })).toBeVisible();
  const log = panel.getByRole("list", { name: "Last log lines" });
  await log
    .getByRole("button", { name: /Failed try .*: The factory answered/ })
    .first()
    .click();
  await expect(log.getByText('"messageId"')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.locator('[data-station="RestockQueueConsumer"]')).toBeFocused();
});

test.describe("where motion is welcome", () => {
  test.use({ reducedMotion: "no-preference" });
  test("messages travel on the map when they move, and only then", async ({ page, shop }) => {
    await signInToConsole(page, shop, "viewer");
    const map = page.getByRole("region", { name: "Network map" });
    await expect(map.locator('[data-station="LabQueue"]')).toHaveAccessibleName(/0 waiting/);
    const travelling = map.locator(".map-trip-strip, .map-trip-track");
    await expect(travelling).toHaveCount(0);
    // The numbers are looked at now and then: what went between two minutes is in none of them.
    await expect(async () => {
      await fetch(`${shop.admin.replace(/admin$/, "lab")}/messages`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ input: 1, count: 20 }),
      });
      await expect(travelling.first()).toBeAttached({ timeout: 18_000 });
    }).toPass({ timeout: 60_000 });
  });
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

test("while the system is unreachable the numbers stay and show their age; when it is back they are fresh at once", async ({
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
