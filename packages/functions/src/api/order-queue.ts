import { audited } from "@donut/core/audit/audit";
import { clearOrderQueue } from "@donut/core/order-queue/clear";
import { queueOrder } from "@donut/core/order-queue/queue-order";
import { serveByHand } from "@donut/core/order-queue/serve-by-hand";
import { standingOf } from "@donut/core/order-queue/standing";
import { readOrderQueue } from "@donut/core/order-queue/state";
import { createAdminApi } from "./admin/admin-api.ts";
import { auditActorOf } from "./admin/part.ts";
import { unknownQueue, wrongConfirmation } from "./admin/problems.ts";
import { postPurge } from "./admin/redrive-routes.ts";
import { lambdaHandler } from "./app.ts";
import { getLine, postClear, postServe, postTest } from "./order-queue-routes.ts";
import { problem } from "./problem.ts";

const patienceMs = 8_000;
const target = "OrderQueue";

const app = createAdminApi({ title: "Order queue", description: "The order queue, for operators." });

app
  .openapi(getLine, async (c) => c.json({ line: await readOrderQueue() }, 200))
  .openapi(postTest, async (c) => {
    const { productId, kind } = c.req.valid("json");
    const actor = auditActorOf(c.get("actor"));
    const order = { lines: [{ productId, quantity: 1 }], customer: { email: actor.email } };
    const result = await audited(
      { actor, action: "order-line.test", target, detail: { productId, kind } },
      () => queueOrder(order, { [kind]: true }),
      ({ status }) => ({ status: status === "queued" ? "succeeded" : "refused", outcome: { result: status } }),
    );
    if (result.status === "queued") return c.json({ order: await standingOf(result.order) }, 202);
    if (result.status === "busy")
      return problem(c, 503, {
        kind: "busy",
        title: "Too many are buying the same",
        detail: "Nothing was queued. Try again.",
      });
    return problem(c, 404, {
      kind: "unknown-product",
      title: "There is no such product",
      detail: `We do not sell ${productId}. Nothing was queued.`,
      params: { products: productId },
    });
  })
  .openapi(postServe, async (c) => {
    const { count } = c.req.valid("json");
    const result = await audited(
      { actor: auditActorOf(c.get("actor")), action: "order-line.serve", target, detail: { count } },
      () => serveByHand(count, Date.now() + patienceMs),
      (result) => ({ status: result.status === "served" ? "succeeded" : "refused", outcome: result }),
    );
    if (result.status === "served") return c.json({ served: result.served, crashed: result.crashed }, 200);
    return problem(c, 409, {
      kind: "consumer-runs",
      title: "The consumer is running",
      detail: "Pause the consumer of OrderQueue first: PUT /queues/OrderQueue/consumer. Nothing was booked.",
    });
  })
  .openapi(postClear, async (c) => {
    const { upTo } = await clearOrderQueue(auditActorOf(c.get("actor")), "order-line.clear", Date.now() + patienceMs);
    return c.json({ upTo }, 200);
  })
  // The same route as for other queues; for this one, the gateway calls this function.
  .openapi(postPurge, async (c) => {
    const { name } = c.req.valid("param");
    if (name !== target) return unknownQueue(c, name);
    if (c.req.valid("json").confirm !== name) return wrongConfirmation(c, name);
    const { removed } = await clearOrderQueue(auditActorOf(c.get("actor")), "queue.purge", Date.now() + patienceMs);
    return c.json({ removed, availableAt: new Date().toISOString() }, 200);
  });

export const handler = lambdaHandler(app);
