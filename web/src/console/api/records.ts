import { queryOptions } from "@tanstack/react-query";
import { call } from "../../api/http.ts";
import { adminUrl } from "../../api/urls.ts";
import type { Alert, AuditRecord, JourneyStep, StockItem } from "./types.ts";
import { searchOf } from "./urls.ts";

const PAGE = 50;

export interface AuditSearch {
  q?: string;
  action?: string;
  actor?: string;
  target?: string;
  status?: AuditRecord["status"];
  /** The `next` of the page before. */
  after?: string;
}

export const auditQuery = ({ after, ...filter }: AuditSearch) =>
  queryOptions({
    queryKey: ["admin", "audit", filter, after],
    queryFn: ({ signal }) =>
      call<{ records: AuditRecord[]; next?: string }>(
        `${adminUrl}/audit${searchOf({ ...filter, cursor: after, limit: PAGE })}`,
        { signal },
      ),
  });

export const alertsQuery = ({ status, after }: { status?: Alert["status"]; after?: string }) =>
  queryOptions({
    queryKey: ["admin", "alerts", status, after],
    queryFn: ({ signal }) =>
      call<{ alerts: Alert[]; next?: string }>(
        `${adminUrl}/alerts${searchOf({ status, cursor: after, limit: PAGE })}`,
        { signal },
      ),
  });

export const acknowledge = (id: string) =>
  call<{ alert: Alert }>(`${adminUrl}/alerts/${encodeURIComponent(id)}/acknowledge`, { method: "POST" });

export const release = (id: string) =>
  call<{ alert: Alert }>(`${adminUrl}/alerts/${encodeURIComponent(id)}/release`, { method: "POST" });

/** Quiet until more is dead-lettered; the dead letters stay. */
export const closeAlert = (id: string, reason: string) =>
  call<{ alert: Alert }>(`${adminUrl}/alerts/${encodeURIComponent(id)}/close`, { method: "POST", body: { reason } });

export const addNote = (id: string, text: string) =>
  call<{ alert: Alert }>(`${adminUrl}/alerts/${encodeURIComponent(id)}/notes`, { method: "POST", body: { text } });

export const journeyQuery = (correlationId: string) =>
  queryOptions({
    queryKey: ["admin", "journeys", correlationId],
    queryFn: ({ signal }) =>
      call<{ correlationId: string; steps: JourneyStep[] }>(
        `${adminUrl}/journeys/${encodeURIComponent(correlationId)}`,
        { signal },
      ),
  });

/** Corrects the recorded stock. */
export const adjustStock = (productId: string, adjustBy: number, reason: string) =>
  call<{ stock: StockItem }>(`${adminUrl}/stock/${encodeURIComponent(productId)}`, {
    method: "PUT",
    body: { adjustBy, reason },
  });

/** Asks the factory again for an open shortage; `asked` is false if somebody did a moment ago. */
export const askFactoryAgain = (productId: string, shortageId: string) =>
  call<{ stock: StockItem; asked: boolean }>(`${adminUrl}/stock/${encodeURIComponent(productId)}/shortage/ask`, {
    method: "POST",
    body: { shortageId },
  });

/** Stops expecting goods from the factory for a shortage. */
export const closeShortage = (productId: string, shortageId: string, reason: string) =>
  call<{ stock: StockItem; askedAnew: boolean }>(`${adminUrl}/stock/${encodeURIComponent(productId)}/shortage/close`, {
    method: "POST",
    body: { shortageId, reason },
  });
