import { faultText } from "@donut/contracts/faults";
import { labFactory } from "@donut/core/lab/factory";
import { labGroupedRecord, labGroups, mostWorkSeconds } from "@donut/core/lab/grouped-message";
import { labInputs, labRecord } from "@donut/core/lab/message";
import { labSettings } from "@donut/core/lab/settings";
import * as z from "zod";
import { operatorsOnly, viewersOnly } from "./actor.ts";
import { queueId } from "./admin/parameters.ts";
import { createRoute } from "./described-api.ts";
import { json, jsonBody } from "./openapi.ts";
import { problemResponse } from "./problem.ts";

const mostAtOnce = 100;
const mostGrouped = 10;
const wholeCountTo = (most: number) => {
  const text = faultText("whole-number", { from: 1, to: most });
  return z.int(text).min(1, text).max(most, text);
};
const tooLargeFor = (to: number) => faultText("exact-range", { from: -Number.MAX_SAFE_INTEGER, to });
const tooLarge = tooLargeFor(Number.MAX_SAFE_INTEGER);
const input = z
  .number(faultText("finite-number"))
  .min(-Number.MAX_SAFE_INTEGER, tooLarge)
  .max(Number.MAX_SAFE_INTEGER, tooLarge);
const seconds = (from: number, to: number) => {
  const text = faultText("whole-seconds", { from, to });
  return z.int(text).min(from, text).max(to, text);
};

export const postIncrement = createRoute({
  method: "post",
  path: "/increment",
  request: { body: jsonBody(z.strictObject({ input }, "must be {input}")) },
  responses: {
    200: json("The number and one", z.object({ output: z.number() })),
    400: problemResponse("That is not a number"),
    415: problemResponse("The body is not JSON"),
  },
});

export const postMessages = createRoute({
  method: "post",
  path: "/messages",
  description: "Sends a number to LabQueue, or `count` numbers that begin with it. Its consumer adds one to each.",
  request: {
    body: jsonBody(
      z
        .strictObject({ input, count: wholeCountTo(mostAtOnce).default(1) }, "must be {input, count?}")
        .superRefine(({ input, count }, context) => {
          const largest = labInputs.to - count + 1;
          if (input > largest) context.addIssue({ code: "custom", path: ["input"], message: tooLargeFor(largest) });
        }),
    ),
  },
  responses: {
    202: json("They are on the queue", z.object({ messages: z.array(labRecord) })),
    400: problemResponse("The request is not valid; nothing was sent"),
    415: problemResponse("The body is not JSON"),
  },
});

export const getMessages = createRoute({
  method: "get",
  path: "/messages",
  responses: {
    200: json(
      "The last messages, newest first, and how queue and consumer are set",
      z.object({ messages: z.array(labRecord), settings: labSettings }),
    ),
  },
});

export const postGroupedMessages = createRoute({
  method: "post",
  path: "/grouped-messages",
  description:
    "Sends `count` messages of a message group to the FIFO queue LabGroupQueue. `deduplicationId`: of a message that was sent before; SQS accepts it again and delivers nothing.",
  request: {
    body: jsonBody(
      z
        .strictObject(
          {
            group: z.enum(labGroups, faultText("one-of", { values: labGroups.join(" or ") })),
            workSeconds: seconds(0, mostWorkSeconds).default(1),
            count: wholeCountTo(mostGrouped).default(1),
            deduplicationId: queueId.optional(),
          },
          "must be {group, workSeconds?, count?, deduplicationId?}",
        )
        .refine(({ count, deduplicationId }) => deduplicationId === undefined || count === 1, {
          path: ["count"],
          message: faultText("whole-number", { from: 1, to: 1 }),
        }),
    ),
  },
  responses: {
    202: json("They are on the queue, in this order", z.object({ messages: z.array(labGroupedRecord) })),
    400: problemResponse("The request is not valid; nothing was sent"),
    415: problemResponse("The body is not JSON"),
  },
});

export const getGroupedMessages = createRoute({
  method: "get",
  path: "/grouped-messages",
  responses: { 200: json("The last messages, newest first", z.object({ messages: z.array(labGroupedRecord) })) },
});

export const putSettings = createRoute({
  method: "put",
  path: "/lab/settings",
  description:
    "A part of the operators' API: makes the consumer slow, and changes how long the queue hides a received message.",
  middleware: operatorsOnly,
  request: {
    body: jsonBody(z.strictObject({ consumerDelaySeconds: seconds(0, 15), visibilityTimeoutSeconds: seconds(1, 120) })),
  },
  responses: {
    200: json("How they are set now", z.object({ settings: labSettings })),
    400: problemResponse("The request is not valid; nothing was changed"),
    401: problemResponse("You are not signed in"),
    403: problemResponse("Changes are for operators"),
  },
});

const factoryAnswer = z.object({ factory: labFactory });
const factoryAway = problemResponse("The factory does not answer");

export const getFactory = createRoute({
  method: "get",
  path: "/lab/factory",
  description: "A part of the operators' API: how the factory behaves now.",
  middleware: viewersOnly,
  responses: {
    200: json("Whether it takes orders", factoryAnswer),
    401: problemResponse("You are not signed in"),
    403: problemResponse("This is for operators and viewers"),
    503: factoryAway,
  },
});

export const putFactory = createRoute({
  method: "put",
  path: "/lab/factory",
  description: "A part of the operators' API: breaks or mends the factory, for the whole shop.",
  middleware: operatorsOnly,
  request: { body: jsonBody(z.strictObject({ works: z.boolean(faultText("boolean")) }, "must be {works}")) },
  responses: {
    200: json("How it behaves now", factoryAnswer),
    400: problemResponse("The request is not valid; nothing was changed"),
    401: problemResponse("You are not signed in"),
    403: problemResponse("Changes are for operators"),
    503: factoryAway,
  },
});
