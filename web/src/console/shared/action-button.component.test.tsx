import { Toaster } from "sonner";
import { expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { renderPart } from "../../../testing/console.tsx";
import { ActionButton } from "./action-button.tsx";

async function renderButton(props: { denied?: string; busy?: boolean }) {
  const onClick = vi.fn();
  const screen = await renderPart(
    <>
      <ActionButton tip="Send it back (R)" onClick={onClick} {...props}>
        Redrive
      </ActionButton>
      <Toaster />
    </>,
  );
  const tooltip = (text: string) => page.elementLocator(document.body).getByText(text).last();
  return { ...screen, onClick, tooltip, button: screen.getByRole("button", { name: "Redrive" }) };
}

test("its tooltip says what it does", async () => {
  const { button, tooltip, onClick } = await renderButton({});
  await button.hover();
  await expect.element(tooltip("Send it back (R)")).toBeVisible();
  await expect.element(button).toHaveAccessibleDescription("Send it back (R)");
  await button.click();
  expect(onClick).toHaveBeenCalledOnce();
});

test("what cannot be done says why: as a tooltip, to screen readers, and where it is pressed", async () => {
  const { button, tooltip, onClick, getByRole } = await renderButton({ denied: "The queue is empty." });
  await expect.element(button).toHaveAccessibleDescription("The queue is empty.");
  await userEvent.keyboard("{Tab}");
  await expect.element(button).toHaveFocus();
  await expect.element(tooltip("The queue is empty.")).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await expect.element(getByRole("listitem")).toMatchTextContent(/The queue is empty\./);
  expect(onClick).not.toHaveBeenCalled();
});

test("while it is busy, pressing it again does nothing", async () => {
  const { button, onClick } = await renderButton({ busy: true });
  await expect.element(button).toHaveAttribute("aria-disabled", "true");
  await userEvent.click(button, { force: true });
  expect(onClick).not.toHaveBeenCalled();
});
