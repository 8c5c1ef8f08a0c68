import type { ConsumerLog } from "@donut/contracts/logs";
import type { MetricHistory } from "@donut/contracts/metrics";
import { type Problem, type ProblemKind, problemTypeOf } from "@donut/contracts/problems";
import type { DeployedQueue, Topology } from "@donut/contracts/topology";
import { vi } from "vitest";
import { adminUrl, salesUrl } from "../src/api/urls.ts";
import type { DeadLetter, QueueCounts } from "../src/console/api/types.ts";

export interface AdminCall {
  method: string;
  /** Below the API's address. */
  path: string;
  search: URLSearchParams;
  body: unknown;
}

type Answer = (call: AdminCall) => object;

/** AdminApi in the browser: it has what a test gives it, and records the changes that the console asks for. */
export class Admin {
  readonly queues: DeployedQueue[] = [];
  readonly counts: QueueCounts[] = [];
  /** The dead letters of all dead-letter queues, newest first. */
  deadLetters: DeadLetter[] = [];
  /** Every call that is not a GET. */
  readonly changes: AdminCall[] = [];
  readonly #answers = new Map<string, Answer>();

  constructor() {
    const real = globalThis.fetch;
    vi.stubGlobal("fetch", (input: RequestInfo | URL, init: RequestInit = {}) => {
      const url = new URL(input instanceof Request ? input.url : input, location.href);
      if (url.href.startsWith(adminUrl)) return this.#answer(url, init);
      if (url.href.startsWith(salesUrl)) return Promise.resolve(Response.json({ products: [] }));
      return real(input, init);
    });
  }

  /** A queue with a consumer and a dead-letter queue. `dead`: how many messages the latter has. */
  addQueue(
    name: string,
    { dead = 0, fifo = false, ...count }: Partial<QueueCounts> & { dead?: number; fifo?: boolean } = {},
  ): this {
    const dlq = `${name}Dlq`;
    const functionName = `${name}Consumer`;
    const consumer = { function: functionName, functionName, logGroup: `/aws/lambda/${functionName}`, mapping: name };
    this.queues.push(deployed(name, { fifo, dlq, maxReceiveCount: 3, consumer }), deployed(dlq, { fifo, role: "dlq" }));
    this.counts.push(
      counted(name, {
        dlq: { name: dlq, visible: dead },
        consumer: { function: consumer.function, enabled: true },
        ...count,
      }),
      counted(dlq, { visible: dead }),
    );
    return this;
  }

  /** The only dead letters there are, in the dead-letter queue of `queue`. */
  setDeadLetters(queue: string, deadLetters: DeadLetter[]): this {
    this.deadLetters = deadLetters;
    const visible = deadLetters.length;
    for (const count of this.counts) {
      if (count.name === `${queue}Dlq`) count.visible = visible;
      if (count.name === queue && count.dlq) count.dlq.visible = visible;
    }
    return this;
  }

  /** Answers calls like `POST /queues/RestockQueue/messages`. */
  on(route: string, answer: Answer): this {
    this.#answers.set(route, answer);
    return this;
  }

  async #answer(url: URL, { method = "GET", body }: RequestInit): Promise<Response> {
    const path = url.pathname.slice(new URL(adminUrl).pathname.length);
    const call = {
      method,
      path,
      search: url.searchParams,
      body: typeof body === "string" ? JSON.parse(body) : undefined,
    };
    if (method !== "GET") this.changes.push(call);
    const answer = this.#answers.get(`${method} ${path}`) ?? this.#usual(call);
    const given = answer?.(call) ?? problem("not-found", 404);
    return given instanceof Response ? given : Response.json(given);
  }

  #usual({ method, path }: AdminCall): Answer | undefined {
    if (method !== "GET") return undefined;
    if (path === "/topology") return () => ({ topics: [], apis: [], queues: this.queues }) satisfies Topology;
    if (path === "/queues") return () => ({ queues: this.counts });
    if (path === "/alerts") return () => ({ alerts: [] });
    if (path === "/metrics") return () => nothingMeasured;
    if (path.endsWith("/consumer/logs"))
      return () => ({ since: nothingMeasured.from, lines: [] }) satisfies ConsumerLog;
    if (path.endsWith("/redrive")) return () => ({ earlier: [] });
    if (path.endsWith("/messages")) return ({ search }) => this.#page(search);
    return undefined;
  }

  #page(search: URLSearchParams) {
    const messages = this.deadLetters.filter(
      ({ type, body, lastError }) =>
        [type, null].includes(search.get("type")) &&
        [lastError?.name, null].includes(search.get("error")) &&
        body.includes(search.get("q") ?? ""),
    );
    return { messages: messages.slice(0, Number(search.get("limit"))), count: messages.length };
  }
}

/** A refusal, as all APIs answer with it. */
export function problem(kind: ProblemKind, status: number, more: Partial<Problem> = {}): Response {
  return Response.json({ type: problemTypeOf(kind), title: kind, status, ...more }, { status });
}

export function deadLetter(id: string, more: Partial<DeadLetter> = {}): DeadLetter {
  const body = more.body ?? JSON.stringify({ id });
  return {
    id,
    body,
    bodyLength: body.length,
    type: "stock.depleted",
    attributes: {},
    sentAt: "2026-01-02T03:04:05.000Z",
    receiveCount: 3,
    lastError: { name: "FactoryRefused", message: "No.", at: "2026-01-02T03:05:00.000Z", retryable: false },
    ...more,
  };
}

function deployed(name: string, more: Partial<DeployedQueue>): DeployedQueue {
  return {
    name,
    url: `http://127.0.0.1:4002/000000000000/${name}`,
    arn: `arn:aws:sqs:us-east-1:000000000000:${name}`,
    fifo: false,
    visibilityTimeoutSeconds: 60,
    role: "work",
    subject: "stock",
    ...more,
  };
}

function counted(name: string, more: Partial<QueueCounts>): QueueCounts {
  return { name, visible: 0, inFlight: 0, delayed: 0, ...more };
}

const nothingMeasured: MetricHistory = {
  from: "2026-01-02T03:00:00.000Z",
  to: "2026-01-02T04:00:00.000Z",
  periodSeconds: 60,
  measures: {
    sent: [],
    processed: [],
    failed: [],
    waiting: [],
    oldestAgeSeconds: [],
    durationMs: [],
    longestMs: [],
    deadLetters: [],
  },
};
