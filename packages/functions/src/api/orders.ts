import { totalsOf } from "@donut/core/order-list/customer-totals";
import { listOrders } from "@donut/core/order-list/list-orders";
import { createAdminApi } from "./admin/admin-api.ts";
import { getOrders, getOrderTotals } from "./admin/order-routes.ts";
import { lambdaHandler } from "./app.ts";
import { badCursor, invalidInput } from "./problem.ts";

const app = createAdminApi({ title: "Orders", description: "What was ordered, by whom, and what became of it." });

app
  .openapi(getOrders, async (c) => {
    const { product, test, from, until, ...query } = c.req.valid("query");
    const result = await listOrders({
      ...query,
      productId: product,
      test: test && test === "true",
      from: from && asStored(from),
      until: until && asStored(until),
    });
    if (result.status === "bad-cursor") return invalidInput(c, badCursor);
    const { status: _, ...page } = result;
    return c.json(page, 200);
  })
  .openapi(getOrderTotals, async (c) => c.json({ totals: await totalsOf(c.req.valid("query").email) }, 200));

export const handler = lambdaHandler(app);

/** With milliseconds: times are compared as texts. */
function asStored(time: string): string {
  return new Date(time).toISOString();
}
