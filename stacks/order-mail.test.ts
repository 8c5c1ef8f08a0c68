import { claimMs } from "@donut/core/mail/send-once";
import { expect, test } from "vitest";
import { graph } from "./test/committed-graph.ts";

test("only orders that say in which language are confirmed, from a queue of their own", () => {
  const topic = graph.topics.find(({ name }) => name === "OrderTopic");
  const subscription = topic?.subscriptions.find(({ queueArn }) => queueArn.endsWith(":OrderMailQueue"));
  expect(subscription?.filterPolicy).toEqual({ type: ["order.placed"], data: { language: [{ exists: true }] } });
});

test.each(["OrderMailQueue", "WishMailQueue"])(
  "%s: a claim outlasts the function that sends, and ends before its message comes again after a crash",
  (name) => {
    const consumer = graph.functions.find((it) => it.name === `${name}Consumer`);
    const queue = graph.queues.find((it) => it.name === name);
    expect(claimMs).toBeGreaterThan((consumer?.timeoutSeconds ?? 0) * 1_000);
    expect(claimMs).toBeLessThan((queue?.visibilityTimeoutSeconds ?? 0) * 1_000);
  },
);
