import { faultText } from "@donut/contracts/faults";
import { wish } from "@donut/contracts/sales";
import * as z from "zod";
import { createRoute } from "./described-api.ts";
import { email } from "./email.ts";
import { json, jsonBody } from "./openapi.ts";
import { problemResponse } from "./problem.ts";

const notAProduct = faultText("product-id");
const token = z.string().max(2_000);
const page = (description: string) => ({ description, content: { "text/html": { schema: z.string() } } });
const pages = {
  200: page("What the address waits for; nothing, if it waits for nothing"),
  403: page("The link is not one of ours; nothing was changed"),
  410: page("The link is too old; nothing was changed"),
};

export const postWish = createRoute({
  method: "post",
  path: "/wishes",
  description:
    "Asks for one mail once a sold-out product can be ordered again. Whether the address has asked before is not told; asking again changes nothing.",
  request: {
    body: jsonBody(
      z.object(
        {
          productId: z.string(notAProduct).min(1, notAProduct).max(100),
          email,
          language: z.enum(["en", "ko"]).meta({ description: "In which the mail is written" }),
        },
        "must be {productId, email, language}",
      ),
    ),
  },
  responses: {
    202: json("There will be a mail", z.object({ wish })),
    400: problemResponse("The request is not valid"),
    404: problemResponse("There is no such product"),
    409: problemResponse("It can be ordered now, so there is nothing to wait for"),
    429: problemResponse("Too many requests for this product, or of this address, today"),
  },
});

export const postUndo = createRoute({
  method: "post",
  path: "/wishes/undo",
  description: "Takes one request back. Again, it changes nothing.",
  request: { body: jsonBody(z.object({ undo: token }, "must be {undo}")) },
  responses: {
    200: json("This request leads to no mail any more", z.object({ undone: z.literal(true) })),
    400: problemResponse("The request is not valid"),
    403: problemResponse("The token is not one of ours, or too old"),
  },
});

export const getStanding = createRoute({
  method: "get",
  path: "/wishes/standing",
  description: "Whether one request still stands: its mail has not been sent, and nobody has taken it back.",
  request: { query: z.object({ undo: token }) },
  responses: {
    200: json("Whether it stands", z.object({ stands: z.boolean() })),
    400: problemResponse("A parameter is not valid"),
    403: problemResponse("The token is not one of ours, or too old"),
  },
});

export const getEnd = createRoute({
  method: "get",
  path: "/wishes/end",
  // Mail scanners follow links, so a GET must not end anything.
  description: "Where a link in a mail leads: it shows what the address waits for, and asks.",
  request: { query: z.object({ token: token.default("") }) },
  responses: pages,
});

export const postEnd = createRoute({
  method: "post",
  path: "/wishes/end",
  description: "Ends everything that the address waits for. Again, it changes nothing.",
  request: {
    body: {
      required: true,
      content: { "application/x-www-form-urlencoded": { schema: z.object({ token: token.default("") }) } },
    },
  },
  responses: pages,
});
