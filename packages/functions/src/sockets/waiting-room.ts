import { socketAction } from "@donut/contracts/waiting-room";
import { admitNext } from "@donut/core/waiting-room/admit";
import { readPlaces } from "@donut/core/waiting-room/board";
import { endTicket } from "@donut/core/waiting-room/end";
import { readLive } from "@donut/core/waiting-room/live";
import { endPosts, placeMessage } from "@donut/core/waiting-room/notify";
import { postAll } from "@donut/core/waiting-room/post";
import { connect, disconnect, entryOfConnection, hear } from "@donut/core/waiting-room/presence";
import { type RoomState, readState } from "@donut/core/waiting-room/room";
import { isLive, readTicket, standingOf, type TicketItem } from "@donut/core/waiting-room/ticket";
import { verifyPlace } from "@donut/core/waiting-room/tokens";
import type { APIGatewayProxyWebsocketEventV2 } from "aws-lambda";
import { Resource } from "sst";
import { logger } from "../logger.ts";

type Event = APIGatewayProxyWebsocketEventV2 & { queryStringParameters?: Record<string, string | undefined> };

const done = { statusCode: 200 };

/**
 * The waiting room's sockets: holders of a place token connect, and count as present as long as the connection lasts.
 */
export async function handler(event: Event): Promise<{ statusCode: number }> {
  const { routeKey, connectionId } = event.requestContext;
  if (routeKey === "$connect") return connectWith(connectionId, event.queryStringParameters?.place ?? "");
  const state = await readState();
  if (routeKey === "$disconnect") await disconnect(connectionId, state);
  else await act(connectionId, event.body ?? "", state);
  return done;
}

async function connectWith(connectionId: string, token: string): Promise<{ statusCode: number }> {
  const claims = await verifyPlace(token, Resource.PlacePublicKey.value);
  if (claims === undefined) return { statusCode: 401 };
  const state = await readState();
  if (claims.epoch !== state.epoch) return { statusCode: 410 };
  const result = await connect({ connectionId, entry: claims.entry }, state);
  return result.status === "connected" ? done : { statusCode: 410 };
}

async function act(connectionId: string, body: string, state: RoomState): Promise<void> {
  const action = actionIn(body);
  const entry = await entryOfConnection(connectionId);
  const found = entry === undefined ? undefined : await readTicket(entry);
  if (action === undefined || found === undefined) return;
  if (action === "leave") return leave(found, state);
  const ticket = await hear(found, state);
  if (!isLive(standingOf(ticket, state))) return postAll(own(endPosts(ticket, state), connectionId), state);
  const [places, live] = await Promise.all([readPlaces([ticket.entry]), readLive()]);
  await postAll([{ connectionId, message: placeMessage(ticket, places, live) }], state);
}

/** The table's stream notifies all of the person's tabs of the consequences. */
async function leave(ticket: TicketItem, state: RoomState): Promise<void> {
  if (!isLive(standingOf(ticket, state))) return;
  await endTicket({ ...ticket, lostAt: undefined }, "left", state);
  await admitNext();
}

function own<T extends { connectionId: string }>(posts: T[], connectionId: string): T[] {
  return posts.filter((post) => post.connectionId === connectionId);
}

/** Unknown actions are ignored: the browser may be newer. */
function actionIn(body: string) {
  try {
    return socketAction.parse(JSON.parse(body)).action;
  } catch {
    logger.debug("Unknown message on the waiting room's socket");
    return undefined;
  }
}
