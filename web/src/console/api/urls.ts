import { adminUrl } from "../../api/urls.ts";

export const queueUrl = (name: string) => `${adminUrl}/queues/${encodeURIComponent(name)}`;

/** @returns `?name=value&…` for the values that are set, or an empty text */
export function searchOf(parameters: Record<string, string | number | undefined>): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}
