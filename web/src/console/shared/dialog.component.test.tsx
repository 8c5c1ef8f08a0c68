import { useState } from "react";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { renderPart } from "../../../testing/console.tsx";
import { Dialog } from "./dialog.tsx";

function Page() {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState("");
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      <a href="#elsewhere">Elsewhere</a>
      {isOpen && (
        <Dialog title="Note" unsaved={text !== ""} onClose={() => setOpen(false)}>
          <button type="button">Before</button>
          <input data-first aria-label="Text" value={text} onChange={({ target }) => setText(target.value)} />
        </Dialog>
      )}
    </>
  );
}

async function openDialog() {
  const screen = await renderPart(<Page />);
  await screen.getByRole("button", { name: "Open" }).click();
  const dialog = screen.getByRole("dialog", { name: "Note" });
  const field = screen.getByRole("textbox", { name: "Text" });
  await expect.element(field).toHaveFocus();
  return { ...screen, dialog, field, question: screen.getByRole("alert") };
}

test("Tab never reaches the page below", async () => {
  const { dialog } = await openDialog();
  const reached = new Set<Element | null>();
  for (let presses = 0; presses < 8; presses++) {
    await userEvent.keyboard("{Tab}");
    reached.add(document.activeElement);
  }
  const outside = [...reached].filter((it) => it !== document.body && !dialog.element().contains(it));
  expect(outside).toEqual([]);
  expect(reached.size).toBeGreaterThan(2);
});

test("the focus returns to what opened it", async () => {
  const { dialog, getByRole } = await openDialog();
  await userEvent.keyboard("{Escape}");
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(getByRole("button", { name: "Open" })).toHaveFocus();
});

test("Escape asks before it throws away what was typed", async () => {
  const { dialog, field, question } = await openDialog();
  await field.fill("half a sentence");
  await userEvent.keyboard("{Escape}");
  await expect.element(question).toMatchTextContent(/Discard what you have typed\?/);
  await expect.element(question.getByRole("button", { name: "Keep editing" })).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  await expect.element(question).not.toBeInTheDocument();
  await expect.element(dialog).toBeVisible();
  await expect.element(field).toHaveValue("half a sentence");
});

test("a second Escape takes the question back", async () => {
  const { field, question } = await openDialog();
  await field.fill("half a sentence");
  await userEvent.keyboard("{Escape}");
  await expect.element(question).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(question).not.toBeInTheDocument();
  await expect.element(field).toHaveValue("half a sentence");
});

test("its button asks as well, and Discard closes it", async () => {
  const { dialog, field, question, getByRole } = await openDialog();
  await field.fill("half a sentence");
  await getByRole("button", { name: "Close (Esc)" }).click();
  await question.getByRole("button", { name: "Discard" }).click();
  await expect.element(dialog).not.toBeInTheDocument();
});

test("the Escape that ends a composition of Hangul does not close it", async () => {
  const { dialog, field } = await openDialog();
  const press = { key: "Escape", code: "Escape", isComposing: true, bubbles: true, cancelable: true };
  field.element().dispatchEvent(new KeyboardEvent("keydown", press));
  await expect.element(dialog).toBeVisible();
});
