import type { ManagedPolicy } from "@donut/offline/graph/types";
import { attachedPolicies, charactersOf, inlinePolicies, managedPolicy } from "@donut/offline/preflight/policies";
import { describe, expect, test } from "vitest";
import { graph } from "./test/committed-graph.ts";

const comfortable = 0.75;
const mostArns = 40;

/** At least as long as SST's names in a stage of 35 letters, in the region with the longest name. */
const long = (text: string) =>
  text
    .replace(/(?<=arn:aws:sqs:[^"]*:)[A-Za-z0-9]+(?=["/.])/g, (name) => name.padEnd(80, "x"))
    .replace(/(?<=arn:aws:(sns|dynamodb):[^"]*[:/])[A-Za-z0-9]+(?=["/.])/g, (name) => `${"x".repeat(64)}${name}`)
    .replaceAll("us-east-1", "ap-southeast-2");

describe.each(graph.functions)("$name", ({ permissions, policies = [] }) => {
  test("leaves a quarter of its role's inline policies free, in the longest stage", () => {
    expect(charactersOf(permissions, long)).toBeLessThan(comfortable * inlinePolicies.most);
  });

  test("could have its managed policies, also with twice the queues of today", () => {
    const families = Map.groupBy(
      graph.policies.filter(({ name }) => policies.includes(name)),
      ({ name }) => name.replace(/\d+$/, ""),
    );
    const doubled = [...families.values()].map((all) => Math.ceil((2 * all.reduce(arns, 0)) / mostArns));
    const logging = 1;
    const inAll = doubled.reduce((sum, count) => sum + count, logging);
    expect(inAll).toBeLessThanOrEqual(attachedPolicies.most);
  });
});

test.each(graph.policies)("$name fits, in the longest stage", ({ permissions }) => {
  expect(charactersOf(permissions, long)).toBeLessThan(managedPolicy.most);
});

function arns(sum: number, { permissions }: ManagedPolicy): number {
  return permissions.reduce((count, { resources }) => count + resources.length, sum);
}
