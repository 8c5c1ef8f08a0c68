import { audited } from "@donut/core/audit/audit";
import { type DecisionResult, decideCampaign } from "@donut/core/campaign/decide";
import { listCampaigns } from "@donut/core/campaign/list";
import { createAdminApi } from "./admin/admin-api.ts";
import { getCampaigns, putCampaignStatus } from "./admin/campaign-routes.ts";
import { auditActorOf } from "./admin/part.ts";
import { lambdaHandler } from "./app.ts";
import { badCursor, invalidInput, problem } from "./problem.ts";

const app = createAdminApi({ title: "Campaigns", description: "What is advertised, and whether the ads run." });

app
  .openapi(getCampaigns, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const page = await listCampaigns(limit, cursor);
    if (page.status === "bad-cursor") return invalidInput(c, badCursor);
    return c.json({ campaigns: page.campaigns, next: page.next }, 200);
  })
  .openapi(putCampaignStatus, async (c) => {
    const { id } = c.req.valid("param");
    const { status } = c.req.valid("json");
    const actor = auditActorOf(c.get("actor"));
    const result = await audited(
      { actor, action: status === "stopped" ? "campaign.stop" : "campaign.resume", target: id, detail: {} },
      () => decideCampaign(id, status, { by: "operator", actor: actor.name }),
      outcomeOf,
    );
    if (result.status === "changed" || result.status === "already") return c.json({ campaign: result.campaign }, 200);
    if (result.status === "unknown-campaign")
      return problem(c, 404, {
        kind: "unknown-campaign",
        title: "There is no such campaign",
        detail: `There is no campaign ${id}. GET /campaigns lists them.`,
        params: { id },
      });
    if (result.status === "not-asked")
      return problem(c, 409, {
        kind: "nothing-short",
        title: "There is no reason to stop it",
        detail: "Nothing was changed: all that this campaign advertises is there.",
      });
    return problem(c, 409, {
      kind: "still-short",
      title: "It cannot run yet",
      detail: "Nothing was changed: something that this campaign advertises is still short.",
    });
  });

function outcomeOf({ status }: DecisionResult) {
  const done = status === "changed" || status === "already";
  return { status: done ? ("succeeded" as const) : ("refused" as const), outcome: { result: status } };
}

export const handler = lambdaHandler(app);
