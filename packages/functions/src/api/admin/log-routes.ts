import { consumerLog, mostLogLines } from "@donut/contracts/logs";
import * as z from "zod";
import { createRoute } from "../described-api.ts";
import { json } from "../openapi.ts";
import { problemResponse } from "../problem.ts";
import { queueName } from "./parameters.ts";

export const getConsumerLog = createRoute({
  method: "get",
  path: "/queues/{name}/consumer/logs",
  request: {
    params: queueName,
    query: z.object({ limit: z.coerce.number().int().min(1).max(mostLogLines).default(10) }),
  },
  responses: {
    200: json("The last lines of the consumer's log, newest first", consumerLog),
    404: problemResponse("There is no such queue, or it has no consumer"),
  },
});
