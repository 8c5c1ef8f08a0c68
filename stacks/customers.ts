import { canGet, canPut, canQuery, canUpdate } from "./helpers/access.ts";
import { pipeline } from "./helpers/pipeline.ts";
import { sweep } from "./helpers/sweep.ts";
import { marketingApi, marketingApiKey } from "./marketing.ts";
import { outboxTable, topics } from "./messaging.ts";
import { mine, salesApi } from "./sales.ts";

/** From how many units in one order on a customer is a VIP. */
const vipUnits = 100;
const vipRule = new sst.Linkable("VipRule", { properties: { units: vipUnits } });

/** The customer service's own database: of which type a customer is, since when and by which order. */
const customerTable = new sst.aws.Dynamo("CustomerTable", {
  fields: { id: "string", kind: "string", type: "string", since: "string", due: "string", dueAt: "string" },
  primaryIndex: { hashKey: "id" },
  globalIndexes: {
    recent: { hashKey: "kind", rangeKey: "since" },
    // VIPs are few among customers: a filter on the other index would read nearly all of them for a page of VIPs.
    byType: { hashKey: "type", rangeKey: "since" },
    // Only customers for whom something is under way are in it.
    byDue: { hashKey: "due", rangeKey: "dueAt" },
  },
});

/** Every order, until whoever placed it is known to the customer service. */
pipeline("CustomerQueue", {
  subject: "customer",
  from: { topic: topics.order, events: ["order.placed", "order.sold_elsewhere"] },
  consumer: {
    handler: "packages/functions/src/consumers/customer.handler",
    link: [vipRule, canGet(customerTable), canPut(customerTable), canUpdate(customerTable)],
  },
  // Nobody waits for it, and of few environments each remembers more of the customers who order again.
  maxConcurrency: 2,
});

/** Orders that make a VIP, until the customer is one. */
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

/** A promotion, and telling marketing of it, does not depend on a message. */
sweep("CustomerSweep", {
  handler: "packages/functions/src/schedules/customer-sweep.handler",
  link: [canQuery(customerTable, "byDue"), canUpdate(customerTable), canPut(outboxTable)],
  minutes: 10,
});

/** Customers for the console: the part of the operators' API that belongs to them. */
export const customersFunction = new sst.aws.Function("CustomersFunction", {
  handler: "packages/functions/src/api/customers.handler",
  link: [canQuery(customerTable, "recent"), canQuery(customerTable, "byType")],
});

const meFunction = new sst.aws.Function("MeFunction", {
  handler: "packages/functions/src/api/me.handler",
  link: [canGet(customerTable)],
});
salesApi.route("GET /me", meFunction.arn, mine);
