import { queryOptions } from "@tanstack/react-query";
import { call } from "../../api/http.ts";
import type { LetterFilter, RepairTask } from "./types.ts";
import { queueUrl } from "./urls.ts";

/** Which dead letters: these, those that pass the filter, or all. */
export interface Chosen {
  messageIds?: string[];
  filter?: LetterFilter;
}

export const redriveQuery = (queue: string) =>
  queryOptions({
    queryKey: ["admin", "redrive", queue],
    queryFn: ({ signal }) =>
      call<{ task?: RepairTask; earlier: RepairTask[] }>(`${queueUrl(queue)}/redrive`, { signal }),
  });

/** How many dead letters a redrive would be about, and where they would go. */
export interface DryRun {
  count: number;
  /** How many there are in all. */
  of: number;
  destination: string;
  indexedAt?: string;
}

/** Counted just now; `seen` is anything whose change makes the count old. */
export const dryRunQuery = (queue: string, chosen: Chosen, seen?: number) =>
  queryOptions({
    queryKey: ["admin", "dry-run", queue, chosen, seen],
    queryFn: ({ signal }) =>
      call<DryRun>(`${queueUrl(queue)}/redrive`, { method: "POST", body: { ...chosen, dryRun: true }, signal }),
    retry: false,
    gcTime: 0,
    staleTime: 0,
  });

export const startRedrive = (queue: string, body: Chosen & { maxPerSecond?: number }) =>
  call<{ task: RepairTask }>(`${queueUrl(queue)}/redrive`, { method: "POST", body });

export const cancelTask = (queue: string) =>
  call<{ task: RepairTask }>(`${queueUrl(queue)}/redrive`, { method: "DELETE" });

export const deleteLetters = (queue: string, messageIds: string[]) =>
  call<{ removed: number; missing: number; task: RepairTask }>(`${queueUrl(queue)}/messages`, {
    method: "DELETE",
    body: { messageIds },
  });

export const editAndRedrive = (queue: string, id: string, body: string) =>
  call<{ task: RepairTask }>(`${queueUrl(queue)}/messages/${encodeURIComponent(id)}`, {
    method: "PUT",
    body: { body },
  });

export const purge = (queue: string, confirm: string) =>
  call<{ removed: number; availableAt: string }>(`${queueUrl(queue)}/purge`, { method: "POST", body: { confirm } });

export const switchConsumer = (queue: string, enabled: boolean) =>
  call<{ consumer: { function: string; enabled: boolean } }>(`${queueUrl(queue)}/consumer`, {
    method: "PUT",
    body: { enabled },
  });

export interface Outgoing {
  body: string;
  groupId?: string;
  deduplicationId?: string;
  delaySeconds?: number;
  check: boolean;
}

export const sendMessage = (queue: string, message: Outgoing) =>
  call<{ messageId: string }>(`${queueUrl(queue)}/messages`, { method: "POST", body: message });
