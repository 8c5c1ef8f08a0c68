import { faultText } from "@donut/contracts/faults";
import { repairTask } from "@donut/core/repair/task";
import * as z from "zod";
import { createRoute } from "../described-api.ts";
import { json, jsonBody } from "../openapi.ts";
import { problemResponse } from "../problem.ts";
import { chosen, counted, notBoth } from "./chosen.ts";
import { queueName } from "./parameters.ts";

const wholeRate = faultText("whole-number", { from: 1, to: 500 });

const redriveRequest = z
  .strictObject({
    ...chosen,
    maxPerSecond: z.int(wholeRate).min(1, wholeRate).max(500, wholeRate).optional(),
  })
  .refine(...notBoth);

export const postRedrive = createRoute({
  method: "post",
  path: "/queues/{name}/redrive",
  description:
    "Sends dead letters to the queue they came from: those of `messageIds`, those that match `filter`, or all. With `dryRun` it only counts them.",
  request: {
    params: queueName,
    // No body means all dead letters.
    body: { ...jsonBody(redriveRequest), required: false },
  },
  responses: {
    200: json(
      "Dry run: how many there are of them, as the index of `indexedAt` knows",
      counted.extend({ destination: z.string() }),
    ),
    202: json("It has begun", z.object({ task: repairTask })),
    400: problemResponse("The request is not valid; nothing was changed"),
    404: problemResponse("There is no such queue"),
    409: problemResponse("Another task works on this queue, or its messages have nowhere to go back to"),
  },
});

export const getRedrive = createRoute({
  method: "get",
  path: "/queues/{name}/redrive",
  request: { params: queueName },
  responses: {
    200: json(
      "The latest task on this queue, and those before it, newest first",
      z.object({
        task: repairTask.optional(),
        earlier: z.array(repairTask),
        /** Only for a queue that was purged within the last minute. */
        purgeAvailableAt: z.iso.datetime().optional(),
      }),
    ),
    404: problemResponse("There is no such queue"),
  },
});

export const deleteRedrive = createRoute({
  method: "delete",
  path: "/queues/{name}/redrive",
  request: { params: queueName },
  responses: {
    202: json(
      "It stops after the messages in hand; what it has sent or deleted stays so",
      z.object({ task: repairTask }),
    ),
    404: problemResponse("There is no such queue, or no task that runs"),
  },
});

export const postPurge = createRoute({
  method: "post",
  path: "/queues/{name}/purge",
  request: { params: queueName, body: jsonBody(z.strictObject({ confirm: z.string(faultText("required")).max(200) })) },
  responses: {
    200: json(
      "About how many messages were removed, and when the queue can be purged again",
      z.object({ removed: z.int(), availableAt: z.iso.datetime() }),
    ),
    202: json("It takes longer, since somebody hears of each message; follow the task", z.object({ task: repairTask })),
    400: problemResponse("The confirmation is not the queue's name; nothing was removed"),
    404: problemResponse("There is no such queue"),
    409: problemResponse("A task works on this queue, or it was purged within the last 60 seconds"),
  },
});
