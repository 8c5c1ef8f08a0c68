import { secretValues } from "@donut/offline/synth/secrets";
import { expect, test } from "vitest";
import { graph, root } from "./test/committed-graph.ts";

const names = graph.secrets.map(({ name }) => name);

test("no secret has a placeholder, which a deploy would use in place of a value that nobody has set", () => {
  expect(names.length).toBeGreaterThan(0);
  expect(graph.secrets).toEqual(names.map((name) => ({ name })));
});

test("a laptop has a value for every secret", async () => {
  expect([...(await secretValues(root, {})).keys()].sort()).toEqual(names);
});
