import { blockOf } from "@donut/contracts/waiting-line";
import { Resource } from "sst";
import { type TransactItem, transact } from "../aws/transact.ts";
import { addGone, readLobbyLeaversFrom } from "./gone.ts";
import { numberOf, type Room, type RoomState, stateKey } from "./room.ts";
import { expiresAt } from "./ticket.ts";

/** Blocks in one transaction: each takes two of its 100 parts. */
const mostBlocks = 40;

/**
 * Opens the doors when it is time, for everybody in one write. A lottery draws among all who have come by then; those
 * who arrive during the draw stand behind them.
 *
 * @returns whether anything was done; then the room must be read again
 */
export async function openDoors({ state, issued }: Room): Promise<boolean> {
  const now = Date.now();
  if (state.drawing) return takeOutLeavers(state);
  if (!state.lobby || state.mode !== "open" || Date.parse(state.opensAt ?? "") > now) return false;
  const first = state.low + 1;
  const draws = state.lottery && state.seed !== undefined && issued >= first;
  const draw = draws ? { seed: state.seed, first, count: issued - state.low } : undefined;
  await transact([
    {
      Update: {
        TableName: Resource.WaitingTable.name,
        Key: stateKey,
        UpdateExpression: `SET lobby = :no, openedAt = :at, rev = :next${draw ? ", draw = :draw, drawing = :yes" : ""}`,
        ConditionExpression: "rev = :rev",
        ExpressionAttributeValues: {
          ":no": false,
          ":at": new Date(now).toISOString(),
          ":next": state.rev + 1,
          ":rev": state.rev,
          ...(draw && { ":draw": draw, ":yes": true }),
        },
      },
    },
  ]);
  return true;
}

/**
 * Those who left the lobby took part in the draw and are now removed. Each part is done once: since the draw, both the
 * leavers and the parts are fixed.
 */
async function takeOutLeavers(state: RoomState): Promise<boolean> {
  const left = await readLobbyLeaversFrom(blockOf(state.low + 1));
  const numbers = [...left.values()].flatMap((entries) =>
    [...entries].filter((entry) => entry > state.low).flatMap((entry) => numberOf(entry, state) ?? []),
  );
  const blocks = [...Map.groupBy(numbers, blockOf).values()];
  for (let done = 0; done < blocks.length; done += mostBlocks) {
    const part = addGone(blocks.slice(done, done + mostBlocks).flat(), Date.now());
    const result = await transact([...part, onceForDraw(state.epoch, done)]);
    if (result.status === "conflict") return true;
  }
  await transact([
    {
      Update: {
        TableName: Resource.WaitingTable.name,
        Key: stateKey,
        UpdateExpression: "SET drawing = :no, rev = :next",
        ConditionExpression: "rev = :rev",
        ExpressionAttributeValues: { ":no": false, ":next": state.rev + 1, ":rev": state.rev },
      },
    },
  ]);
  return true;
}

function onceForDraw(epoch: number, part: number): TransactItem {
  return {
    Put: {
      TableName: Resource.WaitingTable.name,
      Item: { pk: `draw#${epoch}`, sk: String(part), expiresAt: expiresAt(Date.now()) },
      ConditionExpression: "attribute_not_exists(pk)",
    },
  };
}
