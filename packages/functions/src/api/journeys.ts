import { readWholeJourney } from "@donut/core/journey/whole-journey";
import { createAdminApi } from "./admin/admin-api.ts";
import { getJourney } from "./admin/journey-routes.ts";
import { lambdaHandler } from "./app.ts";

const app = createAdminApi({ title: "Journeys", description: "What a request has led to, in every chain." });

app.openapi(getJourney, async (c) => {
  const { correlationId } = c.req.valid("param");
  return c.json({ correlationId, steps: await readWholeJourney(correlationId) }, 200);
});

export const handler = lambdaHandler(app);
