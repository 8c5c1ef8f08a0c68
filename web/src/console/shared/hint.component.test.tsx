import { useState } from "react";
import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { renderPart } from "../../../testing/console.tsx";
import { Dialog } from "./dialog.tsx";
import { Hint } from "./hint.tsx";

const popup = page.elementLocator(document.body).getByRole("dialog", { name: "It never came to the shop." });

test("its text appears under the pointer", async () => {
  const { getByRole } = await renderPart(<Hint text="It never came to the shop.">given up</Hint>);
  await expect.element(popup).not.toBeInTheDocument();
  await getByRole("button", { name: "given up" }).hover();
  await expect.element(popup).toBeVisible();
});

test("its text appears with the keyboard, until Escape", async () => {
  const { getByRole } = await renderPart(<Hint text="It never came to the shop.">given up</Hint>);
  await userEvent.keyboard("{Tab}{Enter}");
  await expect.element(popup).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(popup).not.toBeInTheDocument();
  await expect.element(getByRole("button", { name: "given up" })).toHaveFocus();
});

test("without a text it is not a button", async () => {
  const { getByText, getByRole } = await renderPart(<Hint text={undefined}>stored</Hint>);
  await expect.element(getByText("stored")).toBeVisible();
  await expect.element(getByRole("button")).not.toBeInTheDocument();
});

function DialogWithHint() {
  const [isOpen, setOpen] = useState(true);
  return (
    isOpen && (
      <Dialog title="Note" onClose={() => setOpen(false)}>
        <Hint text="It never came to the shop.">given up</Hint>
      </Dialog>
    )
  );
}

test("in a dialog it is above the dialog", async () => {
  const { getByRole } = await renderPart(<DialogWithHint />);
  const dialog = getByRole("dialog", { name: "Note" });
  await getByRole("button", { name: "given up" }).click();
  await expect.element(popup).toBeVisible();
  const box = popup.element().getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  expect(popup.element().contains(top)).toBe(true);
  await userEvent.keyboard("{Escape}");
  await expect.element(popup).not.toBeInTheDocument();
  await expect.element(dialog).toBeVisible();
});
