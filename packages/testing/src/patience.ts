import { vi } from "vitest";

// The default of one second is too short on a busy machine. A condition that never holds fails the test anyway.
const timeout = 45_000;

const { waitFor, waitUntil } = vi;
vi.waitFor = (condition, options) => waitFor(condition, patient(options));
vi.waitUntil = (condition, options) => waitUntil(condition, patient(options));

function patient(options: number | { timeout?: number; interval?: number } = {}) {
  return typeof options === "number" ? options : { timeout, ...options };
}
