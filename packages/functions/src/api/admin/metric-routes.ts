import { metricHistory, metricRange } from "@donut/contracts/metrics";
import * as z from "zod";
import { createRoute } from "../described-api.ts";
import { json } from "../openapi.ts";
import { problemResponse } from "../problem.ts";
import { queueName } from "./parameters.ts";

export const getMetrics = createRoute({
  method: "get",
  path: "/metrics",
  request: { query: z.object({ range: metricRange.default("1h"), queue: queueName.shape.name.optional() }) },
  responses: {
    200: json("Numbers over time: of all queues together, or of one", metricHistory),
    404: problemResponse("There is no such queue"),
  },
});
