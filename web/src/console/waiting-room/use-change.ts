import type { RoomChange } from "@donut/contracts/waiting-room";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ApiError } from "../../api/http.ts";
import { adminRoomQuery, changeRoom } from "./api.ts";

/** Changes the room optimistically, and undoes it if the server refuses. */
export function useChange() {
  const client = useQueryClient();
  const { queryKey } = adminRoomQuery;
  return useMutation({
    mutationFn: changeRoom,
    onMutate: async (change: RoomChange) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      if (before) client.setQueryData(queryKey, { ...before, room: { ...before.room, ...expected(change) } });
      return before;
    },
    onError: (_error, _change, before) => {
      if (before) client.setQueryData(queryKey, before);
    },
    onSuccess: (after) => client.setQueryData(queryKey, after),
  });
}

/** The server's state after a change, as far as it can be predicted. */
function expected({ mode, guards, x, y, n, claimSeconds, graceSeconds, placesPerClient }: RoomChange) {
  const given = { mode, guards, x, y, n, claimSeconds, graceSeconds, placesPerClient };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** @returns the error, unless the fields show all of it */
export function restOfError(error: Error | null, fields: readonly string[]): Error | null {
  if (!(error instanceof ApiError) || !error.problem.errors?.length) return error;
  const all = error.problem.errors.every(({ pointer }) => fields.includes(pointer.split("/")[1] ?? ""));
  return all ? null : error;
}
