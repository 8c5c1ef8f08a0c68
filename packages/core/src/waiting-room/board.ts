import { aheadOf, blockOf } from "@donut/contracts/waiting-line";
import type { Board, BoardBlock } from "@donut/contracts/waiting-room";
import { readGoneFrom } from "./gone.ts";
import type { Live } from "./live.ts";
import { type Room, readRoom } from "./room.ts";

/** Who stands where: read once, it tells any place without another look. */
export interface Places {
  room: Room;
  /** By block, from that of the first number that may wait on: who above `low` does not wait. */
  gone: ReadonlyMap<number, readonly number[]>;
  firstBlock: number;
  /** Before each block, from the first on: how many are gone. */
  before: readonly number[];
  waiting: number;
}

export async function readPlaces(): Promise<Places> {
  const room = await readRoom();
  return placesOf(room, await readGoneFrom(blockOf(room.state.low + 1)));
}

function placesOf(room: Room, found: ReadonlyMap<number, ReadonlySet<number>>): Places {
  const { low } = room.state;
  const firstBlock = blockOf(low + 1);
  const gone = new Map<number, number[]>();
  const before: number[] = [];
  let sum = 0;
  for (let block = firstBlock; block <= blockOf(room.issued); block++) {
    before.push(sum);
    const numbers = [...(found.get(block) ?? [])].filter((number) => number > low && number <= room.issued);
    numbers.sort((a, b) => a - b);
    gone.set(block, numbers);
    sum += numbers.length;
  }
  return { room, gone, firstBlock, before, waiting: Math.max(0, room.issued - low - sum) };
}

/** @returns how many wait in front of a waiting number, whatever the length of the line */
export function placeOf(number: number, { room, gone, firstBlock, before }: Places): number {
  if (number <= room.state.low) return 0;
  const block = blockOf(number);
  const front = { low: room.state.low, firstBlock: block, gone: [] };
  return aheadOf(number, front, gone.get(block) ?? []) - (before[block - firstBlock] ?? 0);
}

export function boardOf({ room: { state, issued }, gone, firstBlock, waiting }: Places, { pace }: Live): Board {
  const { epoch, mode, lobby, x, y, n, low, message, occupied } = state;
  const counts = [...gone.values()].map(({ length }) => length);
  while (counts.at(-1) === 0) counts.pop();
  return {
    epoch,
    at: new Date().toISOString(),
    mode,
    lobby: lobby || state.drawing,
    x,
    y,
    n,
    low,
    issued,
    firstBlock,
    gone: counts,
    waiting,
    admitted: occupied,
    pace,
    ...(message && { message }),
  };
}

export function blockOfBoard({ room, gone }: Places, block: number): BoardBlock {
  return { epoch: room.state.epoch, at: new Date().toISOString(), block, gone: [...(gone.get(block) ?? [])] };
}
