import { expect, test, vi } from "vitest";
import { Admin, deadLetter, problem } from "../../../../testing/admin.ts";
import { renderPart } from "../../../../testing/console.tsx";
import { switchLanguage } from "../../../i18n/bundle.ts";
import { EditDialog } from "./edit-dialog.tsx";
import { PurgeDialog } from "./purge-dialog.tsx";
import { SendDialog } from "./send-dialog.tsx";

const tooLate = () =>
  problem("invalid-input", 422, {
    detail: "One field is wrong.",
    errors: [{ pointer: "/delaySeconds", code: "whole-seconds", params: { from: "0", to: "900" }, detail: "seconds" }],
  });

async function openSend({ fifo = false } = {}) {
  const admin = new Admin().addQueue("RestockQueue", { fifo });
  const [queue] = admin.queues;
  if (!queue) throw new Error("no queue");
  const onClose = vi.fn();
  const topology = { queues: admin.queues, topics: [], apis: [] };
  const screen = await renderPart(<SendDialog queue={queue} topology={topology} onClose={onClose} />);
  return { ...screen, admin, onClose };
}

test("the server's error is beside its field", async () => {
  const { admin, getByRole } = await openSend();
  admin.on("POST /queues/RestockQueue/messages", tooLate);
  await getByRole("textbox", { name: "Body" }).fill("{}");
  await getByRole("button", { name: "Send" }).click();
  const delay = getByRole("spinbutton", { name: /^Delay, seconds must be whole seconds, from 0 to 900/ });
  await expect.element(delay).toHaveAttribute("aria-invalid", "true");
  await expect
    .element(getByRole("alert"))
    .toMatchTextContent(/Something in it isn’t right yet\. Nothing was changed\./);
  await expect.element(getByRole("alert")).not.toMatchTextContent(/whole seconds/);
});

test("in Korean, too", async () => {
  const { admin, getByRole } = await openSend();
  await switchLanguage("ko");
  admin.on("POST /queues/RestockQueue/messages", tooLate);
  await getByRole("textbox", { name: "본문" }).fill("{}");
  await getByRole("button", { name: "보내기" }).click();
  const delay = getByRole("spinbutton", { name: /^지연\(초\) 0초부터 900초까지의 정수여야 해요/ });
  await expect.element(delay).toHaveAttribute("aria-invalid", "true");
});

test("an error takes the language that the reader chooses later", async () => {
  const { admin, getByRole, getByText } = await openSend();
  admin.on("POST /queues/RestockQueue/messages", tooLate);
  await getByRole("textbox", { name: "Body" }).fill("{}");
  await getByRole("button", { name: "Send" }).click();
  await expect.element(getByText(/must be whole seconds, from 0 to 900/)).toBeVisible();
  await switchLanguage("ko");
  await expect.element(getByText(/0초부터 900초까지의 정수여야 해요/)).toBeVisible();
});

test("an error without a field of its own is in the note, under the field's name", async () => {
  const { admin, getByRole } = await openSend();
  admin.on("POST /queues/RestockQueue/messages", () =>
    problem("invalid-input", 422, { errors: [{ pointer: "/check", code: "boolean", detail: "boolean" }] }),
  );
  await getByRole("textbox", { name: "Body" }).fill("{}");
  await getByRole("button", { name: "Send" }).click();
  await expect.element(getByRole("alert").getByRole("listitem")).toMatchTextContent(/^check: must be on or off/);
});

test("typing takes the error away", async () => {
  const { admin, getByRole } = await openSend();
  admin.on("POST /queues/RestockQueue/messages", tooLate);
  const body = getByRole("textbox", { name: "Body" });
  await body.fill("{}");
  await getByRole("button", { name: "Send" }).click();
  await expect.element(getByRole("alert")).toBeVisible();
  await body.fill("{ }");
  await expect.element(getByRole("alert")).not.toBeInTheDocument();
  await expect.element(getByRole("spinbutton")).toHaveAttribute("aria-invalid", "false");
});

test("a body that is not JSON is pointed out, and may be sent", async () => {
  const { admin, getByRole, getByText, onClose } = await openSend();
  admin.on("POST /queues/RestockQueue/messages", () => ({ messageId: "m1" }));
  await getByRole("textbox", { name: "Body" }).fill("hello");
  await expect.element(getByText(/^Not JSON: /)).toBeVisible();
  await getByRole("button", { name: "Send" }).click();
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(admin.changes).toMatchObject([{ body: { body: "hello", check: true } }]);
});

test("a FIFO queue needs a group: until there is one, the button says so", async () => {
  const { admin, getByRole, onClose } = await openSend({ fifo: true });
  admin.on("POST /queues/RestockQueue/messages", () => ({ messageId: "m1" }));
  await getByRole("textbox", { name: "Body" }).fill("{}");
  const send = getByRole("button", { name: "Send" });
  await expect.element(send).toHaveAccessibleDescription("A FIFO queue needs a message group.");
  await send.click({ force: true });
  expect(admin.changes).toEqual([]);
  await getByRole("textbox", { name: /^Message group id/ }).fill("glazed");
  await send.click();
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(admin.changes).toMatchObject([{ body: { groupId: "glazed" } }]);
});

test("other white space is no change; a changed body is sent without it", async () => {
  const admin = new Admin().addQueue("RestockQueue");
  admin.on("PUT /queues/RestockQueueDlq/messages/m1", () => ({}));
  const onClose = vi.fn();
  const topology = { queues: admin.queues, topics: [], apis: [] };
  const { getByRole, getByText } = await renderPart(
    <EditDialog
      queue="RestockQueueDlq"
      deadLetter={deadLetter("m1", { body: '{"units":1}' })}
      topology={topology}
      onClose={onClose}
    />,
  );
  const body = getByRole("textbox", { name: "Body" });
  await expect.element(body).toHaveValue('{\n  "units": 1\n}');
  const send = getByRole("button", { name: "Check and redrive" });
  await body.fill('{ "units":   1 }');
  await expect.element(send).toHaveAccessibleDescription("Nothing has changed yet.");
  await body.fill('{ "units":   2 }');
  await expect.element(getByText("Nothing has changed yet.")).not.toBeInTheDocument();
  await send.click();
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(admin.changes).toMatchObject([{ body: { body: '{"units":2}' } }]);
});

test("a queue is purged only after its name was typed", async () => {
  const admin = new Admin().addQueue("RestockQueue", { dead: 3 });
  admin.on("POST /queues/RestockQueueDlq/purge", () => ({ removed: 3, availableAt: new Date().toISOString() }));
  const onClose = vi.fn();
  const { getByRole } = await renderPart(
    <PurgeDialog queue="RestockQueueDlq" awaited={undefined} oneByOne={false} onClose={onClose} />,
  );
  const purge = getByRole("button", { name: "Purge" });
  await getByRole("textbox").fill("RestockQueue");
  await expect.element(purge).toHaveAccessibleDescription("Type the queue's name first.");
  await purge.click({ force: true });
  expect(admin.changes).toEqual([]);
  await getByRole("textbox").fill("RestockQueueDlq");
  await purge.click();
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(admin.changes).toMatchObject([{ body: { confirm: "RestockQueueDlq" } }]);
});
