import { BatchGetCommand, GetCommand } from "@aws-sdk/lib-dynamodb";
import { type Draw, drawOrder } from "@donut/contracts/waiting-line";
import { firstSettings, guards, roomMessage, roomMode } from "@donut/contracts/waiting-room";
import { Resource } from "sst";
import * as z from "zod";
import { dynamodb } from "../aws/clients.ts";

/** The shop's only room. Settings and counters share one item, so that admissions see both consistently. */
export const stateKey = { pk: "room", sk: "state" };
/** A separate item, so that drawing numbers does not contend with admissions. */
export const issuedKey = { pk: "room", sk: "issued" };

const count = z.int().nonnegative().default(0);

export const roomState = z.object({
  mode: roomMode.default("off"),
  /** Open, but the opening has not been carried out yet. */
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
  /** Kept secret until the draw. */
  seed: z.string().optional(),
  commitment: z.string().optional(),
  draw: z.object({ seed: z.string(), first: z.int(), count: z.int() }).optional(),
  /** The draw is done, and those who left the lobby before it are being removed from the line. */
  drawing: z.boolean().default(false),
  epoch: count,
  /** Increases with every admission and every change of settings. */
  rev: count,
  /** All numbers up to this one are settled. */
  low: count,
  /** Entries up to this one are no longer waiting: the room was closed. */
  closedUpTo: count,
  /** Seats taken: admitted, or ordered and not free yet. */
  occupied: count,
  admitted: count,
  ordered: count,
  left: count,
  expired: count,
  missed: count,
  /** Turns that have ended, and how long their seats were held in total. */
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

/** `issued` is at least as new as the state, so nobody is admitted whose number is not known to be drawn. */
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

/** Whether waiting people are admitted, whether anybody may enter, and whether the room is over. */
export const isAdmitting = ({ mode, lobby, drawing }: RoomState) =>
  (mode === "open" || mode === "draining") && !lobby && !drawing;
export const isEntering = ({ mode }: RoomState) => mode === "open" || mode === "paused";
export const isOver = ({ mode }: RoomState) => mode === "off" || mode === "closed";

/** The guard of guarded products: only admissions of this opening can buy them. */
export function guardOf({ epoch }: Pick<RoomState, "epoch">): string {
  return `room#${epoch}`;
}

/** @returns the number of the person who entered as `entry`; undefined before the draw */
export function numberOf(entry: number, state: Pick<RoomState, "lobby" | "lottery" | "draw">): number | undefined {
  const { draw } = state;
  if (draw === undefined) return state.lobby && state.lottery ? undefined : entry;
  const index = entry - draw.first;
  return index >= 0 && index < draw.count ? draw.first + (drawn(draw).places[index] ?? 0) : entry;
}

/** @returns the entry of the person who holds a number */
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
