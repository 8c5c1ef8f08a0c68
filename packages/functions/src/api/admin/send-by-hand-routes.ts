import { faultText } from "@donut/contracts/faults";
import * as z from "zod";
import { createRoute } from "../described-api.ts";
import { json, jsonBody } from "../openapi.ts";
import { problemResponse } from "../problem.ts";
import { messageBody, queueId, queueName } from "./parameters.ts";

export const postMessage = createRoute({
  method: "post",
  path: "/queues/{name}/messages",
  description:
    "Sends a message by hand. The body must be one that the queue's consumer takes, unless `check` is false.",
  request: {
    params: queueName,
    body: jsonBody(
      z.strictObject({
        body: messageBody,
        groupId: queueId.optional(),
        deduplicationId: queueId.optional(),
        delaySeconds: z
          .int(faultText("whole-number", { from: 0, to: 900 }))
          .min(0)
          .max(900)
          .optional(),
        check: z.boolean().default(true),
      }),
    ),
  },
  responses: {
    201: json("It is on the queue", z.object({ messageId: z.string() })),
    400: problemResponse("The message is not valid; nothing was sent"),
    404: problemResponse("There is no such queue"),
  },
});
