import { shopifyLimits } from "@donut/contracts/shopify";
import { readJourney } from "@donut/core/journey/journey";
import { importOrder, retryDelivery } from "@donut/core/shopify/by-hand";
import { arrivalsOf, deliveriesOf, listDeliveries } from "@donut/core/shopify/delivery";
import { listOrders, publicOrder, searchOrders } from "@donut/core/shopify/list-orders";
import { mapSku } from "@donut/core/shopify/map-sku";
import { readSkuList, readSummary } from "@donut/core/shopify/overview";
import { readBody } from "@donut/core/shopify/raw-body";
import { listRefusals } from "@donut/core/shopify/refusals";
import { startSamples } from "@donut/core/shopify/samples";
import { orderKey, readStoredOrder } from "@donut/core/shopify/stored-order";
import { finishTask, listTasks } from "@donut/core/shopify/tasks";
import type { Context } from "hono";
import { Resource } from "sst";
import { createAdminApi } from "./admin/admin-api.ts";
import { auditActorOf } from "./admin/part.ts";
import { lambdaHandler } from "./app.ts";
import { badCursor, invalidInput, problem } from "./problem.ts";
import * as routes from "./shopify-console-routes.ts";

const shownDeliveries = 50;
const shop = () => Resource.ShopifyShop.value.toLowerCase();

const app = createAdminApi(
  { title: "Shopify", description: "Orders from Shopify, for operators." },
  { maxBodyBytes: shopifyLimits.importBytes },
);

app
  .openapi(routes.getSummary, async (c) => c.json(await readSummary(), 200))
  .openapi(routes.getOrders, async (c) => {
    const { limit, cursor, state, q } = c.req.valid("query");
    if (q !== undefined) {
      const found = await searchOrders(shop(), q, limit);
      return c.json({ orders: found.filter((order) => matches(order, state)) }, 200);
    }
    const page = await listOrders(limit, cursor, state);
    if (page.status === "bad-cursor") return invalidInput(c, badCursor);
    return c.json({ orders: page.orders, next: page.next }, 200);
  })
  .openapi(routes.getOrder, async (c) => {
    const { id } = c.req.valid("param");
    const stored = await readStoredOrder(orderKey(shop(), id));
    if (stored === undefined) return unknown(c, "order", `There is no order ${id}. GET /shopify/orders lists them.`);
    const [deliveries, raw, timeline] = await Promise.all([
      deliveriesOf(stored.id, shownDeliveries),
      readBody(stored.delivery.id),
      readJourney(stored.correlationId),
    ]);
    const order = { ...publicOrder(stored), lines: stored.lines };
    return c.json({ order, deliveries, raw: raw?.toString(), timeline }, 200);
  })
  .openapi(routes.postImport, async (c) => {
    const raw = Buffer.from(await c.req.arrayBuffer());
    const result = await importOrder(raw, auditActorOf(c.get("actor")));
    if (result.status === "invalid") return invalidInput(c, [{ pointer: result.pointer, detail: result.reason }]);
    return c.json({ webhookId: result.webhookId, correlationId: result.correlationId }, 202);
  })
  .openapi(routes.getDeliveries, async (c) => {
    const { limit, cursor, result } = c.req.valid("query");
    const page = await listDeliveries(limit, cursor, result);
    if (page.status === "bad-cursor") return invalidInput(c, badCursor);
    return c.json({ deliveries: page.deliveries, next: page.next }, 200);
  })
  .openapi(routes.getDelivery, async (c) => {
    const { webhookId } = c.req.valid("param");
    const arrivals = await arrivalsOf(webhookId);
    const delivery = arrivals.find(({ bodyUntil }) => bodyUntil !== undefined) ?? arrivals[0];
    if (delivery === undefined) return unknownDelivery(c, webhookId);
    const raw = await readBody(delivery.id);
    return c.json({ delivery, raw: raw?.toString() }, 200);
  })
  .openapi(routes.postRetry, async (c) => {
    const { webhookId } = c.req.valid("param");
    const { body } = c.req.valid("json");
    const result = await retryDelivery(webhookId, body, auditActorOf(c.get("actor")));
    if (result.status === "queued")
      return c.json({ webhookId: result.webhookId, correlationId: result.correlationId }, 202);
    if (result.status === "unknown-delivery") return unknownDelivery(c, webhookId);
    if (result.status === "not-given-up")
      return problem(c, 409, {
        kind: "not-given-up",
        title: "There is nothing to try again",
        detail: `Nothing was queued. What came of this delivery is: ${result.result}.`,
        params: { result: result.result },
      });
    return problem(c, 409, {
      kind: "no-body",
      title: "Its body is not kept any more",
      detail: `Nothing was queued. Bodies are kept for ${shopifyLimits.bodyDays} days; send one: {"body": "…"}.`,
      params: { days: shopifyLimits.bodyDays },
    });
  })
  .openapi(routes.getRefusals, async (c) => c.json({ refusals: await listRefusals(c.req.valid("query").hours) }, 200))
  .openapi(routes.getSkus, async (c) => c.json(await readSkuList(), 200))
  .openapi(routes.putSku, async (c) => {
    const { sku } = c.req.valid("param");
    const { productId, units } = c.req.valid("json");
    const result = await mapSku({ sku, productId, units }, auditActorOf(c.get("actor")));
    if (result.status === "mapped") return c.json({ mapping: result.mapping }, 200);
    return unknown(c, "product", `Nothing was changed. We do not sell ${productId}.`, { products: productId });
  })
  .openapi(routes.postSamples, async (c) =>
    c.json(await startSamples(c.req.valid("json"), auditActorOf(c.get("actor"))), 202),
  )
  .openapi(routes.getTasks, async (c) => {
    const { limit, cursor, status } = c.req.valid("query");
    const page = await listTasks(limit, cursor, status);
    if (page.status === "bad-cursor") return invalidInput(c, badCursor);
    return c.json({ tasks: page.tasks, next: page.next }, 200);
  })
  .openapi(routes.postTaskDone, async (c) => {
    const { id } = c.req.valid("param");
    const result = await finishTask(id, auditActorOf(c.get("actor")));
    if (result.status === "done") return c.json({ task: result.task }, 200);
    return unknown(c, "task", `There is no task ${id}. GET /shopify/tasks lists them.`);
  });

function matches(order: ReturnType<typeof publicOrder>, filter: string | undefined): boolean {
  if (filter === undefined) return true;
  if (filter === "owed") return Object.keys(order.owed).length > 0;
  if (filter === "unmapped") return order.unmapped.length > 0;
  return order.state === filter;
}

function unknownDelivery(c: Context, webhookId: string) {
  return unknown(c, "delivery", `There is no delivery ${webhookId}. GET /shopify/deliveries lists them.`);
}

function unknown(
  c: Context,
  what: "order" | "delivery" | "product" | "task",
  detail: string,
  params?: Record<string, string>,
) {
  return problem(c, 404, { kind: `unknown-${what}`, title: `There is no such ${what}`, detail, params });
}

export const handler = lambdaHandler(app);
