import { readConsumerLog } from "@donut/core/queues/consumer-log";
import { createAdminApi } from "./admin/admin-api.ts";
import { getConsumerLog } from "./admin/log-routes.ts";
import { noConsumer, unknownQueue } from "./admin/problems.ts";
import { lambdaHandler } from "./app.ts";

const app = createAdminApi({ title: "Logs", description: "What the consumers of queues have logged last." });

app.openapi(getConsumerLog, async (c) => {
  const { name } = c.req.valid("param");
  const { status, ...log } = await readConsumerLog(name, c.req.valid("query").limit);
  if (status === "unknown-queue") return unknownQueue(c, name);
  return "lines" in log ? c.json(log, 200) : noConsumer(c, name);
});

export const handler = lambdaHandler(app);
