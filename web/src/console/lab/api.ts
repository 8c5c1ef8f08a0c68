import { queryOptions } from "@tanstack/react-query";
import { call } from "../../api/http.ts";
import { adminUrl } from "../../api/urls.ts";

const labUrl = import.meta.env.VITE_LAB_URL ?? "http://localhost:4000/lab";

export interface LabRecord {
  id: string;
  input: number;
  sentAt: string;
  /** How often a consumer began with it. */
  tries: number;
  /** Of its present life: a redrive begins a new one. */
  receiveCount: number;
  receivedAt?: string;
  /** How often a consumer was done with it. */
  answers: number;
  output?: number;
  answeredAt?: string;
  /** Whether a consumer was done while the message was hidden from others. */
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

/** `input` goes as it was typed: what is no number is refused by the function, not here. */
export const addOne = (input: unknown) =>
  call<{ output: number }>(`${labUrl}/increment`, { method: "POST", body: { input } });

export const sendNumbers = (input: number, count: number) =>
  call<{ messages: LabRecord[] }>(`${labUrl}/messages`, { method: "POST", body: { input, count } });

export const changeSettings = (settings: LabSettings) =>
  call<{ settings: LabSettings }>(`${adminUrl}/lab/settings`, { method: "PUT", body: settings });
