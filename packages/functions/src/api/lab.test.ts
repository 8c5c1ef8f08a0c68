import { afterAll, beforeAll, expect, test } from "vitest";
import { callApi, startEngines } from "../testing.ts";
import { handler } from "./lab.ts";

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines.stop());

const increment = (body: unknown) => callApi(handler, "/increment", { method: "POST", body });

test.each([
  [1, 2],
  [-1, 0],
  [0.5, 1.5],
  [2 ** 53 - 1, 2 ** 53],
])("%d and one is %d", async (input, output) => {
  expect(await increment({ input })).toMatchObject({ status: 200, body: { output } });
});

test.each([2 ** 53, -(2 ** 53), 1e300, 5e-324, "1", null, undefined, true, [1]])(
  "%j, to which 1 cannot be added exactly or kept, is refused",
  async (input) => {
    const { status, body } = await increment({ input });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ pointer: "/input", code: expect.any(String), detail: expect.any(String) }]);
  },
);
