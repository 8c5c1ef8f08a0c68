import { vi } from "vitest";

// One second, which is the default, is nothing on a busy machine: what is waited for comes, or the test is over.
const timeout = 45_000;

const { waitFor, waitUntil } = vi;
vi.waitFor = (condition, options) => waitFor(condition, patient(options));
vi.waitUntil = (condition, options) => waitUntil(condition, patient(options));

function patient(options: number | { timeout?: number; interval?: number } = {}) {
  return typeof options === "number" ? options : { timeout, ...options };
}
