import { readMetricHistory } from "@donut/core/queues/metric-history";
import { createAdminApi } from "./admin/admin-api.ts";
import { getMetrics } from "./admin/metric-routes.ts";
import { unknownQueue } from "./admin/problems.ts";
import { lambdaHandler } from "./app.ts";

const app = createAdminApi({ title: "Metrics", description: "The numbers of queues and their consumers over time." });

app.openapi(getMetrics, async (c) => {
  const { range, queue } = c.req.valid("query");
  const history = await readMetricHistory(range, queue);
  return history === undefined ? unknownQueue(c, queue ?? "") : c.json(history, 200);
});

export const handler = lambdaHandler(app);
