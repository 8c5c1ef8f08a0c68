import type { Shop } from "@donut/testing/shop";
import { products, setConsumer } from "@donut/testing/shop-calls";
import { operatorToken } from "@donut/testing/sign-in";
import { expect, expectAccessible, signInToConsole, test } from "./fixtures.ts";

test.use({ reducedMotion: "reduce" });

test("an operator fills the order queue, books by hand, follows an order and resumes the consumer", async ({
  page,
  shop,
}) => {
  await signInToConsole(page, shop, "operator");
  await page.goto(`${shop.web}/console/order-line`);
  await page.getByRole("button", { name: "Pause the consumer" }).click();
  await expect(page.getByText(/The consumer is paused/)).toBeVisible();

  await page.getByRole("button", { name: "Request 10" }).click();
  await expect(page.getByRole("img", { name: /^10 orders in the line/ })).toBeVisible();
  await page.getByRole("button", { name: "Send a special order" }).click();
  await expect(page.getByText("10 before it")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Book 1", exact: true }).click();
  // Requested at the same time: the first number drawn need not be the first in the queue.
  await expect(page.getByText(/^[5-9] before it$/)).toBeVisible();
  await page.getByRole("button", { name: "Book 10", exact: true }).click();
  await expect(page.getByText(/^Sold, after/)).toBeVisible();
  await expect(page.getByText("Nobody is in the line. Request a few")).toBeVisible();
  await expect(page.getByText(/^Number \d+: sold$/).first()).toBeAttached();
  await expect(page.getByText("Sold", { exact: true }).locator("xpath=../dd")).not.toHaveText("0");

  await page.getByRole("button", { name: "Let the consumer go on" }).click();
  await expect(page.getByRole("button", { name: "Pause the consumer" })).toBeVisible();
  await page.getByRole("button", { name: "Request endlessly" }).click();
  await expect(page.getByText(/[5-9] orders requested here/)).toBeVisible();
  await page.goto(`${shop.web}/console`);
  await expect.poll(() => waiting(shop)).toBe(0);
});

test("a batch whose worker stops is frozen, counts down, and is booked after all", async ({ page, shop }) => {
  await signInToConsole(page, shop, "operator");
  await page.goto(`${shop.web}/console/order-line`);
  await page.getByRole("button", { name: "Request 1", exact: true }).click();
  await page.getByRole("button", { name: "Send an order that crashes" }).click();
  await expect(page.getByText(/Back in the line in \d+ s/)).toBeVisible();
  await page.getByRole("button", { name: "Request 10" }).click();
  await expect(page.getByText("Nobody is in the line. Request a few")).toBeVisible();
  expect(await waiting(shop)).toBe(0);
});

test("a waiting customer sees their place, live, until the order is booked", async ({ page, shop }) => {
  await setConsumer(shop, "OrderQueue", false);
  const [product] = await products(shop);
  const ids: string[] = [];
  for (let index = 0; index < 3; index++) {
    const answer = await fetch(`${shop.sales}/orders`, {
      method: "POST",
      headers: { "content-type": "application/json", prefer: "respond-async" },
      body: JSON.stringify({
        lines: [{ productId: product?.id, quantity: 1 }],
        customer: { email: "mina@example.com" },
      }),
    });
    expect(answer.status).toBe(202);
    ids.push(((await answer.json()) as { order: { id: string } }).order.id);
  }
  await page.goto(`${shop.web}/orders/${ids[2]}`);
  await expect(page.getByRole("heading", { name: "2 before you" })).toBeVisible();
  await expectAccessible(page);
  await setConsumer(shop, "OrderQueue", true);
  await expect(page.getByRole("heading", { name: "One donut, all yours" })).toBeVisible();
  await expect(page.getByText("In the line", { exact: true })).toBeVisible();
});

test("the lab: a function, a queue, and a consumer that is too slow", async ({ page, shop }) => {
  await signInToConsole(page, shop, "operator");
  await page.goto(`${shop.web}/console/lab`);
  await page.getByRole("button", { name: "Add one" }).click();
  await expect(page.getByText("The answer is 42")).toBeVisible();
  await page.getByLabel("Number", { exact: true }).fill("a donut");
  await page.getByRole("button", { name: "Add one" }).click();
  await expect(page.getByText(/^400: .*number/)).toBeVisible();

  await page.getByRole("button", { name: "Send 1 number" }).click();
  await expect(page.getByText("done and deleted")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: /^Make it too slow/ }).click();
  await expect(page.getByText(/^Longer than it is hidden/)).toBeVisible();
  await page.getByRole("button", { name: "Send 1 number" }).click();
  await expect(page.getByText("1 message in LabQueueDlq")).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText("in the dead-letter queue", { exact: true }).first()).toBeVisible();

  await page.getByRole("button", { name: /^Mend it/ }).click();
  await expect(page.getByText(/^Shorter than it is hidden/)).toBeVisible();
  // Viewing a dead-letter queue holds its messages for a moment, in which SQS does not move them.
  await expect(async () => {
    await page.getByRole("button", { name: /^Send them back/ }).click();
    await expect(page.getByText("done and deleted")).toHaveCount(2, { timeout: 10_000 });
  }).toPass({ timeout: 50_000 });
});

test("the lab: one slow message holds up its group only; a message sent twice is handled once", async ({
  page,
  shop,
}) => {
  await signInToConsole(page, shop, "viewer");
  await page.goto(`${shop.web}/console/lab`);
  await page.getByRole("button", { name: /^Send a slow one to A/ }).click();
  await expect(page.getByText("Group A stands behind its slow message.", { exact: false })).toBeVisible();
  const lane = (group: string) => page.getByRole("list", { name: `Group ${group}` });
  for (const group of ["B", "C"]) await expect(lane(group).getByText(/: done/)).toHaveCount(4);
  await expectAccessible(page);
  await expect(lane("A").getByText(/: done/)).toHaveCount(5, { timeout: 40_000 });

  await page.getByRole("button", { name: "Send the last one again" }).click();
  await expect(page.getByText("Sent 2 times, handled once.", { exact: false })).toBeVisible();
  await expect(page.getByText(/: done, sent 2 times/)).toHaveCount(1);

  await page.getByLabel("Still on the queue, hidden from other consumers").check();
  await expect(page.getByText(/^Right\. Receiving only hides a message/)).toBeVisible();
  await page.getByLabel("SQS stops the consumer after 3 s").check();
  await expect(page.getByText(/^Not quite\./)).toBeVisible();
});

async function waiting(shop: Shop): Promise<number> {
  const answer = await fetch(`${shop.admin}/order-line`, { headers: await asOperator(shop) });
  const { line } = (await answer.json()) as { line: { issued: number; served: number } };
  return line.issued - line.served;
}

async function asOperator(shop: Shop): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${await operatorToken(shop)}` };
}
