import { faultText } from "@donut/contracts/faults";
import { followedOrder, me, orderAnswer, productList, short, standing } from "@donut/contracts/sales";
import * as z from "zod";
import { signedIn } from "./actor.ts";
import { createRoute } from "./described-api.ts";
import { email } from "./email.ts";
import { json, jsonBody } from "./openapi.ts";
import { cursor, pageLimit } from "./page.ts";
import { problemResponse, problemSchema } from "./problem.ts";

const maxQuantity = 1000;
const maxLines = 40;
const wholeQuantity = faultText("whole-number", { from: 1, to: maxQuantity });

const notAProduct = faultText("product-id");

const line = z.object({
  productId: z.string(notAProduct).min(1, notAProduct).max(100),
  quantity: z.int(wholeQuantity).min(1, wholeQuantity).max(maxQuantity, wholeQuantity),
});

/** If a product is named twice, its quantities are added up. */
const lines = z
  .array(line, faultText("lines"))
  .min(1, faultText("no-lines"))
  .max(maxLines, faultText("too-many-lines", { most: maxLines }))
  .superRefine((given, context) => {
    const units = new Map<string, number>();
    for (const [index, { productId, quantity }] of given.entries()) {
      const sum = (units.get(productId) ?? 0) + quantity;
      units.set(productId, sum);
      if (sum <= maxQuantity) continue;
      context.addIssue({
        code: "custom",
        path: [index, "quantity"],
        message: faultText("too-many-units", { productId, most: maxQuantity }),
      });
    }
  });

const customer = z.object(
  {
    email,
    name: z.string().trim().min(1).max(100).optional(),
    language: z
      .enum(["en", "ko"])
      .optional()
      .meta({ description: "In which to confirm the order by mail; without it there is no mail" }),
  },
  "must be {email, name?, language?}",
);

/** RFC 7240: a list of preferences, of which only one is supported here. */
const prefer = z
  .string()
  .max(1_000)
  .optional()
  .meta({ description: "`respond-async`: the order goes to the end of the order queue and is booked in its turn." });
const idempotencyKey = z
  .string()
  .max(255, faultText("idempotency-key"))
  .regex(/^[\x21-\x7e]+$/, faultText("idempotency-key"))
  .optional()
  .meta({ description: "The same key with the same body never buys twice: the first order is answered again." });

const admission = z
  .string()
  .max(4_000)
  .optional()
  .meta({ description: "While the waiting room guards a product: the token that it gives when it is your turn." });

const outOfStock = problemSchema.extend({
  short: z.array(short),
});

export const getProducts = createRoute({
  method: "get",
  path: "/products",
  responses: { 200: json("What is sold, with its stock. May be kept for 1 s.", productList) },
});

export const postOrder = createRoute({
  method: "post",
  path: "/orders",
  request: {
    headers: z.object({ "idempotency-key": idempotencyKey, prefer, "x-admission": admission }),
    body: jsonBody(z.object({ lines, customer }, "must be {lines, customer}")),
  },
  responses: {
    201: json("Sold", orderAnswer),
    202: json("In the order queue, if that is preferred; Location is where to follow it", orderAnswer),
    200: json("Sold before, under the same idempotency key", orderAnswer),
    400: problemResponse("The request is not valid; nothing is sold"),
    403: problemResponse("The waiting room guards it, and the admission is missing, foreign or used; nothing is sold"),
    404: problemResponse("There is no such product; nothing is sold"),
    409: problemResponse("Not enough stock; nothing is sold, and the factory has been asked for more", outOfStock),
    413: problemResponse("The request is too large"),
    415: problemResponse("The body is not JSON"),
    422: problemResponse("The idempotency key belongs to another request"),
    503: problemResponse("Too many are buying the same; nothing is sold"),
  },
});

export const getOrder = createRoute({
  method: "get",
  path: "/orders/{id}",
  request: { params: z.object({ id: z.string().max(100) }) },
  responses: {
    200: json("The order, and what happened because of it", followedOrder),
    404: problemResponse("There is no such order"),
  },
});

const notSignedIn = problemResponse("You are not signed in");

export const getMe = createRoute({
  method: "get",
  path: "/me",
  middleware: signedIn,
  responses: {
    200: json("Who is signed in", me),
    401: notSignedIn,
  },
});

export const getMyOrders = createRoute({
  method: "get",
  path: "/me/orders",
  middleware: signedIn,
  request: { query: z.object({ limit: pageLimit(100), cursor }) },
  responses: {
    200: json(
      "Your orders, newest first; next is the cursor of the page that follows",
      z.object({ orders: z.array(standing), next: z.string().optional() }),
    ),
    400: problemResponse("A parameter is not valid"),
    401: notSignedIn,
  },
});
