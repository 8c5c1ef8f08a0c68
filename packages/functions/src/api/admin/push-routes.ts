import {
  pushLimits,
  pushSubscription,
  pushSubscriptionInput,
  pushSubscriptions,
  pushTestInput,
} from "@donut/contracts/push";
import * as z from "zod";
import { createRoute } from "../described-api.ts";
import { json, jsonBody } from "../openapi.ts";
import { problemResponse } from "../problem.ts";

const path = "/push/subscriptions";
const one = z.object({ subscription: pushSubscription });
const unknown = problemResponse("You have no such subscription");

export const getSubscriptions = createRoute({
  method: "get",
  path,
  description: "The devices on which you are told of orders, and what a browser needs to become one.",
  responses: { 200: json("Your subscriptions, the oldest first", pushSubscriptions) },
});

export const postSubscription = createRoute({
  method: "post",
  path,
  request: { body: jsonBody(pushSubscriptionInput) },
  responses: {
    200: json("You had this subscription; it is up to date now", one),
    201: json("The subscription", one),
    400: problemResponse("The request is not valid, or the endpoint is of no push service that is known here"),
    409: problemResponse(`You have ${pushLimits.devices} subscriptions; nothing was changed`),
  },
});

export const deleteSubscription = createRoute({
  method: "delete",
  path: `${path}/{id}`,
  request: { params: z.object({ id: z.string().max(100) }) },
  responses: { 200: json("What was removed", one), 404: unknown },
});

export const postSeen = createRoute({
  method: "post",
  path: `${path}/{id}/seen`,
  description: `Says that you have the console open on the device: it is told for another ${pushLimits.days} days.`,
  request: { params: z.object({ id: z.string().max(100) }) },
  responses: { 200: json("The subscription", one), 404: unknown },
});

export const deleteByEndpoint = createRoute({
  method: "delete",
  path,
  description: "For a browser that knows the endpoint of its subscription.",
  request: { body: jsonBody(z.strictObject({ endpoint: z.string().max(2_000) })) },
  responses: { 200: json("What was removed", one), 400: problemResponse("The request is not valid"), 404: unknown },
});

export const postTest = createRoute({
  method: "post",
  path: "/push/test",
  description: "Sends a test on the way that orders take, to one of your devices or to all of them.",
  request: { body: jsonBody(pushTestInput) },
  responses: {
    202: json("To how many devices it is on its way", z.object({ devices: z.int() })),
    400: problemResponse("The request is not valid"),
    404: unknown,
    409: problemResponse("You have no device to send it to"),
  },
});
