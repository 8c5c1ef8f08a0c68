import { queryOptions } from "@tanstack/react-query";
import { call } from "../../api/http.ts";
import { adminUrl } from "../../api/urls.ts";

const labUrl = import.meta.env.VITE_LAB_URL ?? "http://localhost:4000/lab";

export interface LabRecord {
  id: string;
  input: number;
  sentAt: string;
  /** How many times a consumer started it. */
  tries: number;
  /** In its current life: a redrive begins a new one. */
  receiveCount: number;
  receivedAt?: string;
  /** How many times a consumer finished it. */
  answers: number;
  output?: number;
  answeredAt?: string;
  /** Whether a consumer finished it while the message was hidden. */
  inTime: boolean;
}

export interface LabSettings {
  consumerDelaySeconds: number;
  visibilityTimeoutSeconds: number;
}

export const labQuery = queryOptions({
  queryKey: ["lab"],
  queryFn: ({ signal }) => call<{ messages: LabRecord[]; settings: LabSettings }>(`${labUrl}/messages`, { signal }),
});

/** The message groups of the lab's FIFO queue. */
export const groups = ["A", "B", "C"] as const;
export type Group = (typeof groups)[number];

export interface GroupedRecord {
  id: string;
  group: Group;
  workSeconds: number;
  sentAt: string;
  /** How many times it was sent under its deduplication id. */
  sends: number;
  startedAt?: string;
  finishedAt?: string;
}

/** Newest first. */
export const groupedQuery = queryOptions({
  queryKey: ["lab", "grouped"],
  queryFn: ({ signal }) => call<{ messages: GroupedRecord[] }>(`${labUrl}/grouped-messages`, { signal }),
});

export const sendGrouped = (
  message: Pick<GroupedRecord, "group" | "workSeconds"> & { count?: number; deduplicationId?: string },
) => call<{ messages: GroupedRecord[] }>(`${labUrl}/grouped-messages`, { method: "POST", body: message });

/** `input` is sent as typed: the function, not this page, refuses anything that is not a number. */
export const addOne = (input: unknown) =>
  call<{ output: number }>(`${labUrl}/increment`, { method: "POST", body: { input } });

export const sendNumbers = (input: number, count: number) =>
  call<{ messages: LabRecord[] }>(`${labUrl}/messages`, { method: "POST", body: { input, count } });

export const changeSettings = (settings: LabSettings) =>
  call<{ settings: LabSettings }>(`${adminUrl}/lab/settings`, { method: "PUT", body: settings });
