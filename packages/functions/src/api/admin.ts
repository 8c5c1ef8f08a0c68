import { topology } from "@donut/contracts/topology";
import { listQueues, queueState } from "@donut/core/queues/queue-list";
import { readTopology } from "@donut/core/queues/topology";
import { listProductionOrders, productionOrder } from "@donut/core/restock/production-order";
import { readStockLevels, stockLevel } from "@donut/core/stock/stock-levels";
import { createRoute, z } from "@hono/zod-openapi";
import { createAdminApi } from "./admin/admin-api.ts";
import { getCampaigns, putCampaignStatus } from "./admin/campaign-routes.ts";
import { getCustomers } from "./admin/customer-routes.ts";
import { messages } from "./admin/messages.ts";
import { records } from "./admin/records.ts";
import { repair } from "./admin/repair.ts";
import { lambdaHandler } from "./app.ts";
import { json } from "./openapi.ts";
import { cursor, pageLimit } from "./page.ts";
import { badCursor, invalidInput, problemResponse } from "./problem.ts";

const app = createAdminApi({ title: "Admin", description: "What operators see of the running system." });

app
  .openapi(
    createRoute({
      method: "get",
      path: "/topology",
      responses: { 200: json("What is deployed", topology) },
    }),
    (c) => c.json(readTopology(), 200),
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/queues",
      responses: { 200: json("Every queue as it is now", z.object({ queues: z.array(queueState) })) },
    }),
    async (c) => c.json({ queues: await listQueues() }, 200),
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/stock",
      responses: { 200: json("The stock of every product", z.object({ stock: z.array(stockLevel) })) },
    }),
    async (c) => c.json({ stock: await readStockLevels() }, 200),
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/production-orders",
      request: { query: z.object({ limit: pageLimit(100), cursor }) },
      responses: {
        200: json(
          "What was ordered from the factory, newest first; next is the cursor of the page that follows",
          z.object({ productionOrders: z.array(productionOrder), next: z.string().optional() }),
        ),
        400: problemResponse("A parameter is not valid"),
      },
    }),
    async (c) => {
      const { limit, cursor } = c.req.valid("query");
      const page = await listProductionOrders(limit, cursor);
      if (page.status === "bad-cursor") return invalidInput(c, badCursor);
      return c.json({ productionOrders: page.productionOrders, next: page.next }, 200);
    },
  );

app.route("/", messages);
app.route("/", repair);
app.route("/", records);

// Answered by the services that they belong to.
for (const route of [getCampaigns, putCampaignStatus, getCustomers]) app.openAPIRegistry.registerPath(route);

export const handler = lambdaHandler(app);
