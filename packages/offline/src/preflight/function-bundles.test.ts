import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../test/functions.ts";
import { functionBundles } from "./function-bundles.ts";

test("a bundle holds what its handler imports; what is left out and imported at once is missing, what is imported later is not", async () => {
  const root = await temporaryFolder();
  await mkdir(join(root, "src"));
  await writeFile(join(root, "src/double.ts"), "export const double = (value: number) => 2 * value;");
  await writeFile(
    join(root, "src/handlers.ts"),
    `import { readFile } from "node:fs/promises";
     import { streams } from "left-out/streams";
     import { double } from "./double.ts";
     export const handler = async () => [double(21), readFile, streams, await import("left-out/later")];`,
  );
  const bundles = await functionBundles(root, ["src/handlers.handler"], { external: ["left-out"] });
  const { code, missing } = bundles.get("src/handlers.handler") ?? {};
  expect(new TextDecoder().decode(code)).not.toContain("double.ts");
  expect(missing).toEqual(["left-out/streams"]);
});
