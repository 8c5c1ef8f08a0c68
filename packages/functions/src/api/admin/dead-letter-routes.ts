import { faultText } from "@donut/contracts/faults";
import { deadLetter, deadLetterFilter } from "@donut/core/dead-letters/dead-letter";
import { repairTask } from "@donut/core/repair/task";
import * as z from "zod";
import { createRoute } from "../described-api.ts";
import { json, jsonBody } from "../openapi.ts";
import { cursor, pageLimit } from "../page.ts";
import { problemResponse } from "../problem.ts";
import { chosen, counted, notBoth } from "./chosen.ts";
import { messageBody, queueName } from "./parameters.ts";

const messageParams = queueName.extend({ id: z.string().max(200) });

/** How current the list is: it is an index of the queue, updated when the queue's counts differ from it. */
const indexState = z.object({
  /** When the queue was last scanned. */
  at: z.iso.datetime().optional(),
  /** How many dead letters are known. */
  known: z.int(),
  /** How many messages the queue reports. */
  present: z.int(),
  /** Whether it is being scanned right now. */
  indexing: z.boolean(),
});

export const getMessages = createRoute({
  method: "get",
  path: "/queues/{name}/messages",
  description: "The dead letters of a queue, newest first. Looking costs no message its tries or its place.",
  request: {
    params: queueName,
    query: z.object({
      limit: pageLimit(500),
      cursor,
      refresh: z.enum(["true", "false"]).default("false").meta({ description: "Look through the queue anew" }),
      count: z.enum(["true", "false"]).default("false").meta({ description: "Count all that match, too" }),
      ...deadLetterFilter.shape,
    }),
  },
  responses: {
    200: json(
      "Dead letters; next is the cursor of the page that follows, which may be there after an empty page",
      z.object({
        messages: z.array(deadLetter),
        next: z.string().optional(),
        count: z.int().optional(),
        index: indexState.optional(),
        note: z.string().optional(),
      }),
    ),
    400: problemResponse("A parameter is not valid"),
    404: problemResponse("There is no such queue"),
  },
});

export const getMessage = createRoute({
  method: "get",
  path: "/queues/{name}/messages/{id}",
  request: { params: messageParams },
  responses: {
    200: json("The dead letter", z.object({ message: deadLetter })),
    404: problemResponse("There is no such queue or message"),
  },
});

export const putMessage = createRoute({
  method: "put",
  path: "/queues/{name}/messages/{id}",
  description: "Edits a dead letter and sends it again. The original is kept in the audit record.",
  request: { params: messageParams, body: jsonBody(z.strictObject({ body: messageBody })) },
  responses: {
    202: json("It is being sent again", z.object({ task: repairTask })),
    400: problemResponse("The body is not one that the destination's consumer takes; nothing was changed"),
    404: problemResponse("There is no such queue or message"),
    409: problemResponse("Another task works on this queue"),
  },
});

const deletion = z
  .strictObject(chosen)
  .refine(...notBoth)
  .refine(({ messageIds, filter }) => messageIds !== undefined || filter !== undefined, {
    path: ["messageIds"],
    message: faultText("choose-or-purge"),
  });
const removed = z.object({ removed: z.int(), missing: z.int(), task: repairTask });

export const deleteMessages = createRoute({
  method: "delete",
  path: "/queues/{name}/messages",
  description:
    "Deletes dead letters for good: those of `messageIds`, or those that match `filter`. With `dryRun` it only counts them. What others have moved or deleted meanwhile is `missing`.",
  request: { params: queueName, body: jsonBody(deletion) },
  responses: {
    200: json(
      "What was removed; of a dry run how many it would be, as the index of `indexedAt` knows",
      z.union([removed, counted]),
    ),
    202: json(
      "It takes longer; follow the task, which can be cancelled: GET and DELETE /queues/{name}/redrive",
      removed,
    ),
    400: problemResponse("The request is not valid; nothing was removed"),
    404: problemResponse("There is no such queue"),
    409: problemResponse("Another task works on this queue"),
  },
});
