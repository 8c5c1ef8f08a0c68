import { createMemoryHistory, createRootRoute, createRouter } from "@tanstack/react-router";
import { expect, test } from "vitest";
import * as z from "zod";
import { Admin } from "../../testing/admin.ts";
import { openPage } from "../../testing/console.tsx";
import { openConsole } from "./routes.tsx";

/** All pages whose address has parameters, and the names of these. */
async function pagesWithParameters() {
  const root = createRootRoute();
  root.addChildren([await openConsole(root)]);
  const { routesByPath } = createRouter({ routeTree: root, history: createMemoryHistory() });
  const routes: { fullPath: string; options: { validateSearch?: unknown } }[] = Object.values(routesByPath);
  return routes.flatMap(({ fullPath, options: { validateSearch } }) =>
    validateSearch instanceof z.ZodObject
      ? [{ address: fullPath.replace("$name", "RestockQueueDlq"), names: Object.keys(validateSearch.shape) }]
      : [],
  );
}

test.each(["[1]", '{"a":1}', "true", "null", ""])(
  "on every page, a parameter that is %j counts as not given",
  async (value) => {
    new Admin().addQueue("RestockQueue", { dead: 2 });
    const pages = await pagesWithParameters();
    expect(pages.length).toBeGreaterThan(9);
    for (const { address, names } of pages) {
      const given = new URLSearchParams(names.map((name) => [name, value]));
      const { parameters, getByRole, unmount } = await openPage(`${address}?${given}`);
      await expect.element(getByRole("heading", { level: 1 })).toBeVisible();
      expect(parameters(), address).toEqual({});
      await unmount();
    }
  },
);

test("a choice that a page does not have counts as not given; a text may look like a number", async () => {
  new Admin().addQueue("RestockQueue", { dead: 2 });
  const { parameters } = await openPage("/console/queues?q=42&sort=age-of-the-moon&only=mine");
  expect(parameters()).toEqual({ q: "42" });
});
