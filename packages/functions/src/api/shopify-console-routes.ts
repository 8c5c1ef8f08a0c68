import { faultText } from "@donut/contracts/faults";
import {
  deliveryQueued,
  deliveryResult,
  retryInput,
  samplesInput,
  samplesStarted,
  shopifyDeliveryDetail,
  shopifyDeliveryPage,
  shopifyOrderDetail,
  shopifyOrderFilter,
  shopifyOrderPage,
  shopifyRefusalPage,
  shopifySummary,
  shopifyTask,
  shopifyTaskPage,
  skuList,
  skuMapping,
  skuMappingInput,
} from "@donut/contracts/shopify";
import * as z from "zod";
import { createRoute } from "./described-api.ts";
import { json, jsonBody } from "./openapi.ts";
import { cursor, pageLimit } from "./page.ts";
import { problemResponse } from "./problem.ts";

const oneOf = (options: readonly string[]) => faultText("one-of", { values: options.join(", ") });
const webhookId = z.object({ webhookId: z.string().max(255) });

export const getSummary = createRoute({
  method: "get",
  path: "/shopify/summary",
  responses: { 200: json("The whole at a glance", shopifySummary) },
});

export const getOrders = createRoute({
  method: "get",
  path: "/shopify/orders",
  request: {
    query: z.object({
      limit: pageLimit(100),
      cursor,
      state: z.enum(shopifyOrderFilter.options, oneOf(shopifyOrderFilter.options)).optional(),
      q: z.string().max(255).optional().meta({
        description: "A name (#1001 or 1001), Shopify's id, an e-mail address or a correlation id, whole",
      }),
    }),
  },
  responses: {
    200: json("Orders, the latest first; next is the cursor of the page that follows", shopifyOrderPage),
    400: problemResponse("A parameter is not valid"),
  },
});

export const getOrder = createRoute({
  method: "get",
  path: "/shopify/orders/{id}",
  request: { params: z.object({ id: z.string().max(100) }) },
  responses: {
    200: json("The order, raw and as it was understood, with what came for it and because of it", shopifyOrderDetail),
    404: problemResponse("There is no such order"),
  },
});

export const postImport = createRoute({
  method: "post",
  path: "/shopify/orders/import",
  description: "Takes one order's JSON, as Shopify has it, for one that was lost. It goes the way of a webhook.",
  responses: {
    202: json("It is on its queue", deliveryQueued),
    400: problemResponse("It is no order; nothing was queued"),
    413: problemResponse("It is too large"),
  },
});

export const getDeliveries = createRoute({
  method: "get",
  path: "/shopify/deliveries",
  request: {
    query: z.object({
      limit: pageLimit(100),
      cursor,
      result: z.enum(deliveryResult.options, oneOf(deliveryResult.options)).optional(),
    }),
  },
  responses: {
    200: json("What came of each delivery, newest first", shopifyDeliveryPage),
    400: problemResponse("A parameter is not valid"),
  },
});

export const getDelivery = createRoute({
  method: "get",
  path: "/shopify/deliveries/{webhookId}",
  request: { params: webhookId },
  responses: {
    200: json("The latest delivery of a webhook, with its body as long as it is kept", shopifyDeliveryDetail),
    404: problemResponse("There is no such delivery"),
  },
});

export const postRetry = createRoute({
  method: "post",
  path: "/shopify/deliveries/{webhookId}/retry",
  description: "Tries a delivery again that was given up, as it was, or with the body that is sent.",
  request: { params: webhookId, body: jsonBody(retryInput) },
  responses: {
    202: json("It is on its queue, under a webhook id of its own", deliveryQueued),
    400: problemResponse("The request is not valid; nothing was queued"),
    404: problemResponse("There is no such delivery"),
    409: problemResponse("It was not given up, or its body is not kept any more; nothing was queued"),
  },
});

export const getRefusals = createRoute({
  method: "get",
  path: "/shopify/refusals",
  description: "What the door has turned away, by reason and hour.",
  request: {
    query: z.object({
      hours: z.coerce
        .number()
        .int()
        .min(1)
        .max(14 * 24)
        .default(24)
        .meta({ description: "How far back" }),
    }),
  },
  responses: {
    200: json("Newest first", shopifyRefusalPage),
    400: problemResponse("A parameter is not valid"),
  },
});

export const getSkus = createRoute({
  method: "get",
  path: "/shopify/skus",
  responses: { 200: json("What is mapped, and what stored orders have that is not", skuList) },
});

export const putSku = createRoute({
  method: "put",
  path: "/shopify/skus/{sku}",
  description:
    "Says what a piece of a SKU stands for; of a variant without one, by variant:<its id>. Stored orders that had it unmapped are taken up again.",
  request: { params: z.object({ sku: z.string().min(1).max(255) }), body: jsonBody(skuMappingInput) },
  responses: {
    200: json("It is mapped", z.object({ mapping: skuMapping })),
    400: problemResponse("The request is not valid; nothing was changed"),
    404: problemResponse("There is no such product"),
  },
});

export const postSamples = createRoute({
  method: "post",
  path: "/shopify/samples",
  description: "Sends signed sample webhooks through the shop's own door.",
  request: { body: jsonBody(samplesInput) },
  responses: {
    202: json("They are on their way", samplesStarted),
    400: problemResponse("The request is not valid; nothing was sent"),
  },
});

export const getTasks = createRoute({
  method: "get",
  path: "/shopify/tasks",
  request: { query: z.object({ limit: pageLimit(100), cursor, status: z.enum(["open", "done"]).optional() }) },
  responses: {
    200: json("What the law wants a person to do, newest first", shopifyTaskPage),
    400: problemResponse("A parameter is not valid"),
  },
});

export const postTaskDone = createRoute({
  method: "post",
  path: "/shopify/tasks/{id}/done",
  request: { params: z.object({ id: z.string().max(100) }) },
  responses: {
    200: json("It is done", z.object({ task: shopifyTask })),
    404: problemResponse("There is no such task"),
  },
});
