import { canGet, canPut, canQuery, canUpdate } from "./helpers/access.ts";
import { pipeline } from "./helpers/pipeline.ts";
import { sweep } from "./helpers/sweep.ts";
import { marketingApi, marketingApiKey } from "./marketing.ts";
import { outboxTable, topics } from "./messaging.ts";
import { mine, salesApi } from "./sales.ts";

/** Units in one order from which on a customer becomes a VIP. */
const vipUnits = 100;
const vipRule = new sst.Linkable("VipRule", { properties: { units: vipUnits } });

/** The customer service's own database: each customer's type, since when, and because of which order. */
const customerTable = new sst.aws.Dynamo("CustomerTable", {
  fields: { id: "string", kind: "string", type: "string", since: "string", due: "string", dueAt: "string" },
  primaryIndex: { hashKey: "id" },
  globalIndexes: {
    recent: { hashKey: "kind", rangeKey: "since" },
    // VIPs are few among customers: filtering the other index would read nearly all of them for a page of VIPs.
    byType: { hashKey: "type", rangeKey: "since" },
    // Contains only customers for whom something is pending.
    byDue: { hashKey: "due", rangeKey: "dueAt" },
  },
});

/** Every order, until the customer service knows who placed it. */
pipeline("CustomerQueue", {
  subject: "customer",
  from: { topic: topics.order, events: ["order.placed", "order.sold_elsewhere"] },
  consumer: {
    handler: "packages/functions/src/consumers/customer.handler",
    link: [vipRule, canGet(customerTable), canPut(customerTable), canUpdate(customerTable)],
  },
  // Nobody waits for it, and with fewer environments each remembers more of the returning customers.
  maxConcurrency: 2,
});

/** Large orders, until the customer is a VIP. */
pipeline("VipQueue", {
  subject: "customer",
  awaited: "promotion",
  from: { topic: topics.order, events: ["order.placed", "order.sold_elsewhere"], data: { units: { from: vipUnits } } },
  consumer: {
    handler: "packages/functions/src/consumers/vip.handler",
    link: [vipRule, canUpdate(customerTable), canPut(outboxTable)],
    feeds: ["CustomerTopic"],
  },
});

/** New VIPs, until the marketing system knows of them. */
pipeline("MarketingQueue", {
  subject: "customer",
  awaited: "marketing",
  from: { topic: topics.customer, events: ["customer.promoted"] },
  consumer: {
    handler: "packages/functions/src/consumers/marketing.handler",
    link: [marketingApi, marketingApiKey, canGet(customerTable), canUpdate(customerTable), canPut(outboxTable)],
    feeds: ["MarketingApi", "CustomerTopic"],
  },
  // Another company's system, which may be down for a while.
  tries: 8,
  maxConcurrency: 5,
});

/** Promotions and notices to marketing happen even if messages are lost. */
sweep("CustomerSweep", {
  handler: "packages/functions/src/schedules/customer-sweep.handler",
  link: [canQuery(customerTable, "byDue"), canUpdate(customerTable), canPut(outboxTable)],
  minutes: 10,
});

/** The customers' part of the operators' API, for the console. */
export const customersFunction = new sst.aws.Function("CustomersFunction", {
  handler: "packages/functions/src/api/customers.handler",
  link: [canGet(customerTable), canQuery(customerTable, "recent"), canQuery(customerTable, "byType")],
});

const meFunction = new sst.aws.Function("MeFunction", {
  handler: "packages/functions/src/api/me.handler",
  link: [canGet(customerTable)],
});
salesApi.route("GET /me", meFunction.arn, mine);
