import { faultText } from "@donut/contracts/faults";
import { adminRoomAnswer, adminTicket, extendInput, roomChange } from "@donut/contracts/waiting-room";
import * as z from "zod";
import { createRoute } from "../described-api.ts";
import { json, jsonBody } from "../openapi.ts";
import { problemResponse } from "../problem.ts";

const numberText = faultText("number-in-line");
const number = z.coerce.number(numberText).int(numberText).min(1, numberText).max(Number.MAX_SAFE_INTEGER, numberText);
const params = z.object({ number });
const unknown = problemResponse("Nobody has this number");

export const getWaitingRoom = createRoute({
  method: "get",
  path: "/waiting-room",
  responses: { 200: json("The room: settings, seats, the front of the line, counters, pace", adminRoomAnswer) },
});

export const putWaitingRoom = createRoute({
  method: "put",
  path: "/waiting-room",
  description:
    "Changes what is given. Opening it from off or closed is a new opening: places and seats of the one before are void.",
  request: { body: jsonBody(roomChange) },
  responses: {
    200: json("The room as it is now", adminRoomAnswer),
    400: problemResponse("The request is not valid, or not possible now; nothing was changed"),
    503: problemResponse("Others were changing it all the time; nothing was changed"),
  },
});

export const getTicket = createRoute({
  method: "get",
  path: "/waiting-room/tickets/{number}",
  request: { params },
  responses: { 200: json("One person's way", adminTicket), 404: unknown },
});

export const postEnd = createRoute({
  method: "post",
  path: "/waiting-room/tickets/{number}/end",
  description: "Ends a seat, or a place in the line. Those behind move up.",
  request: { params },
  responses: {
    200: json("What became of it", adminTicket),
    404: unknown,
    409: problemResponse("It has ended already; nothing was changed"),
  },
});

export const postExtend = createRoute({
  method: "post",
  path: "/waiting-room/tickets/{number}/extend",
  description: "More time for a seat, or for somebody who is gone to come back.",
  request: { params, body: jsonBody(extendInput) },
  responses: {
    200: json("What became of it", adminTicket),
    400: problemResponse("The request is not valid; nothing was changed"),
    404: unknown,
    409: problemResponse("It has ended already, or nobody is gone; nothing was changed"),
  },
});
