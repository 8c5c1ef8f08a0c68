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
  /** How many times its consumer tried; a scan raises `receiveCount`, never this. */
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

/** A message of a queue without a consumer. */
export interface DeadLetter extends PeekedMessage {
  /** The body's length in characters; `body` has the first 50,000. */
  bodyLength: number;
  type?: string;
  correlationId?: string;
}

/** Dead letters that match all of these. */
export interface DeadLetterFilter {
  /** Part of its id, body, attributes or error. */
  q?: string;
  /** Name of its last error. */
  error?: string;
  type?: string;
  sourceQueue?: string;
  correlationId?: string;
}

export interface DeadLetterPage {
  messages: DeadLetter[];
  next?: string;
  /** The number of matches, if asked for. */
  count?: number;
  index?: { at?: string; known: number; present: number; indexing: boolean };
  note?: string;
}

interface Person {
  id: string;
  name: string;
  email: string;
}

type Selection =
  | { which: "all" }
  | { which: "ids"; messageIds: string[] }
  | { which: "filter"; filter: DeadLetterFilter };

/** Work on the dead letters of one queue, which continues without this page. */
export interface RepairTask {
  id: string;
  queue: string;
  kind: "redrive" | "edit" | "delete";
  selection: Selection;
  destination?: string;
  maxPerSecond?: number;
  status: "running" | "cancelling" | "cancelled" | "completed" | "failed";
  total: number;
  done: number;
  missing?: number;
  unreachable?: number;
  failureReason?: string;
  startedAt: string;
  updatedAt: string;
  finishedAt?: string;
  startedBy: Person;
  correlationId: string;
  auditId: string;
}

export interface AuditRecord {
  id: string;
  at: string;
  actor: Person;
  action: string;
  target: string;
  detail: Record<string, unknown>;
  status: "started" | "succeeded" | "failed" | "refused";
  outcome?: Record<string, unknown>;
  finishedAt?: string;
  correlationId: string;
}

/** From a queue's first dead letter until none was left. */
export interface Alert {
  id: string;
  alarm: string;
  queue: string;
  /** `closed`: by hand. */
  status: "open" | "cleared" | "closed";
  reason: string;
  raisedAt: string;
  clearedAt?: string;
  /** Who closed it, and why; its dead letters stayed. */
  closed?: { at: string; by: { id: string; name: string }; reason: string };
  /** What was in the queue when it was raised: how much, and the first of it. */
  cause?: { deadLetters: number; type?: string; error?: { name: string; message: string } };
  acknowledged?: { at: string; by: { id: string; name: string } };
  notes: { at: string; by: { id: string; name: string }; text: string }[];
}

export type JourneyStep =
  | { kind: "event"; at: string; type: string; detail: Record<string, unknown> }
  | {
      kind: "failed-try";
      at: string;
      queue: string;
      messageId: string;
      attempt: number;
      error: { name: string; message: string; retryable: boolean };
    }
  | { kind: "dead-letter"; at: string; queue: string; message: DeadLetter }
  /** A message that was in a dead-letter queue until then. */
  | { kind: "rested"; at: string; until: string; queue: string; messageId: string; type?: string }
  | {
      kind: "repair";
      at: string;
      action: RepairTask["kind"];
      queue: string;
      destination?: string;
      messageId: string;
      newMessageId?: string;
      taskId: string;
      /** The name of who did it. */
      by?: string;
      restedSince?: string;
    };

export interface StockItem {
  productId: string;
  name: Record<Language, string>;
  available: number;
  reorderPoint: number;
  state: "in_stock" | "low" | "sold_out";
  shortage?: { id: string; since?: string; expectedAt?: string; asks?: number; askedAgainAt?: string };
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
