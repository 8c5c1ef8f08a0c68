import { blockOf } from "@donut/contracts/waiting-line";
import { Resource } from "sst";
import { transact } from "../aws/transact.ts";
import { addGone, readGoneFrom } from "./gone.ts";
import { numberOf, type Room, type RoomState, stateKey } from "./room.ts";

/** Blocks in one transaction. */
const mostBlocks = 50;

/**
 * Opens the doors when it is time, for everybody in one write: with a lottery, the draw over all who have come. Those who
 * come during it stand behind them.
 *
 * @returns whether anything was done; the room has to be read again then
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

/** Who left the lobby has drawn, too, and is gone. Doing it twice changes nothing. */
async function takeOutLeavers(state: RoomState): Promise<boolean> {
  const left = await readGoneFrom(blockOf(state.low + 1), "lobby");
  const numbers = [...left.values()].flatMap((entries) =>
    [...entries].filter((entry) => entry > state.low).flatMap((entry) => numberOf(entry, state) ?? []),
  );
  const parts = addGone(numbers, Date.now());
  for (let done = 0; done < parts.length; done += mostBlocks) await transact(parts.slice(done, done + mostBlocks));
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
