import { Toaster } from "sonner";
import { expect, test, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { renderPart } from "../../../testing/console.tsx";
import { ActionButton } from "./action-button.tsx";

async function renderButton(props: { denied?: string; busy?: boolean }) {
  const onClick = vi.fn();
  const screen = await renderPart(
    <>
      <ActionButton title="Send it back (R)" onClick={onClick} {...props}>
        Redrive
      </ActionButton>
      <Toaster />
    </>,
  );
  return { ...screen, onClick, button: screen.getByRole("button", { name: "Redrive" }) };
}

test("its tooltip says what it does", async () => {
  const { button, onClick } = await renderButton({});
  await expect.element(button).toHaveAttribute("title", "Send it back (R)");
  await button.click();
  expect(onClick).toHaveBeenCalledOnce();
});

test("what cannot be done says why: as a tooltip, to screen readers, and where it is pressed", async () => {
  const { button, onClick, getByRole } = await renderButton({ denied: "The queue is empty." });
  await expect.element(button).toHaveAttribute("title", "The queue is empty.");
  await expect.element(button).toHaveAccessibleDescription("The queue is empty.");
  await userEvent.keyboard("{Tab}");
  await expect.element(button).toHaveFocus();
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
