import { placeholder } from "@donut/offline/graph/addresses";
import { expect, test } from "vitest";
import { graph } from "./test/committed-graph.ts";

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
