import type { Language } from "../../i18n/language.ts";

/** A queue's numbers right now; SQS calls them approximate. */
export interface QueueCounts {
  name: string;
  visible: number;
  inFlight: number;
  delayed: number;
  oldestAgeSeconds?: number;
  dlq?: { name: string; visible: number };
  consumer?: { function: string; enabled: boolean };
}

export interface PeekedMessage {
  id: string;
  body: string;
  attributes: Record<string, string>;
  sentAt: string;
  receiveCount: number;
  groupId?: string;
  sourceQueue?: string;
  /** How often its consumer tried; a look raises `receiveCount`, never this. */
  attempts?: number;
  lastError?: LastError;
}

export interface LastError {
  name: string;
  message: string;
  stack?: string;
  at: string;
  requestId?: string;
  retryable: boolean;
}

export interface StockItem {
  productId: string;
  name: Record<Language, string>;
  available: number;
  reorderPoint: number;
  state: "in_stock" | "low" | "sold_out";
  shortage?: { id: string; since?: string; expectedAt?: string };
}

export interface ProductionOrder {
  /** The id of the shortage it answers. */
  id: string;
  productId: string;
  quantity: number;
  status: "accepted" | "completed" | "failed";
  requestedAt: string;
  expectedAt?: string;
  /** When it was completed or failed. */
  settledAt?: string;
  /** Why it failed. */
  reason?: string;
  correlationId: string;
}
