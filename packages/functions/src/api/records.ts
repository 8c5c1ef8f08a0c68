import { acknowledge, listAlerts } from "@donut/core/alert/alerts";
import { listAudit } from "@donut/core/audit/audit";
import { createAdminApi } from "./admin/admin-api.ts";
import { auditActorOf } from "./admin/part.ts";
import { getAlerts, getAudit, postAcknowledgement } from "./admin/record-routes.ts";
import { lambdaHandler } from "./app.ts";
import { badCursor, invalidInput, problem } from "./problem.ts";

const app = createAdminApi({ title: "Records", description: "Who did what, and which alarms rang." });

app
  .openapi(getAudit, async (c) => {
    const page = await listAudit(c.req.valid("query"));
    if (page.status === "bad-cursor") return invalidInput(c, badCursor);
    return c.json({ records: page.records, next: page.next }, 200);
  })
  .openapi(getAlerts, async (c) => {
    const { limit, cursor, status } = c.req.valid("query");
    const page = await listAlerts(limit, cursor, status);
    if (page.status === "bad-cursor") return invalidInput(c, badCursor);
    return c.json({ alerts: page.alerts, next: page.next }, 200);
  })
  .openapi(postAcknowledgement, async (c) => {
    const { id } = c.req.valid("param");
    const result = await acknowledge(id, auditActorOf(c.get("actor")));
    if (result.status === "acknowledged") return c.json({ alert: result.alert }, 200);
    return problem(c, 404, {
      kind: "unknown-alert",
      title: "There is no such alert",
      detail: `There is no alert ${id}. GET /alerts lists them.`,
      params: { id },
    });
  });

export const handler = lambdaHandler(app);
