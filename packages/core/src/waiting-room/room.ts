import { BatchGetCommand, GetCommand } from "@aws-sdk/lib-dynamodb";
import { type Draw, drawOrder } from "@donut/contracts/waiting-line";
import { firstSettings, guards, roomMessage, roomMode } from "@donut/contracts/waiting-room";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";

/** The one room of the shop. Settings and counters are one item, so that whoever admits sees both at one moment. */
export const stateKey = { pk: "room", sk: "state" };
/** Its own item: those who draw numbers do not wait for those who admit. */
export const issuedKey = { pk: "room", sk: "issued" };

const count = z.int().nonnegative().default(0);

export const roomState = z.object({
  mode: roomMode.default("off"),
  /** Open, and the opening has not been carried out yet. */
  lobby: z.boolean().default(false),
  guards: guards.default("all"),
  x: z.int().default(firstSettings.x),
  y: z.int().default(firstSettings.y),
  n: z.int().default(firstSettings.n),
  claimSeconds: z.int().default(firstSettings.claimSeconds),
  graceSeconds: z.int().default(firstSettings.graceSeconds),
  placesPerClient: z.int().default(firstSettings.placesPerClient),
  message: roomMessage.optional(),
  opensAt: z.iso.datetime().optional(),
  openedAt: z.iso.datetime().optional(),
  lottery: z.boolean().default(false),
  /** Known to nobody outside before the draw. */
  seed: z.string().optional(),
  commitment: z.string().optional(),
  draw: z.object({ seed: z.string(), first: z.int(), count: z.int() }).optional(),
  /** The draw is made, and those who left the lobby before it are being taken out of the line. */
  drawing: z.boolean().default(false),
  epoch: count,
  /** Grows with every admission and every change of settings. */
  rev: count,
  /** All numbers up to it are settled. */
  low: count,
  /** Whoever entered as this or before is not waiting any more: the room was closed. */
  closedUpTo: count,
  /** Seats taken: admitted, or ordered and not free yet. */
  occupied: count,
  admitted: count,
  ordered: count,
  left: count,
  expired: count,
  missed: count,
  /** Turns that have ended, and how long their seats were held in all. */
  released: count,
  heldMs: count,
});
export type RoomState = z.infer<typeof roomState>;

export async function readState(): Promise<RoomState> {
  const { Item: item } = await dynamodb.send(
    new GetCommand({ TableName: Resource.WaitingTable.name, Key: stateKey, ConsistentRead: true }),
  );
  return roomState.parse(item ?? {});
}

export interface Room {
  state: RoomState;
  /** The number drawn last. */
  issued: number;
}

/** Never an admission of somebody whose number is not known to be drawn: `issued` is as new as the state, or newer. */
export async function readRoom(): Promise<Room> {
  const table = Resource.WaitingTable.name;
  const { Responses: found, UnprocessedKeys: left } = await dynamodb.send(
    new BatchGetCommand({ RequestItems: { [table]: { Keys: [stateKey, issuedKey], ConsistentRead: true } } }),
  );
  if (left && Object.keys(left).length > 0) return readRoom();
  const items = found?.[table] ?? [];
  const issued = items.find(({ sk }) => sk === issuedKey.sk);
  return {
    state: roomState.parse(items.find(({ sk }) => sk === stateKey.sk) ?? {}),
    issued: Number(issued?.last ?? 0),
  };
}

/** Whether people are guarded against, told to wait, let in. */
export const isAdmitting = ({ mode, lobby, drawing }: RoomState) =>
  (mode === "open" || mode === "draining") && !lobby && !drawing;
export const isEntering = ({ mode }: RoomState) => mode === "open" || mode === "paused";
export const isOver = ({ mode }: RoomState) => mode === "off" || mode === "closed";

/** What stands on guarded products: an admission of this opening sells them, none other does. */
export function guardOf({ epoch }: Pick<RoomState, "epoch">): string {
  return `room#${epoch}`;
}

/** @returns the number of whoever entered as `entry`; undefined before the draw */
export function numberOf(entry: number, state: Pick<RoomState, "lobby" | "lottery" | "draw">): number | undefined {
  const { draw } = state;
  if (draw === undefined) return state.lobby && state.lottery ? undefined : entry;
  const index = entry - draw.first;
  return index >= 0 && index < draw.count ? draw.first + (drawn(draw).places[index] ?? 0) : entry;
}

/** @returns as whom the holder of a number entered */
export function entryOf(number: number, { draw }: Pick<RoomState, "draw">): number {
  const index = draw ? number - draw.first : -1;
  return draw && index >= 0 && index < draw.count ? draw.first + (drawn(draw).order[index] ?? 0) : number;
}

let kept: { seed: string; order: Uint32Array; places: Uint32Array } | undefined;

function drawn(draw: Draw) {
  if (kept?.seed === draw.seed && kept.order.length === draw.count) return kept;
  const order = drawOrder(draw);
  const places = new Uint32Array(order.length);
  for (const [place, who] of order.entries()) places[who] = place;
  kept = { seed: draw.seed, order, places };
  return kept;
}
