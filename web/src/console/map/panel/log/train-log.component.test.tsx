import type { LogLine } from "@donut/contracts/logs";
import { expect, test, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { Admin, problem } from "../../../../../testing/admin.ts";
import { openPage } from "../../../../../testing/console.tsx";

const patience = { timeout: 10_000 };
const route = "GET /queues/RestockQueue/consumer/logs";

function line(id: string, more: Partial<LogLine>): LogLine {
  const at = new Date(Date.now() - 60_000).toISOString();
  return { id, at, level: "info", message: `Line ${id}`, text: `{"level":"INFO","message":"Line ${id}"}`, ...more };
}

const failed = line("failed", {
  level: "warning",
  message: "Failed try",
  error: { name: "FactoryRefused", message: "The factory is closed." },
  correlationId: "c-1",
  text: '{"level":"WARN","message":"Failed try","messageId":"m-1"}',
});

async function openTrain(answer: () => object) {
  const admin = new Admin().addQueue("RestockQueue").on(route, answer);
  const screen = await openPage("/console/map?at=RestockQueueConsumer");
  const panel = screen.getByRole("complementary", { name: "About RestockQueueConsumer" });
  await expect.element(panel).toBeVisible();
  return { admin, panel, log: panel.getByRole("list", { name: "Last log lines" }) };
}

test("a train opens with its last lines, and an error is read without opening one", async () => {
  const { log } = await openTrain(() => ({
    since: "2026-01-01T00:00:00.000Z",
    lines: [
      line("ended", { ended: { status: "timeout", durationMs: 10_000 }, level: "error", message: "timeout" }),
      failed,
      line("plain", {}),
    ],
  }));
  await expect.element(log).toBeVisible();
  const rows = () => [...log.element().querySelectorAll("li button")].map((row) => row.textContent);
  expect(rows().map((text) => text?.replace(/\d\d:\d\d:\d\d/, ""))).toEqual([
    "›Error Timed out after 10s",
    "›Warning Failed tryFactoryRefused: The factory is closed.",
    "›Line plain",
  ]);
});

test("an opened line shows all that was written and leads to the journey, and stays while others come", async () => {
  let lines = [failed];
  const { log } = await openTrain(() => ({ since: "2026-01-01T00:00:00.000Z", lines }));
  await log.getByRole("button", { name: /Failed try/ }).click();
  await expect.element(log.getByText('"messageId"')).toBeVisible();
  await expect.element(log.getByRole("button", { name: "Copy line" })).toBeVisible();
  await expect
    .element(log.getByRole("link", { name: "Journey of this request" }))
    .toHaveAttribute("href", "/console/journeys/c-1");
  lines = Array.from({ length: 10 }, (_, index) => line(`new-${index}`, {}));
  await expect.element(log.getByText("Line new-0"), patience).toBeVisible();
  await expect.element(log.getByText('"messageId"')).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await expect.element(log.getByText(/Failed try/)).not.toBeInTheDocument();
});

test("all lines can be copied", async () => {
  const copied = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  const { panel } = await openTrain(() => ({
    since: "2026-01-01T00:00:00.000Z",
    lines: [line("a", { text: "one" }), line("b", { text: "two" })],
  }));
  await panel.getByRole("button", { name: "Copy these lines" }).click();
  expect(copied).toHaveBeenCalledWith("one\ntwo");
});

test("a function that has logged nothing says so", async () => {
  const { panel } = await openTrain(() => ({ since: "2026-01-01T00:00:00.000Z", lines: [] }));
  await expect.element(panel.getByText(/Nothing in the last 7 days/)).toBeVisible();
});

test("if the log cannot be read, the panel says why, and the last lines stay", async () => {
  let answer = (): object => ({ since: "2026-01-01T00:00:00.000Z", lines: [failed] });
  const { panel, log } = await openTrain(() => answer());
  await expect.element(log.getByText(/Failed try/)).toBeVisible();
  answer = () => problem("unexpected", 500);
  await expect.element(panel.getByText(/The log could not be read/), patience).toBeVisible();
  await expect.element(log.getByText(/Failed try/)).toBeVisible();
  answer = () => problem("not-allowed", 403);
  await expect.element(panel.getByText("Logs are for operators and viewers."), patience).toBeVisible();
});
