import { faultText } from "@donut/contracts/faults";
import { board, boardBlock, joined, joinInput, place, roomAnswer } from "@donut/contracts/waiting-room";
import * as z from "zod";
import { createRoute } from "./described-api.ts";
import { json, jsonBody } from "./openapi.ts";
import { problemResponse } from "./problem.ts";

export const getRoom = createRoute({
  method: "get",
  path: "/room",
  responses: { 200: json("The room. May be kept for 1 s.", roomAnswer) },
});

export const postTicket = createRoute({
  method: "post",
  path: "/tickets",
  description: "Takes a place at the end of the line. The same visitor again has the same place.",
  request: { body: { ...jsonBody(joinInput), required: false } },
  responses: {
    201: json("A new place, and the token that is the only key to it", joined),
    200: json("The place there was", joined),
    400: problemResponse("The request is not valid"),
    409: problemResponse("Nobody can enter now"),
    429: problemResponse("Too many places were taken from this network address"),
  },
});

const bearer = z.object({
  authorization: z.string().max(4_000).optional().meta({ description: "`Bearer <placeToken>`" }),
});
const noPlace = problemResponse("The place token is missing, or none of ours");

export const getMyTicket = createRoute({
  method: "get",
  path: "/tickets/me",
  description: "Where you stand. To ask is to be here: it claims the turn.",
  request: { headers: bearer },
  responses: { 200: json("The truth; no push is vital", place), 401: noPlace },
});

export const deleteMyTicket = createRoute({
  method: "delete",
  path: "/tickets/me",
  request: { headers: bearer },
  responses: { 204: { description: "The place, or the seat, is given away" }, 401: noPlace },
});

export const getBoard = createRoute({
  method: "get",
  path: "/board",
  description: "Enough to work out any place. The same for all.",
  responses: { 200: json("The board. May be kept for 1 s.", board) },
});

const largestNumber = Number.MAX_SAFE_INTEGER;
const blockText = faultText("whole-from", { from: 0 });

export const getBoardBlock = createRoute({
  method: "get",
  path: "/board/{block}",
  request: {
    params: z.object({
      block: z.coerce.number(blockText).int(blockText).min(0, blockText).max(largestNumber, blockText),
    }),
  },
  responses: {
    200: json("The numbers of one block that do not wait any more. May be kept for 1 s.", boardBlock),
    400: problemResponse("The block is no number"),
  },
});
