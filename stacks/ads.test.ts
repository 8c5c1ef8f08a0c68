import { leaseMs } from "@donut/core/campaign/mail-record";
import { permissionsOf } from "@donut/offline/graph/permissions";
import { expect, test } from "vitest";
import { graph } from "./test/committed-graph.ts";

/** The queues whose messages result in a mail to the ad manager. */
const asking = ["AdStopQueue", "AdMailBounceQueue"];
const mailing = graph.functions.filter((fn) =>
  permissionsOf(graph, fn).some(({ actions }) => actions.some((action) => action.startsWith("ses:"))),
);

test("a function that may send mail may send it as its one sender only", () => {
  for (const { name, permissions, links } of mailing) {
    const senders = Object.values(links).filter(({ type }) => type === "sst.aws.Email");
    expect(senders, name).toHaveLength(1);
    const grants = permissions.filter(({ actions }) => actions.some((action) => action.startsWith("ses:")));
    const identity = graph.mailIdentities.find(({ sender }) => sender === senders[0]?.sender);
    expect(grants, name).toEqual([
      {
        actions: ["ses:SendEmail"],
        resources: [identity?.arn, expect.stringContaining(":configuration-set/")],
        conditions: [{ test: "StringEquals", variable: "ses:FromAddress", values: [identity?.sender] }],
      },
    ]);
  }
});

test("the ad manager's mails are sent by who asks for the stop, and by who asks again, alone", () => {
  const { sender } = graph.mailIdentities.find(({ name }) => name === "AdMail") ?? {};
  const linked = mailing.filter(({ links }) => Object.values(links).some((link) => link.sender === sender));
  expect(linked.map(({ name }) => name)).toEqual(asking.map((queue) => `${queue}Consumer`).toSorted());
});

test.each(asking)(
  "a claim outlasts the function of %s, and ends before its message comes again after a crash",
  (name) => {
    const consumer = graph.functions.find((it) => it.name === `${name}Consumer`);
    const queue = graph.queues.find((it) => it.name === name);
    expect(leaseMs).toBeGreaterThan((consumer?.timeoutSeconds ?? 0) * 1_000);
    expect(leaseMs).toBeLessThan((queue?.visibilityTimeoutSeconds ?? 0) * 1_000);
  },
);

test("stop requests wait on their own queue of the stock's topic", () => {
  const topic = graph.topics.find(({ name }) => name === "StockTopic");
  const subscription = topic?.subscriptions.find(({ queueArn }) => queueArn.endsWith(":AdStopQueue"));
  expect(subscription?.filterPolicy).toEqual({ type: ["stock.depleted"] });
});

test("SES tells a topic of mails that came back; they wait on a queue of their own", () => {
  const topic = graph.topics.find(({ name }) => name === "AdMailTopic");
  const { configurationSet } = graph.mailIdentities.find(({ name }) => name === "AdMail") ?? {};
  expect(configurationSet?.eventDestinations).toEqual([{ name: "bounces", types: ["BOUNCE"], topicArn: topic?.arn }]);
  expect(topic?.subscriptions).toMatchObject([
    { queueArn: expect.stringMatching(/:AdMailBounceQueue$/), filterPolicy: { eventType: ["Bounce"] } },
  ]);
});
