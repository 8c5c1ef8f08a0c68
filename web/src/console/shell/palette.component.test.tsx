import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { Admin } from "../../../testing/admin.ts";
import { openPage } from "../../../testing/console.tsx";

async function openPalette() {
  new Admin().addQueue("RestockQueue").addQueue("MailQueue");
  const screen = await openPage("/console/queues");
  const only = screen.getByRole("button", { name: /^Only trouble/ });
  await expect.element(only).toBeVisible();
  (only.element() as HTMLElement).focus();
  await userEvent.keyboard("{Control>}k{/Control}");
  const field = screen.getByRole("combobox", { name: "Go to or do" });
  await expect.element(field).toHaveFocus();
  return { ...screen, only, field };
}

test("closing it returns the focus to where it was", async () => {
  const { only, field } = await openPalette();
  await userEvent.keyboard("{Escape}");
  await expect.element(field).not.toBeInTheDocument();
  await expect.element(only).toHaveFocus();
});

test("a part of a name and Enter open a queue", async () => {
  const { getByRole } = await openPalette();
  await userEvent.keyboard("mailq");
  await expect.element(getByRole("option").first()).toMatchTextContent(/MailQueue/);
  await userEvent.keyboard("{Enter}");
  await expect.element(getByRole("heading", { level: 1, name: "MailQueue" })).toBeVisible();
});
