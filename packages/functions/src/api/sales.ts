import { faultText } from "@donut/contracts/faults";
import { readCatalog } from "@donut/core/catalog/catalog";
import { imageOf } from "@donut/core/catalog/product";
import { customerIdOf } from "@donut/core/customer/customer";
import { isStepOf, publicStep, readJourney } from "@donut/core/journey/journey";
import { listCustomerOrders } from "@donut/core/order/customer-orders";
import { readOrder } from "@donut/core/order/order";
import { placeOrder } from "@donut/core/order/place";
import { queueOrder } from "@donut/core/order-queue/queue-order";
import { ownSteps, standingOf } from "@donut/core/order-queue/standing";
import { readStock, stockState } from "@donut/core/stock/stock-item";
import { verifyAdmission } from "@donut/core/waiting-room/tokens";
import { Resource } from "sst";
import { type ApiContext, createApi, lambdaHandler } from "./app.ts";
import { badCursor, invalidInput, type NewProblem, problem } from "./problem.ts";
import { getMe, getMyOrders, getOrder, getProducts, postOrder } from "./sales-routes.ts";
import { getEnd, getStanding, postEnd, postUndo, postWish } from "./wish-routes.ts";

// Time reserved for the answer, and the time limit if the function has none.
const answerMs = 1_500;
const patienceMs = 10_000;

const app = createApi({ title: "Sales", description: "The shop: what it sells, and orders." });

// Answered by the customer service (api/me.ts).
app.openAPIRegistry.registerPath(getMe);
// Answered under the same URL, too (api/wishes.ts).
for (const route of [postWish, postUndo, getStanding, getEnd, postEnd]) app.openAPIRegistry.registerPath(route);

app
  .openapi(getProducts, async (c) => {
    const [catalog, stock] = await Promise.all([readCatalog(), readStock()]);
    const products = [...catalog.values()].map(({ id, name, description, allergens, price, reorderPoint }) => {
      const { available = 0, expectedAt } = stock.get(id) ?? {};
      const state = stockState(available, reorderPoint);
      const image = imageOf(id);
      return { id, name, description, allergens, price, image, stock: { available, state, expectedAt } };
    });
    return c.json({ products }, 200, { "cache-control": "public, max-age=1" });
  })
  .openapi(postOrder, async (c) => {
    const { lines, customer } = c.req.valid("json");
    const { "idempotency-key": idempotencyKey, prefer, "x-admission": token } = c.req.valid("header");
    const admission = token === undefined ? undefined : await verifyAdmission(token, Resource.AdmissionPublicKey.value);
    const request = { lines: merge(lines), customer, idempotencyKey };
    const later = prefersLater(prefer);
    const result = later ? await queueOrder(request, {}, admission) : await placeOrder(request, giveUpAt(c), admission);
    if (later) c.header("preference-applied", "respond-async");
    if (result.status === "placed") return c.json({ order: result.order }, 201);
    if (result.status === "queued" || result.status === "repeated") {
      const order = await standingOf(result.order);
      if (result.status === "repeated" && order.status !== "queued") return c.json({ order }, 200);
      // Relative to this URL: where to follow the order.
      return c.json({ order }, 202, { location: `orders/${order.id}` });
    }
    if (result.status === "admission-required" || result.status === "admission-over")
      return problem(c, 403, notAdmitted[result.status]);
    if (result.status === "short")
      return problem(c, 409, outOfStock(result.short.map(({ productId }) => productId)), { short: result.short });
    if (result.status === "unknown-product") return problem(c, 404, unknownProduct(lines, result.productIds));
    if (result.status === "key-reused")
      return problem(c, 422, {
        kind: "idempotency-key-reused",
        title: "The idempotency key belongs to another order",
        detail: "An order with another body was placed under this Idempotency-Key. Use a new key for a new order.",
      });
    return problem(c, 503, {
      kind: "busy",
      title: "Too many are buying the same",
      detail: "Nothing was sold. Try again with the same Idempotency-Key.",
    });
  })
  .openapi(getOrder, async (c) => {
    const stored = await readOrder(c.req.valid("param").id);
    if (stored === undefined)
      return problem(c, 404, {
        kind: "unknown-order",
        title: "There is no such order",
        detail: "No order has this id.",
      });
    const [order, journey] = await Promise.all([standingOf(stored), readJourney(stored.correlationId)]);
    const followed = {
      orderId: order.id,
      customerId: customerIdOf(stored.email),
      productIds: order.lines.map(({ productId }) => productId),
    };
    const own = journey.filter((step) => isStepOf(followed, step)).map(publicStep);
    return c.json({ order, timeline: [...ownSteps(order), ...own] }, 200);
  })
  .openapi(getMyOrders, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const page = await listCustomerOrders(c.get("actor").email, limit, cursor);
    if (page.status === "bad-cursor") return invalidInput(c, badCursor);
    return c.json({ orders: await Promise.all(page.orders.map(standingOf)), next: page.next }, 200);
  });

export const handler = lambdaHandler(app);

const notAdmitted = {
  "admission-required": {
    kind: "admission-required",
    title: "The waiting room is open",
    detail:
      "Nothing was sold. Enter the waiting room (POST /waiting-room/tickets), and when it is your turn send the token you " +
      "get there as x-admission.",
  },
  "admission-over": {
    kind: "admission-over",
    title: "Your turn is over",
    detail:
      "Nothing was sold. The token's turn was used for an order, given away, or its time is up. Enter the waiting room again.",
  },
} as const;

function merge(lines: { productId: string; quantity: number }[]) {
  const units = new Map<string, number>();
  for (const { productId, quantity } of lines) units.set(productId, (units.get(productId) ?? 0) + quantity);
  return [...units].map(([productId, quantity]) => ({ productId, quantity }));
}

/** RFC 7240: preferences are separated by commas, in one header or several. */
function prefersLater(prefer = ""): boolean {
  return prefer.split(",").some((it) => it.split(";")[0]?.trim().toLowerCase() === "respond-async");
}

function giveUpAt(c: ApiContext): number {
  return Date.now() + (c.env?.lambdaContext?.getRemainingTimeInMillis() ?? patienceMs + answerMs) - answerMs;
}

function outOfStock(productIds: string[]): NewProblem {
  return {
    kind: "out-of-stock",
    title: "Not enough stock",
    detail: `Nothing was sold. There is not enough of ${productIds.join(", ")}; more has been asked for.`,
  };
}

function unknownProduct(lines: { productId: string }[], productIds: string[]): NewProblem {
  const errors = lines.flatMap(({ productId }, index) =>
    productIds.includes(productId)
      ? [{ pointer: `/lines/${index}/productId`, detail: faultText("unknown-product") }]
      : [],
  );
  return {
    kind: "unknown-product",
    title: "There is no such product",
    detail: `Nothing was sold. We do not sell ${productIds.join(", ")}.`,
    params: { products: productIds.join(", ") },
    errors,
  };
}
