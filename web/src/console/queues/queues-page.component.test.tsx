import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { Admin } from "../../../testing/admin.ts";
import { openPage } from "../../../testing/console.tsx";

async function openQueues(address = "/console/queues") {
  const admin = new Admin()
    .addQueue("AdQueue", { visible: 5 })
    .addQueue("MailQueue", { visible: 40 })
    .addQueue("RestockQueue", { visible: 12, dead: 2 });
  // Numbers that have not arrived.
  admin.addQueue("StockInQueue").counts.splice(-2);
  const screen = await openPage(address);
  const table = screen.getByRole("table", { name: "Queues" });
  await expect.element(table).toBeVisible();
  const names = () =>
    [...table.element().querySelectorAll("tbody tr")].map((row) => row.querySelector("a")?.textContent);
  const head = (name: string) => table.getByRole("columnheader", { name });
  return { ...screen, table, names, head };
}

test("queues with trouble come first", async () => {
  const { names } = await openQueues();
  await expect.poll(names).toEqual(["RestockQueue", "AdQueue", "MailQueue", "StockInQueue"]);
});

test("a column sorts by the highest first, then the lowest, then not at all; unknown numbers stay last", async () => {
  const { names, head, search } = await openQueues();
  const press = () => head("Waiting").getByRole("button").click();
  await press();
  await expect.element(head("Waiting")).toHaveAttribute("aria-sort", "descending");
  await expect.poll(names).toEqual(["MailQueue", "RestockQueue", "AdQueue", "StockInQueue"]);
  expect(search()).toEqual({ sort: "-visible" });
  await press();
  await expect.element(head("Waiting")).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(names).toEqual(["AdQueue", "RestockQueue", "MailQueue", "StockInQueue"]);
  await press();
  await expect.element(head("Waiting")).not.toHaveAttribute("aria-sort");
  await expect.poll(names).toEqual(["RestockQueue", "AdQueue", "MailQueue", "StockInQueue"]);
});

test("names sort from A on, with the keyboard as well", async () => {
  const { names, head } = await openQueues();
  const button = head("Queue").getByRole("button");
  (button.element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(head("Queue")).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(names).toEqual(["AdQueue", "MailQueue", "RestockQueue", "StockInQueue"]);
  await userEvent.keyboard("{Enter}");
  await expect.poll(names).toEqual(["StockInQueue", "RestockQueue", "MailQueue", "AdQueue"]);
});

test("only one column is sorted by", async () => {
  const { head } = await openQueues("/console/queues?sort=name");
  await expect.element(head("Queue")).toHaveAttribute("aria-sort", "ascending");
  await head("Waiting").getByRole("button").click();
  await expect.element(head("Waiting")).toHaveAttribute("aria-sort", "descending");
  await expect.element(head("Queue")).not.toHaveAttribute("aria-sort");
});

test("the search narrows both tables, and keeps the order", async () => {
  const { names, getByRole, search } = await openQueues("/console/queues?sort=-visible");
  await getByRole("searchbox").fill("a");
  await expect.poll(names).toEqual(["MailQueue", "AdQueue"]);
  await expect.element(getByRole("table", { name: "Dead-letter queues" }).getByText("AdQueueDlq")).toBeVisible();
  expect(search()).toEqual({ q: "a", sort: "-visible" });
});

test("only those that need somebody", async () => {
  const { names, getByRole } = await openQueues();
  const only = getByRole("button", { name: /^Only trouble/ });
  await expect.element(only).toMatchTextContent(/2/);
  await only.click();
  await expect.element(only).toHaveAttribute("aria-pressed", "true");
  await expect.poll(names).toEqual(["RestockQueue"]);
});

test("on a phone, where the tables have no heads, a field sorts", async () => {
  await page.viewport(390, 800);
  const { names, getByRole } = await openQueues();
  await getByRole("combobox", { name: "Sort by" }).selectOptions("Waiting");
  await expect.poll(names).toEqual(["MailQueue", "RestockQueue", "AdQueue", "StockInQueue"]);
});
