import { glob, readFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

/** Which other parts each may use. The store and the console are whole sites that know nothing of each other. */
const mayUse: Record<string, string[]> = {
  ui: ["i18n"],
  i18n: ["donut", "ui"],
  donut: [],
  api: ["auth", "i18n"],
  auth: ["api", "i18n", "ui"],
  store: ["api", "auth", "donut", "i18n", "ui"],
  console: ["api", "auth", "donut", "i18n", "ui"],
};

test("the parts of the site use only the others that they may", async () => {
  const wrong: string[] = [];
  for await (const path of glob("*/**/*.{ts,tsx}", { cwd: import.meta.dirname })) {
    const [part = ""] = path.split("/");
    if (path.endsWith(".test.ts")) continue;
    const text = await readFile(join(import.meta.dirname, path), "utf8");
    for (const [, to = ""] of text.matchAll(/(?:from|import)\s*\(?"(\.[^"]+)"/g)) {
      const target = normalize(join(dirname(path), to));
      const [other = ""] = target.split("/");
      if (target.includes("/") && other !== part && !mayUse[part]?.includes(other))
        wrong.push(`${path} uses ${target}`);
    }
  }
  expect(wrong).toEqual([]);
});
