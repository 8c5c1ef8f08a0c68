import { expect, test } from "vitest";
import { isRefusedByBrowsers, portsBehindBrowsers } from "./browser-ports.ts";

/** Node's `fetch` has the browsers' list. */
async function isRefused(port: number): Promise<boolean> {
  const error = await fetch(`http://127.0.0.1:${port}`).then(
    () => undefined,
    ({ cause }: Error) => cause as Error,
  );
  return error?.message === "bad port";
}

test("the ports are those that a fetch refuses, and no others", async () => {
  for (const port of portsBehindBrowsers) expect(await isRefused(port), `${port}`).toBe(true);
  const standard = [3000, 4000, 4001, 4007, 4008, 5173, 6668 + 2, 8080];
  for (const port of standard) expect([port, isRefusedByBrowsers(port)]).toEqual([port, await isRefused(port)]);
  expect(isRefusedByBrowsers(80)).toBe(false);
});
