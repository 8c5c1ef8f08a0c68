import { aheadOf, blockOf, blockSize } from "@donut/contracts/waiting-line";
import type { Board, BoardBlock } from "@donut/contracts/waiting-room";
import { countGoneFrom, readGone } from "./gone.ts";
import type { Live } from "./live.ts";
import { numberOf, type Room, readRoom } from "./room.ts";

/** Who stands where: a single read that gives the place of everybody in the blocks that were read. */
export interface Places {
  room: Room;
  /** The block of the first number that may be waiting. */
  firstBlock: number;
  /** By block, from that one on: how many numbers stopped waiting before they had their turn. */
  counts: readonly number[];
  /** The numbers in some blocks that stopped waiting. */
  gone: ReadonlyMap<number, readonly number[]>;
  waiting: number;
}

/**
 * @param entries whose places are wanted
 * @param seen the room, if it has just been read
 */
export async function readPlaces(entries: number[] = [], seen?: Room): Promise<Places> {
  const room = seen ?? (await readRoom());
  const numbers = entries.flatMap((entry) => numberOf(entry, room.state) ?? []);
  return readBlocks(room, numbers.map(blockOf));
}

/** The places of those at the front: at least `people` of them if that many are waiting. */
export async function readFrontPlaces(people: number): Promise<Places> {
  const places = await readPlaces();
  const blocks: number[] = [];
  let found = 0;
  for (let block = places.firstBlock; found < people && block <= blockOf(places.room.issued); block++) {
    blocks.push(block);
    const size =
      Math.min(places.room.issued + 1, (block + 1) * blockSize) -
      Math.max(places.room.state.low + 1, block * blockSize);
    found += size - (places.counts[block - places.firstBlock] ?? 0);
  }
  return readBlocks(places.room, blocks);
}

async function readBlocks(room: Room, blocks: number[]): Promise<Places> {
  const { low } = room.state;
  const firstBlock = blockOf(low + 1);
  // The first block has no count that leaves out those who have had their turn.
  const wanted = new Set([firstBlock, ...blocks].filter((block) => block >= firstBlock));
  const [counted, sets] = await Promise.all([countGoneFrom(firstBlock + 1), readGone([...wanted])]);
  const gone = new Map([...sets].map(([block, numbers]) => [block, [...numbers]]));
  const counts = [goneIn(firstBlock, gone).filter((number) => number > low && number <= room.issued).length];
  for (let block = firstBlock + 1; block <= blockOf(room.issued); block++) counts.push(counted.get(block) ?? 0);
  const sum = counts.reduce((all, count) => all + count, 0);
  return { room, firstBlock, counts, gone, waiting: Math.max(0, room.issued - low - sum) };
}

/** @returns how many wait in front of a waiting number in a block that was read, however long the line is */
export function placeOf(number: number, { room, firstBlock, counts, gone }: Places): number {
  const { low } = room.state;
  if (number <= low) return 0;
  return aheadOf(number, { low, firstBlock, gone: counts }, goneIn(blockOf(number), gone));
}

/** @returns whether the holder of a number in a block that was read is still waiting */
export function waits(number: number, { room, gone }: Places): boolean {
  return number > room.state.low && !goneIn(blockOf(number), gone).includes(number);
}

function goneIn(block: number, gone: Places["gone"]): readonly number[] {
  const numbers = gone.get(block);
  if (numbers === undefined) throw new Error(`Block ${block} was not read.`);
  return numbers;
}

export function boardOf({ room: { state, issued }, counts, firstBlock, waiting }: Places, { pace }: Live): Board {
  const { epoch, mode, lobby, x, y, n, low, message, occupied } = state;
  const gone = [...counts];
  while (gone.at(-1) === 0) gone.pop();
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
    gone,
    waiting,
    admitted: occupied,
    pace,
    ...(message && { message }),
  };
}

export async function readBoardBlock(block: number): Promise<BoardBlock> {
  const { state, issued } = await readRoom();
  const numbers = (await readGone([block])).get(block) ?? new Set();
  const gone = [...numbers].filter((number) => number > state.low && number <= issued);
  return { epoch: state.epoch, at: new Date().toISOString(), block, gone: gone.sort((a, b) => a - b) };
}
