import { createHash, randomUUID } from "node:crypto";
import { recent } from "@donut/core/recent";
import { admitNext } from "@donut/core/waiting-room/admit";
import { boardOf, type Places, readBoardBlock, readPlaces, waits } from "@donut/core/waiting-room/board";
import { endTicket } from "@donut/core/waiting-room/end";
import { enter } from "@donut/core/waiting-room/enter";
import { standInLine } from "@donut/core/waiting-room/line";
import { readLive } from "@donut/core/waiting-room/live";
import { hear } from "@donut/core/waiting-room/presence";
import { numberOf, type RoomState, readState } from "@donut/core/waiting-room/room";
import { isLive, readTicket, standingOf, type TicketItem } from "@donut/core/waiting-room/ticket";
import { signPlace, verifyPlace } from "@donut/core/waiting-room/tokens";
import { admissionOf, feedOf, publicRoomOf, ticketOf } from "@donut/core/waiting-room/views";
import { Resource } from "sst";
import { type ApiContext, createApi, lambdaHandler } from "./app.ts";
import { type NewProblem, problem } from "./problem.ts";
import { deleteMyTicket, getBoard, getBoardBlock, getMyTicket, getRoom, postTicket } from "./waiting-room-routes.ts";

const freshForMs = 1_000;
const forAll = { "cache-control": "public, max-age=1" };
const forOne = { "cache-control": "no-store" };

const app = createApi({ title: "Waiting room", description: "Who may buy now, and who is next." });

const places = recent(freshForMs, () => readPlaces());
const live = recent(freshForMs, readLive);

app
  .openapi(getRoom, async (c) => c.json({ room: publicRoomOf(await places()) }, 200, forAll))
  .openapi(getBoard, async (c) => c.json(boardOf(await places(), await live()), 200, forAll))
  .openapi(getBoardBlock, async (c) => c.json(await readBoardBlock(c.req.valid("param").block), 200, forAll))
  .openapi(postTicket, async (c) => {
    const { visitor = randomUUID() } = c.req.valid("json") ?? {};
    const result = await enter({ visitor: hashOf(visitor), client: hashOf(addressOf(c)) });
    if (result.status === "refused") return problem(c, 409, notOpen(result.state));
    if (result.status === "too-many") {
      c.header("retry-after", String(result.retryAfterSeconds));
      return problem(c, 429, {
        kind: "too-many-places",
        title: "Too many places were taken from your network",
        detail: `Nobody was added to the line. Try again in ${result.retryAfterSeconds} seconds.`,
        params: { seconds: result.retryAfterSeconds },
      });
    }
    const { entry, epoch } = result.ticket;
    const isNew = result.status === "entered";
    const [now, placeToken] = await Promise.all([
      isNew ? admitBehind(entry, epoch) : readPlaces([entry]),
      signPlace({ entry, epoch }, Resource.PlaceKey.value),
    ]);
    // Somebody who is admitted at once learns it from this answer.
    const own = standsInLine(entry, now) ? undefined : await readTicket(entry);
    const ticket = await hear(own ?? result.ticket, now.room.state);
    const answer = { ...(await placeOf(ticket, placeToken, now)), placeToken };
    return c.json(answer, isNew ? 201 : 200, forOne);
  })
  .openapi(getMyTicket, async (c) => {
    const token = tokenIn(c.req.valid("header").authorization);
    const found = await ticketFor(token);
    if (found === undefined) return noPlace(c);
    const now = await readPlaces([found.entry]);
    return c.json(await placeOf(await hear(found, now.room.state), token, now), 200, forOne);
  })
  .openapi(deleteMyTicket, async (c) => {
    const ticket = await ticketFor(tokenIn(c.req.valid("header").authorization));
    if (ticket === undefined) return noPlace(c);
    const state = await readState();
    if (isLive(standingOf(ticket, state))) {
      await endTicket({ ...ticket, lostAt: undefined }, "left", state);
      await admitNext();
    }
    return c.body(null, 204);
  });

export const handler = lambdaHandler(app);

/** @returns the line including the new entry */
async function admitBehind(entry: number, epoch: number): Promise<Places> {
  await standInLine(entry, epoch);
  const { room } = await admitNext();
  return readPlaces([entry], room);
}

function standsInLine(entry: number, places: Places): boolean {
  const { state } = places.room;
  const number = state.drawing ? undefined : numberOf(entry, state);
  return number === undefined || waits(number, places);
}

async function placeOf(ticket: TicketItem, token: string, now: Places) {
  const seen = await live();
  const own = ticketOf(ticket, now, seen);
  return {
    ticket: own,
    ...(own.state === "admitted" && { admission: await admissionOf(ticket, Resource.AdmissionKey.value) }),
    socketUrl: `${Resource.WaitingRoomSocket.url}?place=${encodeURIComponent(token)}`,
    feed: feedOf(seen, now, own.ahead),
    room: publicRoomOf(now),
  };
}

async function ticketFor(token: string): Promise<TicketItem | undefined> {
  const claims = await verifyPlace(token, Resource.PlacePublicKey.value);
  const ticket = claims && (await readTicket(claims.entry));
  return ticket?.epoch === claims?.epoch ? ticket : undefined;
}

function tokenIn(authorization = ""): string {
  return authorization.replace(/^Bearer\s+/i, "");
}

function noPlace(c: ApiContext) {
  c.header("www-authenticate", "Bearer");
  return problem(c, 401, {
    kind: "no-place",
    title: "This is no place in the line",
    detail: "Send the place token that POST /tickets gave you: authorization: Bearer <placeToken>.",
  });
}

function notOpen({ mode }: RoomState): NewProblem {
  const details: Partial<Record<RoomState["mode"], string>> = {
    off: "The waiting room is off: buy without it.",
    closed: "The waiting room is closed. Come back when it opens again.",
    draining: "The waiting room takes nobody any more; those who wait are served.",
  };
  return { kind: "room-not-open", title: "Nobody can enter now", detail: details[mode] ?? "Try again later." };
}

/** The address that the gateway saw, which headers cannot forge. */
function addressOf(c: ApiContext): string {
  const { http } = c.env.event.requestContext as { http?: { sourceIp?: string } };
  return http?.sourceIp ?? "";
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 32);
}
