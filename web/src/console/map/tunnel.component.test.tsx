import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { Admin } from "../../../testing/admin.ts";
import { openPage } from "../../../testing/console.tsx";

beforeEach(async () => {
  await page.viewport(1440, 900);
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A queue whose messages are hidden for a minute. */
async function openTunnel() {
  const admin = new Admin().addQueue("RestockQueue");
  const screen = await openPage("/console/map?at=RestockQueue");
  const map = screen.getByRole("region", { name: "Network map" });
  await expect.element(map.getByText("0 in flight")).toBeVisible();
  const setInFlight = (inFlight: number) => {
    for (const count of admin.counts) if (count.name === "RestockQueue") count.inFlight = inFlight;
  };
  return { map, setInFlight };
}

test("a tunnel counts down from when its first message was seen, and not from zero on", async () => {
  const { map, setInFlight } = await openTunnel();
  await expect.element(map.getByText("back after 1m")).toBeVisible();
  setInFlight(2);
  await vi.advanceTimersByTimeAsync(1_000);
  await expect.element(map.getByText("2 in flight")).toBeVisible();
  await expect.element(map.getByText(/≤ (1:00|0:59)/)).toBeVisible();
  await vi.advanceTimersByTimeAsync(18_000);
  await expect.element(map.getByText(/≤ 0:4[12]/)).toBeVisible();
  setInFlight(0);
  await vi.advanceTimersByTimeAsync(1_000);
  await expect.element(map.getByText("0 in flight")).toBeVisible();
  await expect.element(map.getByText(/≤/)).not.toBeInTheDocument();

  setInFlight(1);
  await vi.advanceTimersByTimeAsync(1_000);
  await expect.element(map.getByText(/≤ (1:00|0:59)/)).toBeVisible();
  await vi.advanceTimersByTimeAsync(61_000);
  await expect.element(map.getByText("back after 1m")).toBeVisible();
});

test("the seconds are not for screen readers, and stand still while updates are paused", async () => {
  const { map, setInFlight } = await openTunnel();
  setInFlight(1);
  await vi.advanceTimersByTimeAsync(1_000);
  const time = map.getByText(/≤/);
  await expect.element(time).toHaveAttribute("aria-hidden", "true");
  await expect.element(map.getByText("back after 1m")).toHaveClass("sr-only");
  await userEvent.keyboard("p");
  await expect.element(time).not.toBeInTheDocument();
  await userEvent.keyboard("p");
  await expect.element(time).toBeVisible();
});
