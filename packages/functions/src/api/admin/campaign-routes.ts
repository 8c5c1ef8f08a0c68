import { campaign } from "@donut/core/campaign/campaign";
import { listedCampaign } from "@donut/core/campaign/list";
import * as z from "zod";
import { createRoute } from "../described-api.ts";
import { json, jsonBody } from "../openapi.ts";
import { cursor, pageLimit } from "../page.ts";
import { problemResponse } from "../problem.ts";

export const getCampaigns = createRoute({
  method: "get",
  path: "/campaigns",
  request: { query: z.object({ limit: pageLimit(100), cursor }) },
  responses: {
    200: json(
      "Campaigns, the latest change of status first, each with its latest mails to the ad manager; next is the cursor " +
        "of the page that follows",
      z.object({ campaigns: z.array(listedCampaign), next: z.string().optional() }),
    ),
    400: problemResponse("A parameter is not valid"),
  },
});

export const putCampaignStatus = createRoute({
  method: "put",
  path: "/campaigns/{id}/status",
  description: "Says that an ad whose stop was requested is stopped, or that one that may run again does.",
  request: {
    params: z.object({ id: z.string().max(100) }),
    body: jsonBody(z.strictObject({ status: z.enum(["stopped", "running"], 'must be "stopped" or "running"') })),
  },
  responses: {
    200: json("The campaign, which has this status now or had it before", z.object({ campaign })),
    400: problemResponse("The request is not valid; nothing was changed"),
    404: problemResponse("There is no such campaign"),
    409: problemResponse("The campaign's state does not allow it; nothing was changed"),
  },
});
