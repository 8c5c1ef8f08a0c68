import { permissionsOf } from "@donut/offline/graph/permissions";
import { expect, test } from "vitest";
import { graph } from "./test/committed-graph.ts";

test("the customer database is another one than the shop's, and nothing of the shop may touch it", () => {
  const { arn } = graph.tables.find(({ name }) => name === "CustomerTable") ?? {};
  const touching = graph.functions.filter((fn) =>
    permissionsOf(graph, fn).some(({ resources }) =>
      resources.some((resource) => resource === arn || resource.startsWith(`${arn}/`)),
    ),
  );
  expect(touching.map(({ name }) => name)).toEqual([
    "CustomerQueueConsumer",
    "CustomerSweep",
    "CustomersFunction",
    "MarketingQueueConsumer",
    "MeFunction",
    "VipQueueConsumer",
  ]);
});

test("the customer service hears of every order, whatever its size and wherever it was placed", () => {
  const topic = graph.topics.find(({ name }) => name === "OrderTopic");
  const subscription = topic?.subscriptions.find(({ queueArn }) => queueArn.endsWith(":CustomerQueue"));
  expect(subscription?.filterPolicy).toEqual({ type: ["order.placed", "order.sold_elsewhere"] });
});

test("the subscription lets through what makes a VIP, by the number that the consumer goes by", () => {
  const topic = graph.topics.find(({ name }) => name === "OrderTopic");
  const subscription = topic?.subscriptions.find(({ queueArn }) => queueArn.endsWith(":VipQueue"));
  const rule = graph.functions.find(({ name }) => name === "VipQueueConsumer")?.links.VipRule;
  expect(rule?.units).toBe(100);
  expect(subscription).toMatchObject({
    filterPolicy: {
      type: ["order.placed", "order.sold_elsewhere"],
      data: { units: [{ numeric: [">=", rule?.units] }] },
    },
    filterPolicyScope: "MessageBody",
  });
});
