import { acknowledge, addNote, listAlerts, release } from "@donut/core/alert/alerts";
import { closeAlert } from "@donut/core/alert/close-alert";
import { listAudit } from "@donut/core/audit/audit";
import type { Context } from "hono";
import { createAdminApi } from "./admin/admin-api.ts";
import { auditActorOf } from "./admin/part.ts";
import { getAlerts, getAudit, postAcknowledgement, postClose, postNote, postRelease } from "./admin/record-routes.ts";
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
    return unknownAlert(c, id);
  })
  .openapi(postRelease, async (c) => {
    const { id } = c.req.valid("param");
    const result = await release(id, auditActorOf(c.get("actor")));
    return result.status === "released" ? c.json({ alert: result.alert }, 200) : unknownAlert(c, id);
  })
  .openapi(postClose, async (c) => {
    const { id } = c.req.valid("param");
    const result = await closeAlert(id, c.req.valid("json").reason, auditActorOf(c.get("actor")));
    return result.status === "closed" ? c.json({ alert: result.alert }, 200) : unknownAlert(c, id);
  })
  .openapi(postNote, async (c) => {
    const { id } = c.req.valid("param");
    const result = await addNote(id, c.req.valid("json").text, auditActorOf(c.get("actor")));
    if (result.status === "noted") return c.json({ alert: result.alert }, 200);
    if (result.status === "unknown-alert") return unknownAlert(c, id);
    return problem(c, 409, {
      kind: "too-many-notes",
      title: "The alert has too many notes",
      detail: "Nothing was noted. An alert holds 100 notes.",
    });
  });

export const handler = lambdaHandler(app);

function unknownAlert(c: Context, id: string) {
  return problem(c, 404, {
    kind: "unknown-alert",
    title: "There is no such alert",
    detail: `There is no alert ${id}. GET /alerts lists them.`,
    params: { id },
  });
}
