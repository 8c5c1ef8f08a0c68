import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { Admin, deadLetter } from "../../../../testing/admin.ts";
import { openPage } from "../../../../testing/console.tsx";
import type { Role } from "../../../auth/actor.ts";
import type { DeadLetter } from "../../api/types.ts";

const four = ["m1", "m2", "m3", "m4"].map((id) => deadLetter(id));

async function openQueue(deadLetters: DeadLetter[] = four, options: { role?: Role; search?: string } = {}) {
  const admin = new Admin().addQueue("RestockQueue").setDeadLetters("RestockQueue", deadLetters);
  admin.on("POST /queues/RestockQueueDlq/redrive", ({ body }) => {
    const ids = (body as { messageIds?: string[] }).messageIds;
    return {
      count: ids?.length ?? admin.deadLetters.length,
      of: admin.deadLetters.length,
      destination: "RestockQueue",
    };
  });
  const screen = await openPage(`/console/queues/RestockQueueDlq${options.search ?? ""}`, options);
  const list = screen.getByRole("region", { name: "Dead letters" });
  const box = (id: string) => list.getByRole("checkbox", { name: new RegExp(` ${id}$`) });
  const row = (id: string) => list.getByRole("button", { name: new RegExp(id) });
  await expect.element(box("m1")).toBeVisible();
  return { ...screen, admin, list, box, row };
}

/** As a Korean keyboard reports it while its input method is on. */
function pressHangul(key: string, code: string): void {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true }));
}

test("the head counts the selection, and the address keeps it", async () => {
  const { list, box, search } = await openQueue();
  await box("m2").click();
  await box("m4").click();
  await expect.element(list.getByRole("status")).toMatchTextContent(/2 chosen/);
  await expect.element(list.getByRole("button", { name: "Redrive 2" })).toBeVisible();
  expect(search()).toMatchObject({ pick: "m2,m4" });
});

test("with Shift, everything from the last selected row on is selected as well", async () => {
  const { list, box } = await openQueue();
  await box("m1").click();
  await box("m3").click({ modifiers: ["Shift"] });
  await expect.element(list.getByRole("status")).toMatchTextContent(/3 chosen/);
  await expect.element(box("m2")).toBeChecked();
  await expect.element(box("m4")).not.toBeChecked();
});

test("deselecting one from all leaves the others", async () => {
  const { list, box } = await openQueue();
  await list.getByRole("checkbox", { name: "Choose all that match" }).click();
  await expect.element(list.getByRole("status")).toMatchTextContent(/All 4 chosen/);
  await box("m2").click();
  await expect.element(list.getByRole("status")).toMatchTextContent(/3 chosen/);
});

test("the selection follows what is there", async () => {
  const { admin, list, box } = await openQueue();
  await box("m1").click();
  await box("m2").click();
  admin.setDeadLetters("RestockQueue", four.slice(1));
  await expect.element(list.getByRole("status")).toMatchTextContent(/1 chosen/);
  await expect.element(box("m1")).not.toBeInTheDocument();
  await expect.element(box("m2")).toBeChecked();
});

test("nothing is selected once the last selected one is gone", async () => {
  const { admin, list, box } = await openQueue();
  await box("m1").click();
  admin.setDeadLetters("RestockQueue", four.slice(1));
  await expect.element(list.getByRole("status")).toMatchTextContent(/3 messages/);
  await expect.element(list.getByRole("button", { name: "Redrive all" })).toBeVisible();
});

test("Escape closes the open message, and then clears the selection", async () => {
  const { list, box, row, search, getByRole } = await openQueue();
  await box("m1").click();
  await row("m2").click();
  const panel = getByRole("complementary", { name: "Dead letter" });
  await expect.element(panel).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(panel).not.toBeInTheDocument();
  await expect.element(list.getByRole("status")).toMatchTextContent(/1 chosen/);
  await userEvent.keyboard("{Escape}");
  await expect.element(list.getByRole("status")).toMatchTextContent(/4 messages/);
  expect(search()).toEqual({});
});

