import { switchConsumer } from "@donut/core/queues/consumer-switch";
import { listQueues } from "@donut/core/queues/queue-list";
import { findQueue } from "@donut/core/queues/topology";
import { createAdminApi } from "./admin/admin-api.ts";
import { auditActorOf } from "./admin/part.ts";
import { noConsumer, unknownQueue } from "./admin/problems.ts";
import { getQueues, putConsumer } from "./admin/queue-routes.ts";
import { lambdaHandler } from "./app.ts";

const app = createAdminApi({ title: "Queues", description: "The numbers of every queue, and whether it is consumed." });

app
  .openapi(getQueues, async (c) => c.json({ queues: await listQueues() }, 200))
  .openapi(putConsumer, async (c) => {
    const { name } = c.req.valid("param");
    if (findQueue(name) === undefined) return unknownQueue(c, name);
    const switched = await switchConsumer(name, c.req.valid("json").enabled, auditActorOf(c.get("actor")));
    if (switched.status === "switched")
      return c.json({ consumer: { function: switched.function, enabled: switched.enabled } }, 200);
    return noConsumer(c, name);
  });

export const handler = lambdaHandler(app);
