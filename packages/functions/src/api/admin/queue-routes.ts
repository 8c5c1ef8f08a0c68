import { faultText } from "@donut/contracts/faults";
import { queueState } from "@donut/core/queues/queue-list";
import * as z from "zod";
import { createRoute } from "../described-api.ts";
import { json, jsonBody } from "../openapi.ts";
import { problemResponse } from "../problem.ts";
import { queueName } from "./parameters.ts";

export const getQueues = createRoute({
  method: "get",
  path: "/queues",
  responses: { 200: json("Every queue as it is now", z.object({ queues: z.array(queueState) })) },
});

export const putConsumer = createRoute({
  method: "put",
  path: "/queues/{name}/consumer",
  request: { params: queueName, body: jsonBody(z.strictObject({ enabled: z.boolean(faultText("boolean")) })) },
  responses: {
    200: json("The consumer", z.object({ consumer: z.object({ function: z.string(), enabled: z.boolean() }) })),
    400: problemResponse("The request is not valid"),
    404: problemResponse("There is no such queue, or it has no consumer"),
  },
});