test("J and K walk through the rows and stop at both ends", async () => {
  const { row } = await openQueue(four.slice(0, 2));
  await userEvent.keyboard("j");
  await expect.element(row("m1")).toHaveFocus();
  await userEvent.keyboard("jj");
  await expect.element(row("m2")).toHaveFocus();
  await userEvent.keyboard("kkk");
  await expect.element(row("m1")).toHaveFocus();
});

test("the open message follows J", async () => {
  const { row, getByRole } = await openQueue();
  await row("m1").click();
  await userEvent.keyboard("j");
  await expect.element(getByRole("complementary", { name: "Dead letter" })).toMatchTextContent(/"id": "m2"/);
});

test("the keys work while a Korean input method is on", async () => {
  const { row, box } = await openQueue();
  pressHangul("ㅓ", "KeyJ");
  await expect.element(row("m1")).toHaveFocus();
  pressHangul("Process", "KeyJ");
  await expect.element(row("m2")).toHaveFocus();
  pressHangul("ㅌ", "KeyX");
  await expect.element(box("m2")).toBeChecked();
});

test("in the search field, keys are text", async () => {
  const { list, getByRole } = await openQueue();
  await userEvent.keyboard("/");
  const field = getByRole("searchbox", { name: "Search dead letters" });
  await expect.element(field).toHaveFocus();
  await userEvent.keyboard("a");
  await expect.element(field).toHaveValue("a");
  await expect.element(list.getByRole("status")).not.toMatchTextContent(/chosen/);
});

test("R asks about the focused row, or about the selection if there is one", async () => {
  const { admin, box, getByRole } = await openQueue();
  const asked = () => admin.changes.at(-1)?.body;
  await userEvent.keyboard("j");
  await userEvent.keyboard("r");
  await expect.element(getByRole("dialog", { name: "Redrive" })).toMatchTextContent(/1 message of 4/);
  expect(asked()).toEqual({ messageIds: ["m1"], dryRun: true });
  await userEvent.keyboard("{Escape}");
  await box("m3").click();
  await userEvent.keyboard("r");
  await expect.element(getByRole("dialog", { name: "Redrive" })).toBeVisible();
  await expect.poll(asked).toEqual({ messageIds: ["m3"], dryRun: true });
});

test("D with nothing selected says what to do first", async () => {
  const { getByText, getByRole } = await openQueue();
  await userEvent.keyboard("d");
  await expect.element(getByText(/^Filter, or choose the messages to delete\./).last()).toBeVisible();
  await expect.element(getByRole("dialog")).not.toBeInTheDocument();
});

test("a body that is too long cannot be edited, and the key says why", async () => {
  const { getByText, getByRole } = await openQueue([deadLetter("m1", { bodyLength: 90_000 })]);
  await userEvent.keyboard("j");
  await userEvent.keyboard("e");
  await expect.element(getByText("The body is too long to edit here.").last()).toBeVisible();
  await expect.element(getByRole("dialog")).not.toBeInTheDocument();
});

test("a filter narrows the list, and the actions with it", async () => {
  const { list, getByRole, box } = await openQueue([...four, deadLetter("m5", { type: "order.placed" })]);
  await getByRole("combobox", { name: "Any type" }).selectOptions("order.placed");
  await expect.element(list.getByRole("status")).toMatchTextContent(/1 of 5 match/);
  await expect.element(box("m1")).not.toBeInTheDocument();
  await expect.element(box("m5")).toBeVisible();
  await expect.element(list.getByRole("button", { name: "Delete all that match" })).toBeVisible();
  await list.getByRole("button", { name: "Clear filters" }).click();
  await expect.element(box("m1")).toBeVisible();
});

test("a viewer may look; the keys say who may change", async () => {
  const { admin, getByText, getByRole } = await openQueue(four, { role: "viewer" });
  await userEvent.keyboard("r");
  await expect.element(getByText(/^You are a viewer: you can look at everything/).last()).toBeVisible();
  await expect.element(getByRole("dialog")).not.toBeInTheDocument();
  expect(admin.changes).toEqual([]);
});
