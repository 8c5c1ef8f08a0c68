import { correlationIdPattern } from "@donut/core/context";
import { journeyStep } from "@donut/core/journey/whole-journey";
import * as z from "zod";
import { createRoute } from "../described-api.ts";
import { json } from "../openapi.ts";
import { problemResponse } from "../problem.ts";

export const getJourney = createRoute({
  method: "get",
  path: "/journeys/{correlationId}",
  request: { params: z.object({ correlationId: z.string().max(128).regex(correlationIdPattern) }) },
  responses: {
    200: json(
      "Everything that is known under a correlation id, oldest first; nothing is an empty list",
      z.object({ correlationId: z.string(), steps: z.array(journeyStep) }),
    ),
    400: problemResponse("That cannot be a correlation id"),
  },
});
