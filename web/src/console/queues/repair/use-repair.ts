import { useMutation, useQueryClient } from "@tanstack/react-query";
import { deadLettersKey } from "../../api/dead-letters.ts";
import { queuesQuery } from "../../api/queries.ts";
import { redriveQuery } from "../../api/repair.ts";

/** A change to a queue. Once it succeeds, everything about the queue is refetched. */
export function useRepair<Given, Answer>(
  queue: string,
  act: (given: Given) => Promise<Answer>,
  onDone: (answer: Answer) => void,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (answer) => {
      onDone(answer);
      void client.invalidateQueries({ queryKey: redriveQuery(queue).queryKey });
      void client.invalidateQueries({ queryKey: queuesQuery.queryKey });
      void client.invalidateQueries({ queryKey: deadLettersKey(queue) });
    },
  });
}
