import { queryOptions } from "@tanstack/react-query";
import { call } from "../../api/http.ts";
import type { DeadLetterFilter, RepairTask } from "./types.ts";
import { queueUrl } from "./urls.ts";

/** Which dead letters: these, those that match the filter, or all. */
export interface Chosen {
  messageIds?: string[];
  filter?: DeadLetterFilter;
}

export const redriveQuery = (queue: string) =>
  queryOptions({
    queryKey: ["admin", "redrive", queue],
    queryFn: ({ signal }) =>
      call<{ task?: RepairTask; earlier: RepairTask[] }>(`${queueUrl(queue)}/redrive`, { signal }),
  });

/** How many dead letters an action would affect. */
export interface Count {
  count: number;
  /** The total in the queue. */
  of: number;
  indexedAt?: string;
}

/** Also where a redrive would send them. */
export interface DryRun extends Count {
  destination: string;
}

/** A fresh count. For operators only, like the redrive itself. */
export const dryRunQuery = (queue: string, chosen: Chosen) =>
  queryOptions({
    queryKey: ["admin", "dry-run", queue, chosen],
    queryFn: ({ signal }) =>
      call<DryRun>(`${queueUrl(queue)}/redrive`, { method: "POST", body: { ...chosen, dryRun: true }, signal }),
    retry: false,
    gcTime: 0,
    staleTime: 0,
  });

/** Like `dryRunQuery`, also for messages that cannot be redriven. */
export const countQuery = (queue: string, chosen: Chosen) =>
  queryOptions({
    queryKey: ["admin", "count", queue, chosen],
    queryFn: ({ signal }) =>
      call<Count>(`${queueUrl(queue)}/messages`, { method: "DELETE", body: { ...chosen, dryRun: true }, signal }),
    retry: false,
    gcTime: 0,
    staleTime: 0,
  });

export const startRedrive = (queue: string, body: Chosen & { maxPerSecond?: number }) =>
  call<{ task: RepairTask }>(`${queueUrl(queue)}/redrive`, { method: "POST", body });

export const cancelTask = (queue: string) =>
  call<{ task: RepairTask }>(`${queueUrl(queue)}/redrive`, { method: "DELETE" });

export const deleteDeadLetters = (queue: string, chosen: Chosen) =>
  call<{ removed: number; missing: number; task: RepairTask }>(`${queueUrl(queue)}/messages`, {
    method: "DELETE",
    body: chosen,
    timeout: 30_000,
  });

export const editAndRedrive = (queue: string, id: string, body: string) =>
  call<{ task: RepairTask }>(`${queueUrl(queue)}/messages/${encodeURIComponent(id)}`, {
    method: "PUT",
    body: { body },
  });

/** The number removed; or the task, if each deletion is announced and takes longer. */
export type Purged = { removed: number; availableAt: string } | { task: RepairTask };

export const purge = (queue: string, confirm: string) =>
  call<Purged>(`${queueUrl(queue)}/purge`, { method: "POST", body: { confirm }, timeout: 30_000 });

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
