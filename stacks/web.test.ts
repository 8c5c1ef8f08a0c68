import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { placeholder } from "@donut/offline/graph/addresses";
import { loadConfigFromFile } from "vite";
import { expect, test } from "vitest";
import { graph, root } from "./test/committed-graph.ts";

const web = graph.sites.find(({ name }) => name === "Web");

test("browsers may call the APIs that the web app is built with, and no others", () => {
  const built = Object.values(web?.environment ?? {});
  const called = graph.httpApis.filter(({ url }) => built.includes(url));
  expect(called.length).toBeGreaterThan(0);
  for (const { name, cors } of graph.httpApis) {
    expect(cors?.allowOrigins, name).toEqual(
      called.some((it) => it.name === name) ? [placeholder.site("Web")] : undefined,
    );
  }
});

test("pages run the scripts of the build, and the one that stands in index.html", async () => {
  const page = await readFile(path.join(root, "web/index.html"), "utf8");
  const hashes = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, script = ""]) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`,
  );
  expect(web?.headers["content-security-policy"]).toContain(`script-src 'self' ${hashes.join(" ")};`);
});

test("sst dev finds the web app where vite serves it, and nowhere else", async () => {
  const [, port] =
    /dev: .*http:\/\/localhost:(\d+)"/.exec(await readFile(path.join(root, "stacks/web.ts"), "utf8")) ?? [];
  const loaded = await loadConfigFromFile(
    { command: "serve", mode: "development" },
    path.join(root, "web/vite.config.ts"),
  );
  expect(loaded?.config.server).toMatchObject({ port: Number(port), strictPort: true });
});
