import { faultText } from "@donut/contracts/faults";
import { deadLetter, deadLetterFilter } from "@donut/core/dead-letters/dead-letter";
import { repairTask } from "@donut/core/repair/task";
import { createRoute, z } from "@hono/zod-openapi";
import { json, jsonBody } from "../openapi.ts";
import { cursor, pageLimit } from "../page.ts";
import { problemResponse } from "../problem.ts";
import { chosen, counted, notBoth } from "./chosen.ts";
import { queueName } from "./parameters.ts";

const messageParams = queueName.extend({ id: z.string().max(200) });
const largestBody = 50_000;
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
const queueText = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const body = z
  .string(faultText("body-text"))
  .min(1, faultText("empty"))
  .max(largestBody)
  .regex(queueText, faultText("queue-characters"));
const queueId = z
  .string()
  .regex(/^[\x21-\x7e]{1,128}$/, faultText("queue-id"))
  .optional();

/** How sure the list is: it is an index of the queue, brought up to date when the queue's numbers differ from it. */
export const indexState = z.object({
  /** When the queue was last looked through. */
  at: z.iso.datetime().optional(),
  /** How many dead letters are known. */
  known: z.int(),
  /** How many the queue says it has. */
  present: z.int(),
  /** Whether it is being looked through just now. */
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

export const postMessage = createRoute({
  method: "post",
  path: "/queues/{name}/messages",
  description:
    "Sends a message by hand. The body must be one that the queue's consumer takes, unless `check` is false.",
  request: {
    params: queueName,
    body: jsonBody(
      z.strictObject({
        body,
        groupId: queueId,
        deduplicationId: queueId,
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

export const putMessage = createRoute({
  method: "put",
  path: "/queues/{name}/messages/{id}",
  description: "Edits a dead letter and sends it again. The original is kept in the audit record.",
  request: { params: messageParams, body: jsonBody(z.strictObject({ body })) },
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
